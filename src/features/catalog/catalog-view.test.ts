import { describe, expect, test } from 'vitest'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import { facetNames, facetOf, perFacet, type FacetName } from './catalog-facets.ts'
import { CatalogIndex } from './catalog-index.ts'
import type { CatalogSort } from './catalog-url.ts'
import { viewCatalog } from './catalog-view.ts'
import { fieldColumns, type SortKey } from './column-id.ts'
import { localEntry, makeImage, makeImages, pick, randomFrom } from './fixtures.ts'
import { everything, noSelection, type FacetSelection, type Narrowing } from './narrowing.ts'

interface State {
  narrowing: Narrowing
  sort: CatalogSort
}

const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const start: State = { narrowing: everything, sort: { key: 'name', direction: 'asc' } }
const choosing = (selection: Partial<FacetSelection>, texts: string[] = []): Partial<State> => ({
  narrowing: { texts, conditions: [], selection: { ...noSelection, ...selection } },
})

const viewOf = (images: readonly Image[], state: Partial<State> = {}, by = viewer) => {
  const index = new CatalogIndex(by)
  index.sync({ region: 'One', list: 'default' }, [images])
  const { narrowing, sort } = { ...start, ...state }
  return viewCatalog(index, narrowing, sort)
}
const ids = (images: readonly Image[], state: Partial<State> = {}) =>
  viewOf(images, state).rows.map(({ image }) => image.id)

describe('facets', () => {
  const images = [
    makeImage({ id: '1', status: 'active', visibility: 'public', os_distro: 'debian' }),
    makeImage({ id: '2', status: 'active', visibility: 'private', os_distro: 'ubuntu', owner: 'project-0' }),
    makeImage({ id: '3', status: 'queued', visibility: 'private', os_distro: 'ubuntu' }),
    makeImage({ id: '4', status: 'quarantined', visibility: 'shared', owner: 'them' }),
  ]

  test('values within a facet add up, facets narrow each other', () => {
    expect(ids(images, choosing({ os: ['debian', 'ubuntu'] }))).toEqual(['1', '2', '3'])
    expect(ids(images, choosing({ os: ['debian', 'ubuntu'], status: ['active'] }))).toEqual(['1', '2'])
    expect(ids(images, choosing({ ownership: ['mine'] }))).toEqual(['2'])
  })

  test('counts leave the facet’s own selection aside and honour the others', () => {
    const { counts, rows, total } = viewOf(images, choosing({ status: ['active'], os: ['ubuntu'] }))
    expect(rows.map(({ image }) => image.id)).toEqual(['2'])
    expect(total).toBe(4)
    expect([...counts.status]).toEqual([
      ['active', 1],
      ['queued', 1],
      ['quarantined', 0],
    ])
    expect([...counts.os]).toEqual([
      ['debian', 1],
      ['ubuntu', 1],
      ['unknown', 0],
    ])
    expect([...counts.visibility]).toEqual([
      ['public', 0],
      ['shared', 0],
      ['private', 1],
    ])
  })

  test('counts honour the search', () => {
    expect(viewOf(images, choosing({}, ['ubuntu'])).counts.status.get('active')).toBe(1)
  })

  test('a chosen value that no image has is shown with 0, and hides all', () => {
    const { rows, counts } = viewOf(images, choosing({ status: ['killed'] }))
    expect(rows).toEqual([])
    expect(counts.status.get('killed')).toBe(0)
    expect(counts.status.get('active')).toBe(2)
  })

  test('a value that nobody here knows is offered after the known ones', () => {
    const odd = [makeImage({ visibility: 'galactic' }), makeImage({ id: '2', visibility: 'private' })]
    expect([...viewOf(odd).counts.visibility]).toEqual([
      ['private', 1],
      ['galactic', 1],
    ])
  })

  test('of several values any is enough, and each counts', () => {
    const tagged = [['lts', 'gold'], ['gold'], ['Beta'], []].map((tags, at) => makeImage({ id: `${at}`, tags }))
    expect(ids(tagged, choosing({ tag: ['gold', 'beta'] }))).toEqual(['0', '1', '2'])
    expect([...viewOf(tagged, choosing({ tag: ['lts'] })).counts.tag]).toEqual([
      ['Beta', 1],
      ['gold', 2],
      ['lts', 1],
    ])
  })

  test('the kind of an upstream image is unknown, of a Rackspace one known', () => {
    expect([...viewOf(images).counts.kind]).toEqual([['unknown', 4]])
    expect([...viewOf(images, {}, { account: 'project-0', flavour: 'rackspace' }).counts.kind]).toEqual([
      ['standard', 1],
      ['nonstandard', 2],
      ['unknown', 1],
    ])
  })
})

describe('sort', () => {
  const order = (key: SortKey, direction: 'asc' | 'desc', ...rows: Record<string, unknown>[]) =>
    ids(
      rows.map((fields) => makeImage(fields)),
      { sort: { key, direction } },
    ).join(' ')

  test('names count as people do, images without a name come last both ways', () => {
    const rows = [
      { id: 'x', name: null },
      { id: 'b', name: 'n10' },
      { id: 'a', name: 'N9' },
      { id: 'y', name: '' },
    ]
    expect(order('name', 'asc', ...rows)).toBe('a b x y')
    expect(order('name', 'desc', ...rows)).toBe('b a x y')
  })

  test('sizes are numbers, nulls last both ways, ties by id both ways', () => {
    const rows = [{ id: 'd', size: 9 }, { id: 'c', size: 9 }, { id: 'n' }, { id: 'a', size: 10 }, { id: 'z', size: 0 }]
    expect(order('size', 'asc', ...rows)).toBe('z c d a n')
    expect(order('size', 'desc', ...rows)).toBe('a c d z n')
  })

  test('times are compared as times, whatever their form', () => {
    const rows = [
      { id: 'late', updated_at: '2026-01-01T09:00:00.500000' },
      { id: 'none' },
      { id: 'first', updated_at: '2026-01-01T10:00:00+02:00' },
      { id: 'broken', updated_at: 'soon' },
      { id: 'early', updated_at: '2026-01-01T09:00:00Z' },
    ]
    expect(order('updated_at', 'asc', ...rows)).toBe('first early late broken none')
    expect(order('updated_at', 'desc', ...rows)).toBe('late early first broken none')
  })

  test('one’s own images stand before those of other owners', () => {
    const rows = [{ id: 'n' }, { id: 'o', owner: 'a-project' }, { id: 'm', owner: 'project-0' }]
    expect(order('owner', 'asc', ...rows)).toBe('m o n')
    expect(order('owner', 'desc', ...rows)).toBe('o m n')
  })

  test('an unclassified kind is last both ways', () => {
    const source = { 'com.rackspace__1__source': 'kickstart' }
    const rows = [
      { id: 'u', visibility: 'public' },
      { id: 'c', owner: 'project-0', ...source },
      { id: 's', visibility: 'public', ...source },
    ]
    expect(order('kind', 'asc', ...rows)).toBe('s c u')
    expect(order('kind', 'desc', ...rows)).toBe('c s u')
  })

  test('nasty names have a place', () => {
    const rows = ['<b>x</b>', 'שרת', 'é', 'z', 'e', '9'.repeat(255), '\ud800'].map((name, at) => ({
      id: `${at}`,
      name,
    }))
    expect(order('name', 'asc', ...rows)).toBe('5 0 2 4 3 1 6')
  })
})

const valuesOf = (image: Image, facet: FacetName) => [facetOf(facet).of(localEntry(image), viewer)].flat()

/** The same rules in the plainest words. The search looks at base fields too: ask for what none of them holds. */
const plainView = (images: readonly Image[], { texts, conditions, selection }: Narrowing) => {
  const passes = (image: Image, leaving?: string) =>
    facetNames.every((facet) => {
      const chosen = selection[facet]
      return facet === leaving || chosen.length === 0 || valuesOf(image, facet).some((value) => chosen.includes(value))
    })
  const found = images.filter(
    (image) =>
      texts.every((text) => JSON.stringify(image).toLowerCase().includes(text)) &&
      conditions.every(({ holds }) => holds(localEntry(image))),
  )
  return {
    rows: found.filter((image) => passes(image)),
    counts: perFacet((facet) => {
      const values = [...new Set([...images.flatMap((image) => valuesOf(image, facet)), ...selection[facet]])]
      return new Map(
        values.map((value) => [
          value,
          found.filter((image) => passes(image, facet) && valuesOf(image, facet).includes(value)).length,
        ]),
      )
    }),
    total: images.length,
  }
}

const valueToSort: Partial<Record<SortKey, (image: Image) => string | number | null>> = {
  size: ({ size }) => size,
  status: ({ status }) => status,
  disk_format: (image) => image.disk_format,
  min_ram: (image) => image.min_ram,
  created_at: (image) => Date.parse(image.created_at),
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))('agrees with the plain rules, seed %d', (seed) => {
  const random = randomFrom(seed)
  const images = makeImages(100 + seed)
  const narrowing: Narrowing = {
    texts: pick(random, [[], ['web'], ['virtio', 'api'], ['nightly'], ['.04']]),
    conditions: pick(random, [
      [],
      [],
      [{ key: 'large', holds: ({ image }: CatalogEntry) => (image.size ?? 0) > 2e10 }],
    ]),
    selection: perFacet((facet) => {
      const values = [...new Set(images.flatMap((image) => valuesOf(image, facet)))]
      return random() < 0.7 ? [] : values.filter(() => random() < 0.5)
    }),
  }
  const sort: CatalogSort = {
    key: pick<SortKey>(random, ['property.os_version', ...fieldColumns.filter((id) => id !== 'tags')]),
    direction: pick(random, ['asc', 'desc']),
  }
  const expected = plainView(images, narrowing)
  const view = viewOf(images, { narrowing, sort })
  const rows = view.rows.map(({ image }) => image)
  expect(new Set(rows)).toEqual(new Set(expected.rows))
  expect(rows).toHaveLength(expected.rows.length)
  expect(view.counts).toEqual(expected.counts)
  expect(view.total).toBe(expected.total)

  const of = valueToSort[sort.key]
  const keys = of ? rows.map(of) : []
  const known = keys.filter((key) => key !== null)
  expect(keys.slice(known.length).every((key) => key === null)).toBe(true)
  const ascending = known.toSorted((one, two) => (one < two ? -1 : 1))
  expect(known).toEqual(sort.direction === 'asc' ? ascending : ascending.toReversed())
})
