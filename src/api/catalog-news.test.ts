import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CatalogData } from './catalog-merge.ts'
import { catalogChanges, type CatalogPlace, verifyImages } from './catalog-news.ts'
import { Image } from './schemas.ts'
import { makeSession } from '#lib/testing/session.ts'

const place = (flavour: 'openstack' | 'rackspace'): CatalogPlace => ({
  session: makeSession({ flavour }),
  region: 'R',
  list: 'default',
})

const sent = (id: string, updated_at = '2026-01-01T00:00:00Z', name = 'old') => ({
  id,
  status: 'active',
  visibility: 'private',
  created_at: '2026-01-01T00:00:00Z',
  updated_at,
  name,
})
const held = (...images: ReturnType<typeof sent>[]): CatalogData => ({
  pages: [images.map((image) => Image.parse(image))],
  complete: true,
  readAt: 0,
  sweptAt: 0,
  sweepMs: 0,
  fromStore: false,
})
const idsOf = (images: readonly Image[]) => images.map(({ id }) => id)

let asked: URLSearchParams[]
/** Answers one page after the other. */
const answer = (...pages: ReturnType<typeof sent>[][]) => {
  vi.stubGlobal('fetch', async (input: URL) => {
    const images = pages[asked.push(input.searchParams) - 1] ?? []
    return Response.json({ images, ...(asked.length < pages.length && { next: '/v2/images?marker=x' }) })
  })
}
beforeEach(() => {
  asked = []
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
})
afterEach(() => vi.unstubAllGlobals())

test('upstream is asked for what changed since a little before the newest change seen', async () => {
  answer([sent('b')], [sent('c')])
  const data = held(sent('a', '2026-03-04T05:06:02Z'), sent('b', '2026-01-01T00:00:00Z'))
  expect(idsOf(await catalogChanges(place('openstack'), data))).toEqual(['b', 'c'])
  expect(asked.map((query) => query.get('updated_at'))).toEqual(Array(2).fill('gte:2026-03-04T05:05:57Z'))
  expect(asked.map((query) => query.get('marker'))).toEqual([null, 'b'])
})

test('of an empty list everything is news', async () => {
  answer([sent('a')])
  expect(idsOf(await catalogChanges(place('openstack'), held()))).toEqual(['a'])
  expect(asked[0]?.has('updated_at')).toBe(false)
})

test('without operators the newest are read until a page holds nothing new', async () => {
  const known = ['a', 'b', 'c', 'd'].map((id) => sent(id))
  const data = held(...known, sent('newest', '2026-02-01T00:00:00Z'))
  answer([sent('x', '2026-02-02T00:00:00Z')], [sent('b', '2026-02-01T12:00:00Z', 'new')], known.slice(2), known)
  expect(idsOf(await catalogChanges(place('rackspace'), data))).toEqual(['x', 'b', 'c', 'd'])
  expect(asked.map((query) => query.get('sort_dir'))).toEqual(['desc', 'desc', 'desc'])
  expect(asked.some((query) => query.has('updated_at'))).toBe(false)
})

test('a page of known images from the newest seconds may hide a change behind it', async () => {
  const moment = '2026-02-01T00:00:00Z'
  const data = held(sent('a', moment), sent('b', moment), sent('old'))
  answer([sent('a', moment)], [sent('b', moment, 'new')], [sent('old')])
  expect(idsOf(await catalogChanges(place('rackspace'), data))).toContain('b')
})

test('rows are verified fifty at a time, each once; what would need quoting is left to the sweep', async () => {
  const ids = Array.from({ length: 120 }, (_, at) => `id-${at}`)
  vi.stubGlobal('fetch', async (input: URL) => {
    asked.push(input.searchParams)
    const [first = ''] = (input.searchParams.get('id') ?? '').replace('in:', '').split(',')
    return Response.json({ images: [sent(first)] })
  })
  const { images, gone } = await verifyImages(place('openstack'), [...ids, 'id-0', 'a,b', 'a"'])
  expect(asked.map((query) => query.get('id')?.split(',').length)).toEqual([50, 50, 20])
  expect(idsOf(images)).toEqual(['id-0', 'id-50', 'id-100'])
  expect(gone).toHaveLength(117)
})

test('without operators nothing is verified and nothing called gone', async () => {
  answer([])
  expect(await verifyImages(place('rackspace'), ['a'])).toEqual({ images: [], gone: [] })
  expect(asked).toEqual([])
})
