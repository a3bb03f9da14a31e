import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { actsOf } from './acts.ts'
import { catalogQuery } from './catalog.ts'
import { invitationQueries } from './invitations.ts'
import { type Member, memberQueries } from './members.ts'
import { answerInvitation } from './invitations-answer.ts'
import { addMember, removeMember } from './members-writes.ts'
import { Image } from './schemas.ts'
import { sessionQueries } from './session.ts'

const session = makeSession({ regions: ['R'], defaultRegion: 'R' })
const image = Image.parse({
  id: 'i1',
  name: 'web',
  status: 'active',
  visibility: 'shared',
  owner: 'theirs',
  created_at: '2026-01-01T00:00:00Z',
})
const ref = { region: 'R', imageId: 'i1' }

/** The members of one image, as a service keeps them. */
const members = new Map<string, Member>()
const asked: string[] = []
/** What becomes of the next write's answer: it is done all the same. */
let loseAnswer = false

const memberOf = (id: string, status = 'pending'): Member => ({
  member_id: id,
  status,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})

const service: typeof fetch = async (input, init) => {
  const path = new URL(String(input instanceof Request ? input.url : input)).pathname.split('/v2')[1] ?? ''
  const method = init?.method ?? 'GET'
  asked.push(`${method} ${path}`)
  const id = path.split('/members/')[1]
  const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, string>) : {}
  const found = id === undefined ? undefined : members.get(id)
  if (id !== undefined && !found) return Response.json({ message: 'No such member' }, { status: 404 })
  if (method === 'POST' && body['member']) members.set(body['member'], memberOf(body['member']))
  if (method === 'PUT' && id !== undefined) members.set(id, memberOf(id, body['status']))
  if (method === 'DELETE' && id !== undefined) members.delete(id)
  if (method !== 'GET' && loseAnswer) {
    loseAnswer = false
    throw new TypeError('Connection lost')
  }
  if (method === 'DELETE') return new Response(null, { status: 204 })
  if (path.endsWith('/members') && method === 'GET') return Response.json({ members: [...members.values()] })
  return Response.json(members.get(id ?? body['member'] ?? ''))
}

let client: QueryClient
const target = () => ({ client, session, ref })
const failures = () =>
  actsOf(session)
    .get()
    .map(({ failure }) => failure)
const listed = () => client.getQueryData(memberQueries.list(session, ref).queryKey)?.map((one) => one.member_id)

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('fetch', service)
  members.clear()
  asked.length = 0
  loseAnswer = false
  actsOf(session).set([])
  client = new QueryClient()
  client.setQueryData(sessionQueries.current().queryKey, session)
  client.setQueryData(memberQueries.list(session, ref).queryKey, [])
})
afterEach(() => {
  vi.unstubAllGlobals()
  client.clear()
})

describe('sharing', () => {
  test('is recorded, and shows in the list of members', async () => {
    await addMember(target(), image, 'p2')
    expect(listed()).toEqual(['p2'])
    expect(actsOf(session).get()).toMatchObject([
      { what: 'Shared with p2', imageName: 'web', call: { method: 'POST', body: { member: 'p2' } }, failure: null },
    ])
  })

  test('whose answer was lost is settled by reading', async () => {
    loseAnswer = true
    await expect(addMember(target(), image, 'p2')).resolves.toMatchObject({ member_id: 'p2' })
    expect(asked).toEqual(['POST /images/i1/members', 'GET /images/i1/members/p2'])
    expect(failures()).toEqual([null])
  })

  test('that was lost on its way fails', async () => {
    vi.stubGlobal('fetch', (async (input, init) => {
      if (init?.method === 'POST') throw new TypeError('No connection')
      return service(input, init)
    }) satisfies typeof fetch)
    await expect(addMember(target(), image, 'p2')).rejects.toThrow('unreachable')
    expect(listed()).toEqual([])
    expect(failures()).toHaveLength(1)
    expect(failures()[0]).toMatch(/did not answer/)
  })

  test('outlives a reading of the members that began before it', async () => {
    client.removeQueries({ queryKey: memberQueries.list(session, ref).queryKey })
    const before = Promise.withResolvers<void>()
    let isFirst = true
    vi.stubGlobal('fetch', (async (input, init) => {
      const answer = await service(input, init)
      if ((init?.method ?? 'GET') === 'GET' && isFirst) {
        isFirst = false
        await before.promise
      }
      return answer
    }) satisfies typeof fetch)
    const observer = new QueryObserver(client, memberQueries.list(session, ref))
    const stop = observer.subscribe(() => undefined)
    await vi.waitFor(() => expect(asked).toEqual(['GET /images/i1/members']))
    await addMember(target(), image, 'p2')
    before.resolve()
    await vi.waitFor(() => expect(listed()).toEqual(['p2']))
    expect(client.isFetching()).toBe(0)
    stop()
  })

  test('members of one image are added one after the other', async () => {
    await Promise.all(['p2', 'p3', 'p4'].map((id) => addMember(target(), image, id)))
    expect(listed()).toEqual(['p2', 'p3', 'p4'])
  })
})

describe('taking back', () => {
  test('a member that was gone already is gone', async () => {
    await removeMember(target(), image, 'p2')
    expect(failures()).toEqual([null])
  })

  test('whose answer was lost is settled by reading', async () => {
    await addMember(target(), image, 'p2')
    loseAnswer = true
    await removeMember(target(), image, 'p2')
    expect(members.size).toBe(0)
    expect(listed()).toEqual([])
  })
})

test('an answer moves the image between the invitations, and into the catalog', async () => {
  const catalogOf = (list: 'default' | 'pending') => catalogQuery(session, 'R', list).queryKey
  const empty = { complete: true, readAt: 0, sweptAt: 0, sweepMs: 0, fromStore: false }
  client.setQueryData(catalogOf('default'), { ...empty, pages: [] })
  client.setQueryData(catalogOf('pending'), { ...empty, pages: [[image]] })
  for (const answer of ['pending', 'accepted'] as const)
    client.setQueryData(invitationQueries.list(session, 'R', answer).queryKey, {
      images: answer === 'pending' ? [image] : [],
      sent: 1,
    })
  members.set('p1', memberOf('p1'))

  const idsIn = (answer: 'pending' | 'accepted') =>
    client.getQueryData(invitationQueries.list(session, 'R', answer).queryKey)?.images.map(({ id }) => id)
  const catalogIds = (list: 'default' | 'pending') =>
    client
      .getQueryData(catalogOf(list))
      ?.pages.flat()
      .map(({ id }) => id)

  await answerInvitation(target(), image, 'accepted')
  expect([idsIn('pending'), idsIn('accepted')]).toEqual([[], ['i1']])
  expect([catalogIds('pending'), catalogIds('default')]).toEqual([[], ['i1']])
  expect(client.getQueryData(memberQueries.own(session, ref).queryKey)).toMatchObject({ status: 'accepted' })

  await answerInvitation(target(), image, 'pending')
  expect([idsIn('pending'), idsIn('accepted')]).toEqual([['i1'], []])
  expect([catalogIds('pending'), catalogIds('default')]).toEqual([['i1'], []])
})
