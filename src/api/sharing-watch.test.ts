import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { listKey } from './catalog-publish.ts'
import { invitationListKey } from './invitations-list.ts'
import { memberQueries } from './members.ts'
import { answerInvitation } from './invitations-answer.ts'
import { Image } from './schemas.ts'
import { sessionQueries } from './session.ts'
import type { SharingNews } from './sharing-seen.ts'
import { answersWatch, watchSharing } from './sharing-watch.ts'

const image = (id: string, owner = 'p9') =>
  Image.parse({ id, name: id, status: 'active', visibility: 'shared', owner, created_at: '2026-01-01T00:00:00Z' })
const member = (member_id: string, status: string) => ({
  member_id,
  status,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})

/** Images that can be had by their IDs, and who has answered what. */
let there: Set<string>
let members: Record<string, ReturnType<typeof member>[]>
let asked: string[]
const service: typeof fetch = async (input, init) => {
  const path = new URL(String(input instanceof Request ? input.url : input)).pathname.split('/v2')[1] ?? ''
  const [, , id = '', , account] = path.split('/')
  asked.push(`${init?.method ?? 'GET'} ${path}`)
  if (!there.has(id)) return Response.json({ message: 'No image found' }, { status: 404 })
  if (init?.method === 'PUT') return Response.json(member(account ?? '', 'accepted'))
  return Response.json(path.endsWith('/members') ? { members: members[id] ?? [] } : image(id))
}

let session = makeSession()
let holders = 0
let client: QueryClient
let news: SharingNews[]
let stop: () => void
const catalog = (...images: Image[]) =>
  client.setQueryData(listKey(session, 'north', 'default'), { pages: [images], complete: true, fromStore: false })
const pending = (...images: Image[]) =>
  client.setQueryData(invitationListKey(session, 'north', 'pending'), { images, sent: images.length })
const told = () => news.map((one) => `${one.kind} ${one.imageId}`)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', undefined)
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('fetch', service)
  there = new Set(['a', 'b', 'c'])
  members = {}
  asked = []
  news = []
  session = makeSession({ user: { id: `watch${(holders += 1)}`, name: 'ada' } })
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(sessionQueries.current().queryKey, session)
  stop = watchSharing(client, session, (more) => news.push(...more))
})
afterEach(() => {
  stop()
  client.clear()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const later = () => vi.advanceTimersByTimeAsync(5_000)

test('an invitation that comes is told; an accepted image that went is asked for, and told when it is gone', async () => {
  pending(image('a'))
  catalog(image('b'), image('c'), image('own', 'p1'))
  await later()
  expect(news).toEqual([])
  pending(image('a'), image('new'))
  // Of these one is hidden by its owner, one taken back; one's own may go as it likes.
  there.delete('b')
  catalog()
  await later()
  expect(told()).toEqual(['offered new', 'withdrawn b'])
  expect(asked).toEqual(['GET /images/b', 'GET /images/c'])
})

test('an image that one answers oneself is no news', async () => {
  pending(image('a'))
  catalog(image('b'))
  await later()
  for (const answer of ['accepted', 'rejected', 'pending'] as const) {
    await answerInvitation({ client, session, ref: { region: 'north', imageId: 'a' } }, image('a'), answer)
    await later()
  }
  expect(news).toEqual([])
})

test('who has not answered is looked after, a few images at a time', async () => {
  const ids = ['i0', 'i1', 'i2', 'i3', 'i4']
  for (const id of ids) {
    there.add(id)
    members[id] = [member('p2', 'pending')]
    client.setQueryData(memberQueries.list(session, { region: 'north', imageId: id }).queryKey, members[id])
  }
  await later()
  for (const id of ids) members[id] = [member('p2', id === 'i4' ? 'accepted' : 'pending')]
  const look = async () => {
    await client.fetchQuery({ ...answersWatch(session), staleTime: 0 })
    await later()
  }
  await look()
  expect(asked).toEqual(ids.slice(0, 4).map((id) => `GET /images/${id}/members`))
  expect(news).toEqual([])
  await look()
  expect(news).toEqual([{ kind: 'answered', region: 'north', imageId: 'i4', account: 'p2', answer: 'accepted' }])
  // An image that was deleted is looked after no longer, nor is one that has its answers.
  there.clear()
  await look()
  asked = []
  await look()
  expect(asked).toEqual([])
})
