/** Lists kept as the demo clouds have them, while another client changes images behind the app's back. */
import {
  CancelledError,
  environmentManager,
  focusManager,
  onlineManager,
  QueryClient,
  QueryObserver,
} from '@tanstack/react-query'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import type { Session } from '#lib/contract.ts'
import { catalogQuery, forgetImage, mergeImage } from './catalog.ts'
import type { ListName } from './catalog-entry.ts'
import { catalogLive, refreshCatalog } from './catalog-live.ts'
import type { CatalogData } from './catalog-merge.ts'
import { Image } from './schemas.ts'
import { sessionQueries, type SignedIn } from './session.ts'
import { makeSession } from '#lib/testing/session.ts'

type CloudName = 'demo-openstack' | 'demo-rackspace'
const regions = { 'demo-openstack': 'RegionOne', 'demo-rackspace': 'DFW' } as const

let fake: RunningFakeCloud
let client: QueryClient
/** Paths below `/v2/images` that the app asked for. */
let asked: URLSearchParams[]
beforeAll(async () => {
  fake = await startStopped()
})
afterAll(() => fake.close())
beforeEach(() => {
  fake.reset()
  asked = []
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
  client.clear()
})

/** Signs the app in as the producer, with the cloud in the proxy's place. */
async function signIn(cloud: CloudName) {
  const region = regions[cloud]
  const images = await imagesAs(fake, cloud, 'producer', { region })
  const { fetch: realFetch } = globalThis
  const own = await ownAccount(cloud, images)
  const session = makeSession({
    cloud,
    flavour: cloud === 'demo-openstack' ? 'openstack' : 'rackspace',
    account: { id: own, name: own },
    roles: cloud === 'demo-openstack' ? ['member'] : ['identity:user-admin'],
    regions: [region],
    defaultRegion: region,
    capabilities: { switchProject: false, importTasks: cloud === 'demo-rackspace' },
  })
  client.setQueryData(sessionQueries.current().queryKey, session)
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(String(input instanceof Request ? input.url : input))
    if (url.host !== 'localhost') return realFetch(input, init)
    asked.push(url.searchParams)
    init?.signal?.throwIfAborted()
    const answer = await images.get(`${url.pathname.replace(`/api/regions/${region}/image`, '')}${url.search}`)
    return new Response(answer.text, { status: answer.status, headers: answer.headers })
  })
  return { session, region, images }
}

async function ownAccount(cloud: CloudName, images: ImageClient) {
  const page = await images.page('?limit=100')
  const id = page.images.find(({ visibility, owner }) => visibility === 'private' && owner !== null)?.owner
  if (!id) throw new Error(`No own image in ${cloud}`)
  return id
}

const switchTo = (session: Session) => client.setQueryData(sessionQueries.current().queryKey, session)

const at = (session: SignedIn, region: string, list: ListName = 'default') => ({
  load: () => client.fetchQuery(catalogQuery(session, region, list)),
  held: () => client.getQueryData<CatalogData>(catalogQuery(session, region, list).queryKey),
  refresh: (onScreen: string[] = []) =>
    client.fetchQuery({ ...catalogLive(session, region, list, { onScreen: () => onScreen }), staleTime: 0 }),
})
const imagesIn = (data: CatalogData | undefined) => data?.pages.flat() ?? []
const nothing = { added: [], changed: [], gone: [] }

const patch = { 'content-type': 'application/openstack-images-v2.1-json-patch' }
const rename = (images: ImageClient, id: string, name: string) =>
  images.call('PATCH', `/v2/images/${id}`, patch, JSON.stringify([{ op: 'replace', path: '/name', value: name }]))
const ownActive = (data: CatalogData, { account }: SignedIn) => {
  const found = imagesIn(data).find(
    ({ owner, status, protected: isProtected }) => owner === account.id && status === 'active' && !isProtected,
  )
  if (!found) throw new Error('No own image')
  return found
}

describe.each(['demo-openstack', 'demo-rackspace'] as const)('%s', (cloud) => {
  test('with nothing new a refresh is one small question, and changes no page', async () => {
    const { session, region } = await signIn(cloud)
    const { load, held, refresh } = at(session, region)
    const { pages } = await load()
    asked = []
    expect(await refresh()).toMatchObject(nothing)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.get('sort_key')).toBe('updated_at')
    expect(asked[0]?.get('updated_at')?.startsWith('gte:') ?? false).toBe(cloud === 'demo-openstack')
    expect(held()?.pages.every((page, number) => page === pages[number])).toBe(true)
  })

  test('a change by another client shows with one refresh; all other images stay the same objects', async () => {
    const { session, region, images } = await signIn(cloud)
    const { load, held, refresh } = at(session, region)
    const before = await load()
    const { id } = ownActive(before, session)
    fake.turnClock(60_000)
    expect((await rename(images, id, 'changed behind our back')).status).toBe(200)
    expect(await refresh()).toMatchObject({ ...nothing, changed: [id] })
    const after = imagesIn(held())
    expect(after.find((image) => image.id === id)?.name).toBe('changed behind our back')
    expect(after.filter((image, number) => image !== imagesIn(before)[number]).map((image) => image.id)).toEqual([id])
  })

  test('two changes within one second both show', async () => {
    const { session, region, images } = await signIn(cloud)
    const { load, refresh } = at(session, region)
    const { id } = ownActive(await load(), session)
    await rename(images, id, 'one')
    expect(await refresh()).toMatchObject({ ...nothing, changed: [id] })
    await rename(images, id, 'two')
    expect(await refresh()).toMatchObject({ ...nothing, changed: [id] })
    expect(await refresh()).toMatchObject(nothing)
  })

  test('what the refresh button reads is all: a deleted image goes though it is not on screen', async () => {
    const { session, region, images } = await signIn(cloud)
    const { load, held } = at(session, region)
    const { id } = ownActive(await load(), session)
    expect((await images.call('DELETE', `/v2/images/${id}`)).status).toBe(204)
    await refreshCatalog(client, session, region)
    expect(client.getQueryData(catalogLive(session, region).queryKey)).toMatchObject({ ...nothing, gone: [id] })
    expect(imagesIn(held()).some((image) => image.id === id)).toBe(false)
  })

  test('images the account was offered, without its own', async () => {
    const { session, region } = await signIn(cloud)
    const pending = await at(session, region, 'pending').load()
    const rejected = await at(session, region, 'rejected').load()
    expect(imagesIn(pending).length).toBeGreaterThan(0)
    expect(imagesIn(rejected).length).toBeGreaterThan(0)
    for (const image of imagesIn(pending).concat(imagesIn(rejected))) expect(image.owner).not.toBe(session.account.id)
  })

  test('an offer answered elsewhere leaves the list, though the image says nothing of it', async () => {
    const { session, region, images } = await signIn(cloud)
    const { load, refresh } = at(session, region, 'pending')
    const [offered] = imagesIn(await load())
    const member = `/v2/images/${offered?.id}/members/${session.account.id}`
    const json = { 'content-type': 'application/json' }
    expect((await images.call('PUT', member, json, JSON.stringify({ status: 'accepted' }))).status).toBe(200)
    expect(await refresh()).toMatchObject({ ...nothing, gone: [offered?.id] })
  })

  test('own images keep exactly what the service sent', async () => {
    const { session, region, images } = await signIn(cloud)
    const data = await at(session, region).load()
    const { id } = ownActive(data, session)
    const { body } = await images.get(`/v2/images/${id}`)
    expect(JSON.parse(JSON.stringify(imagesIn(data).find((image) => image.id === id)))).toEqual(body)
  })
})

const create = async (images: ImageClient, name: string) =>
  Image.parse(
    (await images.call('POST', '/v2/images', { 'content-type': 'application/json' }, JSON.stringify({ name }))).body,
  )

test('a new image joins at the end', async () => {
  const { session, region, images } = await signIn('demo-openstack')
  const { load, held, refresh } = at(session, region)
  const before = imagesIn(await load()).map((image) => image.id)
  const { id } = await create(images, 'new')
  expect(await refresh()).toMatchObject({ ...nothing, added: [id] })
  expect(imagesIn(held()).map((image) => image.id)).toEqual([...before, id])
})

test('of the rows on screen one refresh tells that they are gone or were hidden', async () => {
  const { session, region, images } = await signIn('demo-openstack')
  const { load, held, refresh } = at(session, region)
  await load()
  const made = [await create(images, 'goes'), await create(images, 'hides'), await create(images, 'stays')]
  const ids = made.map(({ id }) => id)
  await refresh()
  await images.call('DELETE', `/v2/images/${ids[0]}`)
  const hide = JSON.stringify([{ op: 'replace', path: '/os_hidden', value: true }])
  await images.call('PATCH', `/v2/images/${ids[1]}`, patch, hide)
  asked = []
  const report = await refresh(ids)
  expect(report).toMatchObject({ added: [], changed: [] })
  expect(new Set(report.gone)).toEqual(new Set(ids.slice(0, 2)))
  expect(asked.at(-1)?.get('id')).toBe(`in:${ids.join(',')}`)
  expect(imagesIn(held()).map(({ id }) => id)).toContain(ids[2])
})

test('hidden and community lists are lists of their own', async () => {
  const { session, region, images } = await signIn('demo-openstack')
  const hidden = at(session, region, 'hidden')
  expect(imagesIn(await hidden.load()).every((image) => image.os_hidden)).toBe(true)
  const community = imagesIn(await at(session, region, 'community').load())
  expect(community.map(({ visibility, owner }) => [visibility, owner === session.account.id])).toEqual(
    community.map(() => ['community', false]),
  )
  expect(community.length).toBeGreaterThan(0)
  const { id } = await create(images, 'to hide')
  const hide = JSON.stringify([{ op: 'replace', path: '/os_hidden', value: true }])
  await images.call('PATCH', `/v2/images/${id}`, patch, hide)
  expect(await hidden.refresh()).toMatchObject({ ...nothing, added: [id] })
})

test('the answer to a write shows in the list that holds the image; hiding moves it, deleting ends it', async () => {
  const { session, region } = await signIn('demo-openstack')
  const [list, hidden] = [at(session, region), at(session, region, 'hidden')]
  const image = ownActive(await list.load(), session)
  await hidden.load()
  const idsIn = (data: CatalogData | undefined) => imagesIn(data).map(({ id }) => id)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  /** What follows right after another is worked in a moment later. */
  const soon = () => vi.advanceTimersByTime(1_000)

  mergeImage(client, session, region, Image.parse({ ...image, name: 'renamed' }))
  expect(imagesIn(list.held()).find(({ id }) => id === image.id)?.name).toBe('renamed')
  expect(idsIn(hidden.held())).not.toContain(image.id)

  mergeImage(client, session, region, Image.parse({ ...image, os_hidden: true }))
  soon()
  expect(idsIn(list.held())).not.toContain(image.id)
  expect(idsIn(hidden.held())).toContain(image.id)

  mergeImage(client, session, region, image)
  soon()
  expect(idsIn(list.held())).toContain(image.id)
  expect(idsIn(hidden.held())).not.toContain(image.id)

  forgetImage(client, session, region, image.id)
  mergeImage(client, session, region, image)
  soon()
  expect(idsIn(list.held())).not.toContain(image.id)

  switchTo({ ...session, account: { id: 'other', name: 'other' } })
  const before = list.held()
  mergeImage(client, session, region, Image.parse({ ...image, id: 'after the switch' }))
  soon()
  expect(list.held()).toBe(before)
})

test('a list that could not be read is read by a later refresh, from where it stopped', async () => {
  const { session, region } = await signIn('demo-rackspace')
  const { load, held, refresh } = at(session, region)
  fake.faults.add({ kind: 'answer', status: 503, body: '', path: '/image/*/v2/images', query: '*marker=*' })
  await expect(load()).rejects.toMatchObject({ status: 503 })
  await expect(refresh()).rejects.toMatchObject({ status: 503 })
  expect(held()?.complete).toBe(false)
  fake.faults.clear()
  asked = []
  expect(await refresh()).toMatchObject(nothing)
  expect(held()?.complete).toBe(true)
  expect(asked[0]?.has('marker')).toBe(true)
})

test('a refresh that fails keeps what there is, and says so', async () => {
  const { session, region } = await signIn('demo-openstack')
  const { load, held } = at(session, region)
  const data = await load()
  fake.faults.add({ kind: 'answer', status: 503, body: '', path: '/image/*/v2/images' })
  await refreshCatalog(client, session, region)
  expect(client.getQueryState(catalogLive(session, region).queryKey)?.error).toMatchObject({ status: 503 })
  expect(held()).toBe(data)
})

test('an answer that arrives after a switch of account is thrown away', async () => {
  const { session, region, images } = await signIn('demo-openstack')
  const { load, held, refresh } = at(session, region)
  const data = await load()
  await create(images, 'not theirs')
  const refreshing = refresh()
  switchTo({ ...session, user: { id: 'other', name: 'other' } })
  await expect(refreshing).rejects.toBeInstanceOf(CancelledError)
  expect(held()).toBe(data)
})

test('a list is read whole again when that is due', async () => {
  const { session, region, images } = await signIn('demo-openstack')
  const { load, held, refresh } = at(session, region)
  const data = await load()
  const { id } = ownActive(data, session)
  await images.call('DELETE', `/v2/images/${id}`)
  expect(await refresh()).toMatchObject(nothing)
  client.setQueryData(
    catalogQuery(session, region).queryKey,
    (now) => now && { ...now, sweptAt: now.sweptAt - 120_000 },
  )
  expect(await refresh()).toMatchObject({ ...nothing, gone: [id] })
  expect(held()?.sweptAt).toBeGreaterThanOrEqual(data.sweptAt)
})

test('a hidden tab stops in the middle of a long list and goes on when it is back', async () => {
  const { session, region } = await signIn('demo-openstack')
  const pageOf = (id: string) => ({
    images: [{ id, status: 'active', visibility: 'private', created_at: '2026-01-01T00:00:00Z' }],
    ...(id !== 'c' && { next: '/v2/images?marker=x' }),
  })
  const following = { a: 'b', b: 'c' } as const
  vi.stubGlobal('fetch', async ({ searchParams }: URL) => {
    asked.push(searchParams)
    const marker = searchParams.get('marker')
    return Response.json(pageOf(marker === 'a' || marker === 'b' ? following[marker] : 'a'))
  })
  await at(session, region).load()
  asked = []
  focusManager.setFocused(false)
  const refreshing = refreshCatalog(client, session, region)
  const swept = () => asked.filter((query) => !query.has('sort_key')).map((query) => query.get('marker'))
  await vi.waitFor(() => expect(swept()).toEqual([null]))
  // Every answer there is to come has come by then.
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
  expect(swept()).toEqual([null])
  focusManager.setFocused(true)
  await refreshing
  expect(swept()).toEqual([null, 'a', 'b'])
})

describe('the pace of a list on screen', () => {
  beforeEach(() => environmentManager.setIsServer(() => false))
  afterEach(() => environmentManager.setIsServer(() => true))

  /** Minutes go by, with every answer given time to arrive. */
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 1_000) {
      await vi.advanceTimersByTimeAsync(1_000)
      while (client.isFetching() > 0) await vi.advanceTimersByTimeAsync(0)
    }
  }
  const watch = async (status = 'active') => {
    const image = {
      id: 'i',
      status,
      visibility: 'private',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: new Date().toISOString(),
    }
    const { session, region } = await signIn('demo-openstack')
    const requests: string[] = []
    let reply = () => Response.json({ images: [image] })
    vi.stubGlobal('fetch', async (input: URL) => {
      requests.push(input.search)
      return reply()
    })
    vi.useFakeTimers()
    const observer = new QueryObserver(client, catalogLive(session, region, 'default', { onScreen: () => ['i'] }))
    const stop = observer.subscribe(() => undefined)
    client.mount()
    await pass(1_000)
    requests.length = 0
    return {
      requests,
      stop: () => {
        stop()
        client.unmount()
      },
      answer: (next: () => Response) => (reply = next),
    }
  }

  test('idle: two questions every 30 seconds, for changes and for the rows on screen', async () => {
    const { requests, stop } = await watch()
    await pass(60_000)
    expect(requests).toHaveLength(4)
    stop()
  })

  test('something on its way: every 5 seconds', async () => {
    const { requests, stop } = await watch('saving')
    await pass(60_000)
    expect(requests).toHaveLength(24)
    stop()
  })

  test('a hidden tab asks nothing, and at once when it is back', async () => {
    const { requests, stop } = await watch()
    focusManager.setFocused(false)
    await pass(2 * 60_000)
    expect(requests).toHaveLength(0)
    focusManager.setFocused(true)
    await pass(1_000)
    expect(requests.length).toBeGreaterThan(0)
    stop()
  })

  test('without a network nothing is asked, and it resumes', async () => {
    const { requests, stop } = await watch()
    onlineManager.setOnline(false)
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(requests).toHaveLength(0)
    onlineManager.setOnline(true)
    await pass(1_000)
    expect(requests.length).toBeGreaterThan(0)
    stop()
  })

  test('failures slow it down, Retry-After counts, and a success ends both', async () => {
    const { requests, stop, answer } = await watch('saving')
    answer(() => new Response('', { status: 503 }))
    await pass(5_000)
    expect(requests).toHaveLength(1)
    await pass(28_000)
    expect(requests).toHaveLength(1)
    answer(() => new Response('', { status: 429, headers: { 'Retry-After': '100' } }))
    await pass(2_000)
    expect(requests).toHaveLength(2)
    await pass(97_000)
    expect(requests).toHaveLength(2)
    answer(() => Response.json({ images: [] }))
    await pass(2_000)
    expect(requests.length).toBeGreaterThan(2)
    stop()
  })
})
