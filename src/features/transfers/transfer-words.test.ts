import { expect, test } from 'vitest'
import { makeTransfer, type Transfer, type TransferDraft } from '#api/transfers.ts'
import {
  durationWords,
  failureOf,
  fractionOf,
  isExpired,
  phaseWords,
  progressWords,
  stateOf,
  wayWords,
} from './transfer-words.ts'

const draft: TransferDraft = {
  id: 't1',
  region: 'DFW',
  kind: 'import',
  name: 'web',
  source: { from: 'object', object: 'vhds/web.vhd' },
  follows: 'task',
}
const transfer = (changes: Partial<Transfer> = {}) => makeTransfer({ ...draft, ...changes }, 0)

test.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [61_000, '1 min 1 s'],
  [600_000, '10 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
])('%i ms last %s', (ms, words) => expect(durationWords(ms)).toBe(words))

test('bytes are counted where they are known, and the service’s own words stand for the rest', () => {
  const counted = transfer({ phase: 'running', doneBytes: 2 ** 20, totalBytes: 2 ** 22 })
  expect(fractionOf(counted)).toBe(0.25)
  expect(progressWords(counted)).toBe('1 MiB of 4 MiB')
  expect(progressWords(transfer({ phase: 'running', message: 'Copied 15 MiB' }))).toBe('Copied 15 MiB')
  expect(fractionOf(transfer({ phase: 'running' }))).toBeNull()
})

test('a failed last part is no failed import', () => {
  const followUp: Transfer['followUp'] = { changes: {}, members: ['1'], state: 'failed', tries: 1, failure: 'Refused.' }
  const partly = transfer({ phase: 'failed', imageId: 'i1', followUp })
  expect(phaseWords(partly)).toEqual({ words: 'Imported, not complete', tone: 'warn' })
  expect(failureOf(partly)?.cause).toBe('Refused.')
  const failed = transfer({ phase: 'failed', message: 'Error: 396' })
  expect(phaseWords(failed).tone).toBe('bad')
  expect(failureOf(failed)?.code).toBe(396)
  expect(failureOf(transfer({ phase: 'done' }))).toBeNull()
})

test('a task that was forgotten is history', () => {
  const task = {
    id: 't',
    type: 'import',
    status: 'success',
    created_at: '2026-01-01T00:00:00Z',
    expires_at: '2026-01-03T00:00:00Z',
  }
  expect(isExpired(transfer({ task }), Date.parse('2026-01-02T23:59:59Z'))).toBe(false)
  expect(isExpired(transfer({ task }), Date.parse('2026-01-03T00:00:00Z'))).toBe(true)
  expect(isExpired(transfer({ task, follows: 'image' }), Date.parse('2027-01-03T00:00:00Z'))).toBe(false)
})

test('where it comes from and where it goes', () => {
  expect(wayWords(transfer())).toBe('from vhds/web.vhd')
  expect(wayWords(transfer({ kind: 'export', source: { from: 'image', container: 'out' } }))).toBe('to out')
  expect(wayWords(transfer({ kind: 'export', object: 'out/i1.vhd' }))).toBe('to out/i1.vhd')
  expect(stateOf(transfer({ phase: 'applying' }))).toBe('running')
  expect(stateOf(transfer({ phase: 'gone' }))).toBeNull()
})
