/** Transfers of pages that are gone; another page is stood for by its lock. */
import { afterEach, expect, test } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { addTransfer, changeTransfer, transfersOf } from './transfers.ts'
import { holdTransfer, watchInterrupted } from './transfers-interrupted.ts'

const session = makeSession({ user: { id: 'watcher', name: 'watcher' } })
const phaseOf = (id: string) =>
  transfersOf(session)
    .get()
    .find((one) => one.id === id)?.phase

let unwatch = () => {}
afterEach(() => {
  unwatch()
  transfersOf(session).set([])
})

const begin = (id: string, kind: 'upload' | 'download') =>
  addTransfer(session, { id, region: 'r', kind, name: id, source: null, follows: 'page', phase: 'running' })

/** Another page that is at work on a transfer. @returns closes it */
async function openPage(id: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await new Promise<void>((taken) => {
    void navigator.locks.request(`transfer:${id}`, () => {
      taken()
      return promise
    })
  })
  return resolve
}

test.each(['upload', 'download'] as const)('an %s ends when its page does, and not before', async (kind) => {
  const close = await openPage('theirs')
  begin('theirs', kind)
  begin('lost before', kind)
  unwatch = watchInterrupted(session)
  await expect.poll(() => phaseOf('lost before')).toBe('failed')
  expect(phaseOf('theirs')).toBe('running')
  close()
  await expect.poll(() => phaseOf('theirs')).toBe('failed')
  expect(transfersOf(session).get()[0]?.message).toContain('The page was closed or reloaded')
})

test('what the page told the end of stays as it ended; what is this page’s own goes on', async () => {
  const close = await openPage('theirs')
  begin('theirs', 'upload')
  holdTransfer('mine', true)
  begin('mine', 'upload')
  unwatch = watchInterrupted(session)
  changeTransfer(session, 'theirs', { phase: 'done', endedAt: 1 })
  close()
  // Whoever waits in line comes after the watcher.
  await navigator.locks.request('transfer:theirs', () => {})
  expect(phaseOf('theirs')).toBe('done')
  expect(phaseOf('mine')).toBe('running')
  holdTransfer('mine', false)
})
