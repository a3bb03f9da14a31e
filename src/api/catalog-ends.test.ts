import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type EndsPage, pagesFromBothEnds, type Reached } from './catalog-ends.ts'

/** A list service; an answer waits until it is let go, where `isHeld` says so. */
class Service {
  ids: string[]
  pageSize = 10
  readonly asked: { end: 'front' | 'back'; marker: string | null }[] = []
  /** How long each answer takes, by how many are on their way. Milliseconds of a clock of its own. */
  takes: (onTheirWay: number) => number = () => 0
  fails: (end: 'front' | 'back', marker: string | null) => boolean = () => false
  #now = 0
  #onTheirWay = 0

  constructor(count: number) {
    this.ids = Array.from({ length: count }, (_, at) => `i${at}`)
  }

  readonly now = () => this.#now

  readonly fetch: typeof fetch = async (input) => {
    const { searchParams } = new URL(String(input instanceof Request ? input.url : input))
    const end = searchParams.get('sort_dir') === 'asc' ? 'back' : 'front'
    const marker = searchParams.get('marker')
    this.asked.push({ end, marker })
    this.#onTheirWay += 1
    await Promise.resolve()
    this.#now += this.takes(this.#onTheirWay)
    this.#onTheirWay -= 1
    if (this.fails(end, marker)) return Response.json({}, { status: 503 })
    const ids = end === 'back' ? this.ids.toReversed() : this.ids
    const at = marker === null ? 0 : ids.indexOf(marker) + 1
    if (marker !== null && at === 0) return Response.json({ message: 'No image found' }, { status: 400 })
    const images = ids.slice(at, at + this.pageSize).map((id) => ({
      id,
      status: 'active',
      visibility: 'private',
      created_at: '2026-01-01T00:00:00Z',
    }))
    return Response.json({ images, ...(images.length === this.pageSize && { next: 'more' }) })
  }
}

const serve = (service: Service) => {
  vi.stubGlobal('fetch', service.fetch)
  vi.spyOn(performance, 'now').mockImplementation(service.now)
}

/** Reads on; `had` is what was had before and is added to. */
async function read(had: Set<string>, reached?: Reached) {
  let last: EndsPage | undefined
  const start = reached && { reached, had: [...had] }
  for await (const page of pagesFromBothEnds('R', {}, { firstPage: 10, start })) {
    for (const { id } of page.images) had.add(id)
    last = page
  }
  return last
}

beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/' }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('whatever the size, each image is had', () => {
  test.each([0, 1, 9, 10, 11, 20, 21, 29, 30, 31, 40, 55, 100, 101, 237])('%i images', async (count) => {
    const service = new Service(count)
    serve(service)
    const had = new Set<string>()
    expect(await read(had)).toMatchObject({ isLast: true })
    expect(had).toEqual(new Set(service.ids))
    // One cursor alone would ask this often; where the ends meet one page at most is read twice.
    expect(service.asked.length).toBeLessThanOrEqual(Math.floor(count / 10) + 2)
  })
})

test('both ends read about half of a long list', async () => {
  const service = new Service(400)
  serve(service)
  await read(new Set())
  const fromBack = service.asked.filter(({ end }) => end === 'back').length
  expect(fromBack).toBeGreaterThan(15)
  expect(fromBack).toBeLessThan(25)
})

test('a short list is read from the front alone', async () => {
  const service = new Service(15)
  serve(service)
  await read(new Set())
  expect(service.asked.map(({ end }) => end)).toEqual(['front', 'front'])
})

test('images deleted while the list is read, markers among them, cost none of the others', async () => {
  const service = new Service(200)
  serve(service)
  const had = new Set<string>()
  const left = new Set(service.ids)
  service.fails = (_end, marker) => {
    if (marker !== null && service.asked.length % 3 === 0) {
      service.ids = service.ids.filter((id) => id !== marker)
      left.delete(marker)
    }
    return false
  }
  expect(await read(had)).toMatchObject({ isLast: true })
  for (const id of left) expect(had).toContain(id)
})

test('an end that fails is given up; the front reads up to what it had', async () => {
  const service = new Service(200)
  serve(service)
  service.fails = (end, marker) => end === 'back' && marker !== null
  const had = new Set<string>()
  expect(await read(had)).toMatchObject({ isLast: true })
  expect(had).toEqual(new Set(service.ids))
  // Its one page is not read again.
  expect(service.asked.filter(({ end }) => end === 'front')).toHaveLength(20)
})

test('after a failure of the front both ends go on where they stopped', async () => {
  const service = new Service(200)
  serve(service)
  let isDown = true
  service.fails = (end) => isDown && end === 'front' && service.asked.length > 8
  const had = new Set<string>()
  let reached: Reached | undefined
  await expect(async () => {
    for await (const page of pagesFromBothEnds('R', {}, { firstPage: 10 })) {
      for (const { id } of page.images) had.add(id)
      ;({ reached } = page)
    }
  }).rejects.toMatchObject({ fault: { kind: 'server' } })
  isDown = false
  const before = service.asked.length
  expect(await read(had, reached)).toMatchObject({ isLast: true })
  expect(had).toEqual(new Set(service.ids))
  expect(service.asked.slice(before).filter(({ marker }) => marker === null)).toEqual([])
})

test('where the service does one thing at a time, one cursor is left', async () => {
  const service = new Service(400)
  service.takes = (onTheirWay) => (onTheirWay > 1 ? 800 : 400)
  serve(service)
  const had = new Set<string>()
  await read(had)
  expect(had).toEqual(new Set(service.ids))
  expect(service.asked.filter(({ end }) => end === 'back').length).toBeLessThan(6)
})
