import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { catalogQuery, imageInCatalog } from './catalog.ts'
import type { Session } from '#lib/contract.ts'
import { ApiError } from './errors.ts'
import { sessionQueries } from './session.ts'
import { makeSession } from '#lib/testing/session.ts'

const session = makeSession({ regions: ['R'], defaultRegion: 'R' })

/** A list service over ids `0…n-1`, which refuses a marker that is not there. */
class Service {
  ids: string[]
  readonly asked: string[] = []
  /** Called before each answer; may throw or change the list. */
  before: (url: URL) => void | Response = () => {}
  pageSize = 4

  constructor(count: number) {
    this.ids = Array.from({ length: count }, (_, at) => String(at))
  }

  readonly fetch: typeof fetch = async (input) => {
    const url = new URL(String(input instanceof Request ? input.url : input))
    this.asked.push(url.search)
    const special = this.before(url)
    if (special) return special
    const marker = url.searchParams.get('marker')
    const ids = url.searchParams.get('sort_dir') === 'asc' ? this.ids.toReversed() : this.ids
    const at = marker === null ? 0 : ids.indexOf(marker) + 1
    if (marker !== null && at === 0) return json({ message: 'No image found' }, 400)
    const size = Math.min(Number(url.searchParams.get('limit')), this.pageSize)
    const images = ids.slice(at, at + size).map((id) => ({
      id,
      status: 'active',
      visibility: 'private',
      created_at: '2026-01-01T00:00:00Z',
    }))
    return json({ images, ...(images.length === size && { next: `/v2/images?marker=${images.at(-1)?.id}` }) })
  }
}

const json = (body: unknown, status = 200) => Response.json(body, { status })

let client: QueryClient
beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  client = new QueryClient()
  client.setQueryData(sessionQueries.current().queryKey, session)
})
afterEach(() => {
  vi.unstubAllGlobals()
  client.clear()
})

const serve = (service: Service) => vi.stubGlobal('fetch', service.fetch)
const load = () => client.fetchQuery(catalogQuery(session, 'R'))
const reload = () => client.fetchQuery({ ...catalogQuery(session, 'R'), staleTime: 0 })
const cached = () => client.getQueryData(catalogQuery(session, 'R').queryKey)
const idsOf = (data: Awaited<ReturnType<typeof load>> | undefined) => data?.pages.flat().map(({ id }) => id)

test('all pages, in order, with our own markers; a full last page costs one empty answer', async () => {
  const service = new Service(4)
  serve(service)
  expect(idsOf(await load())).toEqual(service.ids)
  expect(service.asked).toEqual(['?limit=50', '?limit=1000&marker=3'])
  expect(cached()?.complete).toBe(true)
})

test('an empty cloud is complete at once', async () => {
  serve(new Service(0))
  expect(await load()).toMatchObject({ pages: [[]], complete: true })
})

test('what has arrived can be read while the rest is on its way', async () => {
  const service = new Service(10)
  const seen: number[] = []
  service.before = () => void seen.push(cached()?.pages.flat().length ?? 0)
  serve(service)
  await load()
  // The other end is asked for beside the third page.
  expect(seen).toEqual([0, 4, 8, 8])
})

test('a marker deleted between two pages: the image before it serves, nothing is missed', async () => {
  const service = new Service(10)
  service.before = ({ searchParams }) => {
    if (searchParams.get('marker') === '3') service.ids = service.ids.filter((id) => id !== '3' && id !== '2')
  }
  serve(service)
  const ids = idsOf(await load())
  expect(new Set(ids)).toEqual(new Set(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']))
})

test('a refusal that no marker cures is the failure', async () => {
  const service = new Service(10)
  service.before = ({ searchParams }) => (searchParams.has('marker') ? json({ message: 'No' }, 400) : undefined)
  serve(service)
  await expect(load()).rejects.toBeInstanceOf(ApiError)
  expect(service.asked).toHaveLength(1 + 4)
})

test('after a failure it goes on where it stopped', async () => {
  const service = new Service(10)
  let isDown = true
  service.before = ({ searchParams }) => (isDown && searchParams.get('marker') === '7' ? json({}, 500) : undefined)
  serve(service)
  await expect(load()).rejects.toMatchObject({ fault: { kind: 'server' } })
  expect(idsOf(cached())).toHaveLength(8)
  isDown = false
  service.asked.length = 0
  expect(idsOf(await load())).toHaveLength(10)
  expect(service.asked).toEqual(['?limit=1000&marker=7'])
})

test('a reload of a complete list adds to the old one at once, and takes away at its end', async () => {
  const service = new Service(10)
  serve(service)
  await load()
  service.ids = ['new', ...service.ids.filter((id) => id !== '0')]
  const during: (number | undefined)[] = []
  service.before = () => void during.push(idsOf(cached())?.length)
  expect(idsOf(await reload())).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'new'])
  expect(during).toEqual([10, 11, 11])
})

test('a page that arrives after a switch of account is thrown away', async () => {
  const otherAccount: Session = { ...session, account: { id: 'other', name: 'other' } }
  const service = new Service(10)
  service.before = ({ searchParams }) => {
    if (searchParams.get('marker') === '3') client.setQueryData(sessionQueries.current().queryKey, otherAccount)
  }
  serve(service)
  expect(idsOf(await load())).toHaveLength(4)
  expect(client.getQueryState(catalogQuery(session, 'R').queryKey)).toMatchObject({ status: 'success', error: null })
})

test('imageInCatalog finds a loaded image', async () => {
  serve(new Service(10))
  await load()
  expect(imageInCatalog(client, session, 'R', '9')?.id).toBe('9')
  expect(imageInCatalog(client, session, 'R', 'nope')).toBeUndefined()
})
