/** Lists kept in a real browser's IndexedDB. */
import { QueryClient } from '@tanstack/react-query'
import { clear, createStore, entries, get, set } from 'idb-keyval'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { catalogQuery } from './catalog.ts'
import type { CatalogData } from './catalog-merge.ts'
import { claimCatalogStore, readStoredCatalog, storeCatalog, wipeCatalogStore } from './catalog-store.ts'
import { Image } from './schemas.ts'
import { holderOf, sessionQueries, type SignedIn } from './session.ts'
import { makeSession } from '#lib/testing/session.ts'

const store = createStore('cloud-images', 'catalogs')
const session = makeSession({ regions: ['R'], defaultRegion: 'R' })
const other: SignedIn = { ...session, account: { id: 'other', name: 'other' } }
const otherUser: SignedIn = { ...session, user: { id: 'other', name: 'other' } }
const place = { session, region: 'R', list: 'default' as const }

const sent = (id: string, fields: Record<string, unknown> = {}) => ({
  id,
  status: 'active',
  visibility: 'private',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...fields,
})
const image = (id: string) => Image.parse(sent(id))
const listOf = (...pages: string[][]): CatalogData => ({
  pages: pages.map((ids) => ids.map(image)),
  complete: true,
  readAt: 1_000,
  sweptAt: 900,
  sweepMs: 50,
  fromStore: false,
})

const keys = async () => (await entries(store)).map(([key]) => JSON.stringify(key)).toSorted()
const isEmpty = () => vi.waitFor(async () => expect(await keys()).toEqual([]))
/** Waits until a list of so many pages is kept whole. */
const kept = (pages: number) =>
  vi.waitFor(async () => expect(await get(['list', holderOf(session), 'R', 'default'], store)).toMatchObject({ pages }))
const read = (from = place) => readStoredCatalog(from, () => undefined)

let client: QueryClient
beforeEach(async () => {
  await wipeCatalogStore()
  await clear(store)
  claimCatalogStore(holderOf(session))
  client = new QueryClient()
  client.setQueryData(sessionQueries.current().queryKey, session)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  client.clear()
})

/** A page reload: nothing of the module's memory is there, only the store. */
const reload = async (as: SignedIn | null = session) => {
  vi.resetModules()
  const fresh = await import('./catalog-store.ts')
  fresh.claimCatalogStore(as && holderOf(as))
  return fresh
}

test('a list comes back as it was, its images complete', async () => {
  const data = listOf(['a', 'b'], ['c'])
  storeCatalog(place, data)
  await kept(2)
  const back = await (await reload()).readStoredCatalog(place, () => undefined)
  expect(back).toEqual({ ...data, fromStore: true })
  expect(back?.pages[0]?.[0]?.tags).toEqual([])
  expect(Object.keys(back?.pages[0]?.[0] ?? {})).toEqual(Object.keys(sent('a')))
})

test('the first page is shown at once', async () => {
  storeCatalog(place, listOf(['a'], ['b'], ['c']))
  await kept(3)
  const shown: CatalogData[] = []
  await readStoredCatalog(place, (data) => shown.push(data))
  expect(shown[0]).toMatchObject({ complete: false, fromStore: true })
  expect(shown[0]?.pages).toHaveLength(1)
  expect(shown.at(-1)).toMatchObject({ complete: true })
})

test('a change writes its page and no other', async () => {
  const data = listOf(['a'], ['b'], ['c'])
  storeCatalog(place, data)
  await kept(3)
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  storeCatalog(place, { ...data, pages: [...data.pages.slice(0, 2), [image('x')]], readAt: 2_000 })
  await vi.waitFor(async () => expect((await read())?.readAt).toBe(2_000))
  expect(put.mock.calls.map(([, key]) => key)).toEqual([
    ['list', holderOf(session), 'R', 'default', 2],
    ['list', holderOf(session), 'R', 'default'],
  ])
  expect((await read())?.pages.flat().map(({ id }) => id)).toEqual(['a', 'b', 'x'])
})

test.each([
  ['another account', other],
  ['another user of the same account', otherUser],
  ['nobody', null],
])('%s finds nothing, and everything is removed', async (_, next) => {
  storeCatalog(place, listOf(['a']))
  await kept(1)
  const fresh = await reload(next)
  expect(await fresh.readStoredCatalog(place, () => undefined)).toBeUndefined()
  expect(await fresh.readStoredCatalog({ ...place, session: next ?? other }, () => undefined)).toBeUndefined()
  await vi.waitFor(async () => expect((await keys()).filter((key) => key.startsWith('["list"'))).toEqual([]))
})

test('a record of another holder under our key is not believed', async () => {
  storeCatalog(place, listOf(['a']))
  await kept(1)
  const key = ['list', holderOf(session), 'R', 'default']
  await set(key, { ...(await get<object>(key, store)), holder: holderOf(other) }, store)
  expect(await read()).toBeUndefined()
  await vi.waitFor(async () => expect(await get(key, store)).toBeUndefined())
})

test('signing out removes everything, also what was being written', async () => {
  storeCatalog(place, listOf(...Array.from({ length: 30 }, (_, at) => [`i${at}`])))
  await wipeCatalogStore()
  expect(await keys()).toEqual([])
  storeCatalog(place, listOf(['a']))
  await new Promise((resolve) => requestIdleCallback(resolve))
  await isEmpty()
})

test.each([
  ['an older version', { version: 0 }],
  ['no shape at all', 'what?'],
  ['fewer pages than it says', { pages: 9 }],
])('a store with %s is ignored and removed', async (_, broken) => {
  storeCatalog(place, listOf(['a']))
  await kept(1)
  const key = ['list', holderOf(session), 'R', 'default']
  await set(key, typeof broken === 'string' ? broken : { ...(await get<object>(key, store)), ...broken }, store)
  expect(await read()).toBeUndefined()
  await vi.waitFor(async () => expect(await get(key, store)).toBeUndefined())
})

test('an image that is none spoils the list', async () => {
  storeCatalog(place, listOf(['a']))
  await kept(1)
  await set(['list', holderOf(session), 'R', 'default', 0], [{ id: 7 }], store)
  expect(await read()).toBeUndefined()
})

test('without room nothing is kept, quietly, and nothing more is tried before the next visit', async () => {
  await read()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  storeCatalog(place, listOf(['a']))
  await isEmpty()
  storeCatalog(place, listOf(['b']))
  await new Promise((resolve) => requestIdleCallback(resolve))
  expect(put).toHaveBeenCalledTimes(1)

  const fresh = await reload()
  fresh.storeCatalog(place, listOf(['c']))
  await kept(1)
})

test('a browser that blocks its storage: all works without', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('blocked', 'SecurityError')
  })
  const fresh = await reload()
  expect(await fresh.readStoredCatalog(place, () => undefined)).toBeUndefined()
  fresh.storeCatalog(place, listOf(['a']))
  await fresh.wipeCatalogStore()
})

/** Answers list calls with these images, newest change last when sorted by it. */
const serve = (images: ReturnType<typeof sent>[], during: () => void = () => undefined) => {
  const asked: URLSearchParams[] = []
  vi.stubGlobal('fetch', async (input: URL) => {
    asked.push(input.searchParams)
    during()
    const since = input.searchParams.get('updated_at')?.replace('gte:', '') ?? ''
    return Response.json({ images: images.filter(({ updated_at }) => updated_at >= since) })
  })
  return asked
}
const load = () => client.fetchQuery(catalogQuery(session, 'R'))
const held = () => client.getQueryData(catalogQuery(session, 'R').queryKey)

test('a catalog starts from what was kept, then takes the changes, then what is gone', async () => {
  storeCatalog(place, listOf(['a', 'b', 'c']))
  await kept(1)
  const seen: (CatalogData | undefined)[] = []
  const now = [sent('a'), sent('b', { name: 'new name', updated_at: '2026-01-02T00:00:00Z' }), sent('d')]
  const asked = serve(now, () => seen.push(held()))
  const data = await load()

  expect(asked.map((query) => query.has('updated_at'))).toEqual([true, false])
  expect(seen[0]).toMatchObject({ fromStore: true, complete: true, readAt: 1_000 })
  expect(seen[0]?.pages.flat().map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(seen[1]).toMatchObject({ fromStore: true })
  expect(seen[1]?.pages.flat().find(({ id }) => id === 'b')?.name).toBe('new name')
  expect(data.pages.flat().map(({ id }) => id)).toEqual(['a', 'b', 'd'])
  expect(data.pages.flat()[0]).toBe(seen[0]?.pages.flat()[0])
  expect(data).toMatchObject({ fromStore: false, complete: true })
  expect(data.readAt).toBeGreaterThan(1_000)
})

test('when the service does not answer, what was kept stays, with its age', async () => {
  storeCatalog(place, listOf(['a']))
  await kept(1)
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }))
  await expect(client.fetchQuery({ ...catalogQuery(session, 'R'), retry: false })).rejects.toMatchObject({
    status: 503,
  })
  expect(held()).toMatchObject({ fromStore: true, readAt: 1_000 })
  expect(held()?.pages.flat()).toHaveLength(1)
})

test('a complete list is kept after it was read', async () => {
  serve([sent('a'), sent('b')])
  await load()
  await kept(1)
  expect((await read())?.pages.flat().map(({ id }) => id)).toEqual(['a', 'b'])
})
