import { expect, test } from 'vitest'
import { Image } from '#api/schemas.ts'
import { isStale, shareMatches, sharesByAccount, sharesByImage, sharesOf } from './shares.ts'
import { sharesCsv } from './shares-csv.ts'

const now = Date.parse('2026-02-01T00:00:00Z')
const image = (id: string, name: string | null = id) =>
  Image.parse({ id, name, status: 'active', visibility: 'shared', created_at: '2026-01-01T00:00:00Z' })
const member = (member_id: string, status: string, created_at = '2026-01-01T00:00:00Z') => ({
  member_id,
  status,
  created_at,
  updated_at: created_at,
})
const ledger = [
  { region: 'R', image: image('a'), members: [member('p2', 'accepted'), member('p3', 'pending')], error: null },
  { region: 'R', image: image('b'), members: [], error: null },
  { region: 'S', image: image('a'), members: [member('p3', 'rejected')], error: null },
  { region: 'S', image: image('c'), members: null, error: null },
]
const shares = sharesOf(ledger)

test('an image of the same ID in another region is another image', () => {
  expect(
    sharesByImage(shares).map(({ key, accepted, pending, rejected }) => [key, accepted, pending, rejected]),
  ).toEqual([
    ['R/a', 1, 1, 0],
    ['S/a', 0, 0, 1],
  ])
})

test('an account is one row over all regions, with what has waited too long', () => {
  expect(
    sharesByAccount(shares, now).map(({ account, accepted, pending, rejected, stale }) => ({
      account,
      answers: [accepted, pending, rejected],
      stale,
    })),
  ).toEqual([
    { account: 'p2', answers: [1, 0, 0], stale: 0 },
    { account: 'p3', answers: [0, 1, 1], stale: 1 },
  ])
})

test.each([
  ['pending', '2026-01-17T23:59:59Z', true],
  ['pending', '2026-01-18T00:00:01Z', false],
  ['accepted', '2025-01-01T00:00:00Z', false],
])('%s since %s is overdue: %s', (status, since, expected) => {
  expect(isStale({ key: '', region: 'R', image: image('a'), member: member('p', status, since) }, now)).toBe(expected)
})

test('every word is looked for, in the image, the account and its name', () => {
  const [share] = shares
  expect(shareMatches(share!, 'Partner Inc', 'A partner')).toBe(true)
  expect(shareMatches(share!, null, 'partner')).toBe(false)
})

test('the export has one line per share, and no formula', async () => {
  const hostile = sharesOf([
    { region: 'R', image: image('x', '=HYPERLINK("http://evil")'), members: [member('p2', 'pending')], error: null },
  ])
  const { name, text } = await sharesCsv(hostile, { region: 'R', now, nameOf: () => 'Partner, Inc' })
  expect(name).toBe('shared-R-2026-02-01.csv')
  expect(text).toBe(
    '\uFEFFregion,image_id,image_name,account,account_name,status,since,last_change\r\n' +
      `R,x,"'=HYPERLINK(""http://evil"")",p2,"Partner, Inc",pending,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z\r\n`,
  )
})
