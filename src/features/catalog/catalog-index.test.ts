import { describe, expect, test } from 'vitest'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import { CatalogIndex } from './catalog-index.ts'
import type { SortDirection } from './catalog-url.ts'
import type { SortKey } from './column-id.ts'
import { viewCatalog } from './catalog-view.ts'
import { makeImage, makeImages, pick, randomFrom } from './fixtures.ts'
import { everything, noSelection } from './narrowing.ts'

const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const sort = { key: 'name', direction: 'asc' } as const

const here = { region: 'One', list: 'default' } as const

const indexOf = (images: readonly Image[]) => {
  const index = new CatalogIndex(viewer)
  index.sync(here, [images])
  return index
}

const view = (index: CatalogIndex, q = '') =>
  viewCatalog(index, { ...everything, texts: q === '' ? [] : q.split(' ') }, sort)
const names = (index: CatalogIndex, q = '') => view(index, q).rows.map(({ image }) => image.name)

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
    index.sync(here, [[first, makeImage({ id: 'b', name: 'web 2' })]])
    expect(reads.count).toBe(0)
    expect(names(index, 'web')).toEqual(['web 1', 'web 2'])
  })

  test('an id in two pages is one row, the last one', () => {
    const index = indexOf([makeImage({ id: 'a', name: 'old' }), makeImage({ id: 'b', name: 'b' })])
    index.sync(here, [[...index.entries.flatMap((entry) => entry?.image ?? []), makeImage({ id: 'a', name: 'new' })]])
    expect(names(index)).toEqual(['b', 'new'])
    expect(index.size).toBe(2)
    expect(names(index, 'old')).toEqual([])
  })

  test('an id twice in a list stays one row however often the list grows', () => {
    const list = [makeImage({ id: 'a', name: 'old' }), makeImage({ id: 'a', name: 'new', status: 'queued' })]
    const index = indexOf(list)
    index.sync(here, [[...list, makeImage({ id: 'b', name: 'other' })]])
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
    index.sync(here, [[a, c]])
    expect(names(index)).toEqual(['web a', 'web c'])
    expect(names(index, 'web')).toEqual(['web a', 'web c'])
    expect([...view(index).counts.status.keys()]).toEqual(['a', 'c'])
    expect(index.get('One/b')).toBeUndefined()
    index.sync(here, [[a, c, b]])
    expect(names(index, 'web')).toEqual(['web a', 'web b', 'web c'])
  })

  test('a changed image changes its row, its place and its counts', () => {
    const before = [makeImage({ id: 'a', name: 'a' }), makeImage({ id: 'b', name: 'b' })] as const
    const index = indexOf(before)
    names(index)
    index.sync(here, [[makeImage({ id: 'a', name: 'z', status: 'deactivated' }), before[1]]])
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
    index.sync(here, [images])
    index.sync(here, [images.map((image) => makeImage(image))])
    expect(index.version).toBe(loaded)
    index.sync(here, [images.slice(1)])
    expect(index.version).toBeGreaterThan(loaded)
  })

  test('rows that come take the place of rows that went', () => {
    const index = new CatalogIndex(viewer)
    for (let turn = 0; turn < 20; turn += 1) {
      index.sync(here, [['a', 'b', 'c'].map((id) => makeImage({ id: `${id}${turn}`, name: id }))])
    }
    expect(names(index)).toEqual(['a', 'b', 'c'])
    // Places are given back once a list is through, so at most two lists ever stand side by side.
    expect(index.entries).toHaveLength(6)
  })

  test('equal copies in another order leave the index as it was', () => {
    const images = makeImages(50)
    const index = indexOf(images)
    const before = view(index)
    index.sync(here, [images.map((image) => makeImage(image)).toReversed()])
    expect(view(index)).toEqual(before)
  })

  test('hostile ids are ids', () => {
    const ids = ['__proto__', 'constructor', '', '<b>', '\ud800']
    const index = indexOf(ids.map((id) => makeImage({ id, name: id })))
    expect(index.size).toBe(ids.length)
    expect(ids.map((id) => index.get(`One/${id}`)?.image.id)).toEqual(ids)
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
        random() < 0.1 ? makeImage({ ...image, status: pick(random, ['killed', 'active']), name: `n${turn}` }) : image,
      )
    if (random() < 0.3) list.push(...list.slice(0, 3).map((image) => makeImage({ ...image, visibility: 'public' })))
    index.sync(here, [list])
    const q = pick(random, ['', 'web', 'n1', 'debian 04'])
    const direction = pick<SortDirection>(random, ['asc', 'desc'])
    const key = pick<SortKey>(random, ['name', 'size', 'owner', 'updated_at', 'kind'])
    const narrowing = {
      texts: q.split(' ').filter(Boolean),
      conditions: random() < 0.5 ? [] : [{ key: 'unprotected', holds: ({ image }: CatalogEntry) => !image.protected }],
      selection: { ...noSelection, status: pick(random, [[], ['active']]), tag: pick(random, [[], ['lts', 'gpu']]) },
    }
    const order = { key, direction }
    expect(viewCatalog(index, narrowing, order)).toEqual(viewCatalog(indexOf(list), narrowing, order))
    expect(index.size).toBe(new Set(list.map(({ id }) => id)).size)
  }
})

describe('several sources', () => {
  const hidden = { region: 'One', list: 'hidden' } as const
  const elsewhere = { region: 'Two', list: 'default' } as const
  const [old, newer] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
  const rowsOf = (index: CatalogIndex) =>
    view(index)
      .rows.map(({ region, list, image }) => `${region} ${list} ${image.id} ${image.name ?? ''}`)
      .toSorted()

  test('an id may exist in two regions, and each is a row', () => {
    const index = indexOf([makeImage({ id: 'a', name: 'x' })])
    index.sync(elsewhere, [[makeImage({ id: 'a', name: 'y' })]])
    expect(rowsOf(index)).toEqual(['One default a x', 'Two default a y'])
    expect(index.size).toBe(2)
    expect([...view(index).counts.region]).toEqual([
      ['One', 1],
      ['Two', 1],
    ])
  })

  test('an image in two lists of a region is one row, as it was seen last', () => {
    const index = indexOf([makeImage({ id: 'a', name: 'before', updated_at: old })])
    index.sync(hidden, [[makeImage({ id: 'a', name: 'after', updated_at: newer, os_hidden: true })]])
    expect(rowsOf(index)).toEqual(['One hidden a after'])
    expect([...view(index).counts.hidden]).toEqual([['yes', 1]])
    index.sync(hidden, [[]])
    expect(rowsOf(index)).toEqual(['One default a before'])
    index.sync(here, [[]])
    expect(rowsOf(index)).toEqual([])
  })

  test('equally new in two lists, the list that came first keeps it', () => {
    const index = indexOf([makeImage({ id: 'a', name: 'one', updated_at: old })])
    index.sync(hidden, [[makeImage({ id: 'a', name: 'one', updated_at: old })]])
    expect(rowsOf(index)).toEqual(['One default a one'])
  })

  test('a list that is dropped takes its rows along, and only its own', () => {
    const index = indexOf([makeImage({ id: 'a' })])
    index.sync(hidden, [[makeImage({ id: 'b' })]])
    index.sync(elsewhere, [[makeImage({ id: 'c' })]])
    index.drop(hidden)
    expect(index.sources()).toEqual([here, elsewhere])
    expect(rowsOf(index)).toEqual(['One default a ', 'Two default c '])
  })

  test('custom properties are counted over all of them', () => {
    const index = indexOf([makeImage({ id: 'a', os_distro: 'debian', '<b>': '' })])
    index.sync(elsewhere, [[makeImage({ id: 'c', os_distro: 'ubuntu', gone: null })]])
    expect(index.properties.byFrequency()).toEqual([
      ['os_distro', 2],
      ['<b>', 1],
    ])
    index.sync(here, [[]])
    expect(index.properties.byFrequency()).toEqual([['os_distro', 1]])
    expect(index.properties.has('<b>')).toBe(false)
  })
})

describe('changes before the reader’s eyes', () => {
  const at = (index: CatalogIndex, id: string) => index.changedAt(`One/${id}`)

  test('what comes while a list is being loaded is no news', () => {
    const first = makeImage({ id: 'a' })
    const index = new CatalogIndex(viewer)
    index.sync(here, [[first]])
    index.sync(here, [[first], [makeImage({ id: 'b' })]], true)
    expect([at(index, 'a'), at(index, 'b')]).toEqual([undefined, undefined])
  })

  test('later, what is new or says something new is', () => {
    const [same, changed] = [makeImage({ id: 'a' }), makeImage({ id: 'b' })]
    const index = new CatalogIndex(viewer)
    index.sync(here, [[same, changed]], true)
    index.sync(here, [[makeImage(same), makeImage({ id: 'b', status: 'queued' })], [makeImage({ id: 'c' })]], true)
    expect([at(index, 'a'), at(index, 'b'), at(index, 'c')]).toEqual([
      undefined,
      expect.any(Number),
      expect.any(Number),
    ])
  })
})
