import { expect, test } from 'vitest'

import type { SharingNews } from '#api/sharing-seen.ts'

import { newsNotices } from './sharing-notices.ts'

const names = { accountNameOf: (id: string) => (id === 'p2' ? 'Partner' : null), imageNameOf: async () => 'web' }
const offered = (imageId: string, region = 'R'): SharingNews => ({
  kind: 'offered',
  region,
  imageId,
  name: imageId,
  owner: 'p2',
})
const answered = (account: string, answer: 'accepted' | 'rejected'): SharingNews => ({
  kind: 'answered',
  region: 'R',
  imageId: 'i',
  account,
  answer,
})
const withdrawn = (imageId: string): SharingNews => ({ kind: 'withdrawn', region: 'R', imageId, name: imageId })

const told = async (...news: SharingNews[]) =>
  (await newsNotices(news, names)).map(({ title, detail, path }) => [title, detail, path])

test('one piece of news leads to what it is about', async () => {
  expect(await told(offered('a'), answered('p3', 'rejected'), withdrawn('b'))).toEqual([
    ['New invitation: a', 'Shared by Partner', '/R/invitations/a'],
    ['p3 rejected web', undefined, '/R/images/i?tab=sharing'],
    ['b is no longer shared with you', expect.stringContaining('taken back'), '/R/invitations/b'],
  ])
})

test('several of a kind are one message', async () => {
  expect(await told(offered('a'), offered('b', 'S'), answered('p2', 'accepted'), answered('p3', 'rejected'))).toEqual([
    ['2 new invitations', undefined, '/all/invitations'],
    ['2 answers to what you share', '1 accepted, 1 rejected', '/R/sharing?by=status'],
  ])
  expect((await told(withdrawn('a'), withdrawn('b')))[0]?.[0]).toBe('2 images are no longer shared with you')
})
