import { describe, expect, test } from 'vitest'
import type { Viewer } from '#api/image-facts.ts'
import { CatalogIndex } from './catalog-index.ts'
import { noSelection, type SortDirection, type SortKey } from './catalog-url.ts'
import { viewCatalog } from './catalog-view.ts'
import { makeImage, makeImages, pick, randomFrom } from './fixtures.ts'

const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const sort = { key: 'name', direction: 'asc' } as const

const indexOf = (images: Parameters<CatalogIndex['sync']>[0]) => {
  const index = new CatalogIndex(viewer)
  index.sync(images)
  return index
}

const view = (index: CatalogIndex, q = '') => viewCatalog(index, { q, facets: noSelection, sort })
const names = (index: CatalogIndex, q = '') => view(index, q).rows.map(({ name }) => name)

/** An image that counts how often anything of it is read. */
const watched = (fields: Record<string, unknown>) => {
  const reads = { count: 0 }
  const image = new Proxy(makeImage(fields), {
    get: (target, key, receiver) => {
      reads.count += 1
      return Reflect.get(target, key, receiver) as unknown
    },
    ownKeys: (target) => {
      reads.count += 1
      return Reflect.ownKeys(target)
    },
  })
  return { image, reads }
}

describe('sync', () => {
  test('begins empty', () => {
    const index = new CatalogIndex(viewer)
    expect(index.size).toBe(0)
    expect(view(index)).toMatchObject({ rows: [], total: 0 })
  })

  test('a page at the end is added without looking into earlier rows', () => {
    const { image: first, reads } = watched({ id: 'a', name: 'web 1' })
    const index = indexOf([first])
    expect(names(index)).toEqual(['web 1'])
    reads.count = 0
    index.sync([first, makeImage({ id: 'b', name: 'web 2' })])
    expect(reads.count).toBe(0)
    expect(names(index, 'web')).toEqual(['web 1', 'web 2'])
  })

  test('an id in two pages is one row, the last one', () => {
    const index = indexOf([makeImage({ id: 'a', name: 'old' }), makeImage({ id: 'b', name: 'b' })])
    index.sync([...index.images.flatMap((image) => image ?? []), makeImage({ id: 'a', name: 'new' })])
    expect(names(index)).toEqual(['b', 'new'])
    expect(index.size).toBe(2)
    expect(names(index, 'old')).toEqual([])
  })

  test('an id twice in a list stays one row however often the list grows', () => {
    const list = [makeImage({ id: 'a', name: 'old' }), makeImage({ id: 'a', name: 'new', status: 'queued' })]
    const index = indexOf(list)
    index.sync([...list, makeImage({ id: 'b', name: 'other' })])
    expect(names(index)).toEqual(['new', 'other'])
    expect([...view(index).counts.status]).toEqual([
      ['active', 1],
      ['queued', 1],
    ])
  })

  test('an image left out is gone from rows, counts and search', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => makeImage({ id, name: `web ${id}`, status: id })) as [
      never,
      never,
      never,
    ]
    const index = indexOf([a, b, c])
    names(index, 'web')
    index.sync([a, c])
    expect(names(index)).toEqual(['web a', 'web c'])
    expect(names(index, 'web')).toEqual(['web a', 'web c'])
    expect([...view(index).counts.status.keys()]).toEqual(['a', 'c'])
    expect(index.get('b')).toBeUndefined()
    index.sync([a, c, b])
    expect(names(index, 'web')).toEqual(['web a', 'web b', 'web c'])
  })

  test('a changed image changes its row, its place and its counts', () => {
    const before = [makeImage({ id: 'a', name: 'a' }), makeImage({ id: 'b', name: 'b' })] as const
    const index = indexOf(before)
    names(index)
    index.sync([makeImage({ id: 'a', name: 'z', status: 'deactivated' }), before[1]])
    expect(names(index)).toEqual(['b', 'z'])
    expect([...view(index).counts.status]).toEqual([
      ['active', 1],
      ['deactivated', 1],
    ])
  })

  test('version grows with a change and only then', () => {
    const images = makeImages(20)
    const index = indexOf(images)
    const loaded = index.version
    expect(loaded).toBeGreaterThan(0)
    index.sync(images)
    index.sync(images.map((image) => ({ ...image })))
    expect(index.version).toBe(loaded)
    index.sync(images.slice(1))
    expect(index.version).toBeGreaterThan(loaded)
  })

  test('rows that come take the place of rows that went', () => {
    const index = new CatalogIndex(viewer)
    for (let turn = 0; turn < 20; turn += 1) {
      index.sync(['a', 'b', 'c'].map((id) => makeImage({ id: `${id}${turn}`, name: id })))
    }
    expect(names(index)).toEqual(['a', 'b', 'c'])
    // Places are given back once a list is through, so at most two lists ever stand side by side.
    expect(index.images).toHaveLength(6)
  })

  test('equal copies in another order leave the index as it was', () => {
    const images = makeImages(50)
    const index = indexOf(images)
    const before = view(index)
    index.sync(images.map((image) => ({ ...image })).toReversed())
    expect(view(index)).toEqual(before)
  })

  test('hostile ids are ids', () => {
    const ids = ['__proto__', 'constructor', '', '<b>', '\ud800']
    const index = indexOf(ids.map((id) => makeImage({ id, name: id })))
    expect(index.size).toBe(ids.length)
    expect(ids.map((id) => index.get(id)?.id)).toEqual(ids)
  })
})

test('an index that has seen any changes shows the same as a new one', () => {
  const random = randomFrom(99)
  const pool = makeImages(120)
  const index = new CatalogIndex(viewer)
  for (let turn = 0; turn < 150; turn += 1) {
    const share = random()
    const list = pool
      .filter(() => random() < share)
      .map((image) =>
        random() < 0.1 ? { ...image, status: pick(random, ['killed', 'active']), name: `n${turn}` } : image,
      )
    if (random() < 0.3) list.push(...list.slice(0, 3).map((image) => ({ ...image, visibility: 'public' })))
    index.sync(list)
    const q = pick(random, ['', 'web', 'n1', 'debian 04'])
    const direction = pick<SortDirection>(random, ['asc', 'desc'])
    const key = pick<SortKey>(random, ['name', 'size', 'owner', 'updated_at', 'kind'])
    const state = { q, facets: { ...noSelection, status: pick(random, [[], ['active']]) }, sort: { key, direction } }
    expect(viewCatalog(index, state)).toEqual(viewCatalog(indexOf(list), state))
    expect(index.size).toBe(new Set(list.map(({ id }) => id)).size)
  }
})
