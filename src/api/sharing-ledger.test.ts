import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ALL_REGIONS } from '#lib/paths.ts'
import { makeSession } from '#lib/testing/session.ts'
import { memberQueries } from './members.ts'
import { addMember } from './members-writes.ts'
import { sessionQueries } from './session.ts'
import { LEDGER_LANES, type LedgerData, ledgerQuery, spreadLedger } from './sharing-ledger.ts'

const session = makeSession({ regions: ['R', 'S'], defaultRegion: 'R' })

const imageOf = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  status: 'active',
  visibility: 'shared',
  owner: 'p1',
  created_at: '2026-01-01T00:00:00Z',
  ...more,
})
const memberOf = (id: string) => ({
  member_id: id,
  status: 'pending',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})

/** Images by region. */
let images: Record<string, ReturnType<typeof imageOf>[]>
/** IDs of images whose members cannot be had. */
let broken: Set<string>
let inFlight = 0
let most = 0

const service: typeof fetch = async (input) => {
  const url = new URL(String(input instanceof Request ? input.url : input))
  const [, region = '', path = ''] = /regions\/([^/]+)\/image\/v2(.*)/.exec(url.pathname) ?? []
  if (path === '/images') {
    const isHidden = url.searchParams.get('os_hidden') === 'true'
    return Response.json({ images: (images[region] ?? []).filter((one) => 'os_hidden' in one === isHidden) })
  }
  inFlight += 1
  most = Math.max(most, inFlight)
  await new Promise((resolve) => setTimeout(resolve, 1))
  inFlight -= 1
  const id = path.split('/')[2] ?? ''
  if (broken.has(id)) return Response.json({ message: 'Down' }, { status: 500 })
  return Response.json({ members: [memberOf('p2')] })
}

let client: QueryClient
beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('fetch', service)
  images = { R: [], S: [] }
  broken = new Set()
  most = 0
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(sessionQueries.current().queryKey, session)
})
afterEach(() => {
  vi.unstubAllGlobals()
  client.clear()
})

const read = (region = 'R') => client.fetchQuery(ledgerQuery(session, region))
const cached = (region = 'R') => client.getQueryData<LedgerData>(ledgerQuery(session, region).queryKey)

test('the members of every image are asked for, never more than eight at once, whatever the regions', async () => {
  images = {
    R: Array.from({ length: 60 }, (_, at) => imageOf(`r${at}`)),
    S: Array.from({ length: 60 }, (_, at) => imageOf(`s${at}`)),
  }
  const { images: rows, read: count, complete } = await read(ALL_REGIONS)
  expect(rows).toHaveLength(120)
  expect(count).toBe(120)
  expect(complete).toBe(true)
  expect(rows.every(({ members }) => members?.length === 1)).toBe(true)
  expect(most).toBe(LEDGER_LANES)
})

test('images of others and those that cannot have members are left out; hidden ones are not', async () => {
  images = {
    R: [
      imageOf('mine'),
      imageOf('hidden', { os_hidden: true }),
      imageOf('theirs', { owner: 'p9' }),
      imageOf('public', { visibility: 'public' }),
    ],
  }
  expect((await read()).images.map(({ image }) => image.id)).toEqual(['mine', 'hidden'])
})

test('it shows what there is from the beginning, and keeps what it knew when reading again fails', async () => {
  images = { R: [imageOf('a'), imageOf('b')] }
  const pictures: [number, boolean][] = []
  const stop = client.getQueryCache().subscribe(() => {
    const data = cached()
    if (data) pictures.push([data.read, data.complete])
  })
  await read()
  stop()
  expect(pictures[0]).toEqual([0, false])
  expect(pictures.at(-1)).toEqual([2, true])

  broken = new Set(['a'])
  const { images: rows } = await client.fetchQuery({ ...ledgerQuery(session, 'R'), staleTime: 0 })
  expect(rows.map(({ members, error }) => [members?.length, error?.fault.kind])).toEqual([
    [1, 'server'],
    [1, undefined],
  ])
})

test('an image whose members cannot be had is told, and stops nothing', async () => {
  images = { R: [imageOf('a'), imageOf('b')] }
  broken = new Set(['a'])
  const { images: rows } = await read()
  expect(rows.map(({ members, error }) => [members?.length, error?.fault.kind])).toEqual([
    [undefined, 'server'],
    [1, undefined],
  ])
})

/** A service whose lists of members arrive only when told to; what they hold is decided when they are asked for. */
function heldService() {
  const members: Record<string, ReturnType<typeof memberOf>[]> = {}
  const gates: (() => void)[] = []
  const asked: string[] = []
  vi.stubGlobal('fetch', (async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input))
    const id = /images\/([^/]+)\/members/.exec(url.pathname)?.[1]
    if (id === undefined) return service(input, init)
    if (init?.method === 'POST' && typeof init.body === 'string') {
      const { member } = JSON.parse(init.body) as { member: string }
      members[id] = [...(members[id] ?? []), memberOf(member)]
      return Response.json(memberOf(member))
    }
    const answer = Response.json({ members: members[id] ?? [] })
    asked.push(id)
    await Promise.race([
      new Promise<void>((open) => gates.push(open)),
      new Promise<void>((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    ])
    return answer
  }) satisfies typeof fetch)
  return { members, asked, open: () => gates.splice(0).forEach((gate) => gate()) }
}

const target = (imageId: string) => ({ client, session, ref: { region: 'R', imageId } })
const idsOf = (data: LedgerData | undefined) =>
  data?.images.map(({ image, members }) => [image.id, members?.map(({ member_id }) => member_id)])

test('an image that is shared while its members are being read shows the new member, and stops nothing', async () => {
  images = { R: [imageOf('a'), imageOf('b')] }
  const held = heldService()
  const reading = read()
  await vi.waitFor(() => expect(held.asked).toEqual(['a', 'b']))
  await addMember(target('a'), { name: 'a' }, 'p3')
  held.open()
  await vi.waitFor(() => expect(held.asked).toEqual(['a', 'b', 'a']))
  held.open()
  const expected = [
    ['a', ['p3']],
    ['b', []],
  ]
  expect(idsOf(await reading)).toEqual(expected)
  expect(idsOf(cached())).toEqual(expected)
})

test('an image that is shared while the ledger is read again is not undone by the older reading', async () => {
  images = { R: [imageOf('a')] }
  const held = heldService()
  const first = read()
  await vi.waitFor(() => expect(held.asked).toHaveLength(1))
  held.open()
  await first
  // The image's own list is gone from memory by then, as after half an hour.
  client.removeQueries({ queryKey: memberQueries.list(session, { region: 'R', imageId: 'a' }).queryKey })
  const again = client.fetchQuery({ ...ledgerQuery(session, 'R'), staleTime: 0 })
  await vi.waitFor(() => expect(held.asked).toHaveLength(2))
  await addMember(target('a'), { name: 'a' }, 'p3')
  held.open()
  await vi.waitFor(() => expect(held.asked).toHaveLength(3))
  held.open()
  await again
  expect(idsOf(cached())).toEqual([['a', ['p3']]])
})

test('what is taken back of an image that the reading has not come to yet stays away', async () => {
  const ids = Array.from({ length: LEDGER_LANES + 1 }, (_, at) => `i${at}`)
  images = { R: ids.map((id) => imageOf(id)) }
  const held = heldService()
  for (const id of ids) held.members[id] = [memberOf('p2')]
  const last = ids.at(-1) ?? ''
  const first = read()
  for (const count of [LEDGER_LANES, ids.length]) {
    await vi.waitFor(() => expect(held.asked).toHaveLength(count))
    held.open()
  }
  await first
  client.removeQueries({ queryKey: memberQueries.list(session, { region: 'R', imageId: last }).queryKey })
  vi.useFakeTimers({ toFake: ['Date'] })
  const again = client.fetchQuery({ ...ledgerQuery(session, 'R'), staleTime: 0 })
  await vi.waitFor(() => expect(held.asked).toHaveLength(ids.length + LEDGER_LANES))
  held.members[last] = []
  spreadLedger(client, session, { region: 'R', imageId: last }, 'p2', null)
  const pictures: unknown[] = []
  const stop = client.getQueryCache().subscribe(() => pictures.push(cached()?.images.at(-1)?.members))
  vi.setSystemTime(Date.now() + 1_000)
  held.open()
  await vi.waitFor(() => expect(held.asked).toHaveLength(2 * ids.length))
  held.open()
  await again
  stop()
  vi.useRealTimers()
  expect(pictures.length).toBeGreaterThan(LEDGER_LANES)
  expect(pictures.filter((members) => !Array.isArray(members) || members.length > 0)).toEqual([])
})

test('an image that could not have members when the ledger was read is read with it once it is shared', async () => {
  images = { R: [imageOf('a')] }
  await read()
  images = { R: [imageOf('a'), imageOf('new')] }
  spreadLedger(client, session, { region: 'R', imageId: 'new' }, 'p3', memberOf('p3'))
  expect((await read()).images.map(({ image }) => image.id)).toEqual(['a', 'new'])
})

test('what is shared or taken back meanwhile is worked in', async () => {
  images = { R: [imageOf('a')] }
  await read()
  spreadLedger(client, session, { region: 'R', imageId: 'a' }, 'p3', memberOf('p3'))
  spreadLedger(client, session, { region: 'R', imageId: 'a' }, 'p2', null)
  expect(cached()?.images[0]?.members?.map(({ member_id }) => member_id)).toEqual(['p3'])
})
