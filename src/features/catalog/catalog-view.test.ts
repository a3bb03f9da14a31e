import { describe, expect, test } from 'vitest'
import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import { facetNames, facets, perFacet } from './catalog-facets.ts'
import { CatalogIndex } from './catalog-index.ts'
import { noSelection, sortKeys, type CatalogState, type SortKey } from './catalog-url.ts'
import { viewCatalog } from './catalog-view.ts'
import { makeImage, makeImages, pick, randomFrom } from './fixtures.ts'

const viewer: Viewer = { account: 'project-0', flavour: 'openstack' }
const start: CatalogState = { q: '', facets: noSelection, sort: { key: 'name', direction: 'asc' } }

const viewOf = (images: readonly Image[], state: Partial<CatalogState> = {}, by = viewer) => {
  const index = new CatalogIndex(by)
  index.sync(images)
  return viewCatalog(index, { ...start, ...state })
}
const ids = (images: readonly Image[], state: Partial<CatalogState> = {}) =>
  viewOf(images, state).rows.map(({ id }) => id)

describe('facets', () => {
  const images = [
    makeImage({ id: '1', status: 'active', visibility: 'public', os_distro: 'debian' }),
    makeImage({ id: '2', status: 'active', visibility: 'private', os_distro: 'ubuntu', owner: 'project-0' }),
    makeImage({ id: '3', status: 'queued', visibility: 'private', os_distro: 'ubuntu' }),
    makeImage({ id: '4', status: 'quarantined', visibility: 'shared', owner: 'them' }),
  ]

  test('values within a facet add up, facets narrow each other', () => {
    expect(ids(images, { facets: { ...noSelection, os: ['debian', 'ubuntu'] } })).toEqual(['1', '2', '3'])
    expect(ids(images, { facets: { ...noSelection, os: ['debian', 'ubuntu'], status: ['active'] } })).toEqual([
      '1',
      '2',
    ])
    expect(ids(images, { facets: { ...noSelection, ownership: ['mine'] } })).toEqual(['2'])
  })

  test('counts leave the facet’s own selection aside and honour the others', () => {
    const { counts, rows, total } = viewOf(images, {
      facets: { ...noSelection, status: ['active'], os: ['ubuntu'] },
    })
    expect(rows.map(({ id }) => id)).toEqual(['2'])
    expect(total).toBe(4)
    expect([...counts.status]).toEqual([
      ['active', 1],
      ['quarantined', 0],
      ['queued', 1],
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
    expect(viewOf(images, { q: 'ubuntu' }).counts.status.get('active')).toBe(1)
  })

  test('a chosen value that no image has is shown with 0, and hides all', () => {
    const { rows, counts } = viewOf(images, { facets: { ...noSelection, status: ['killed'] } })
    expect(rows).toEqual([])
    expect(counts.status.get('killed')).toBe(0)
    expect(counts.status.get('active')).toBe(2)
  })

  test('a visibility that cannot be chosen is not offered', () => {
    expect([...viewOf([makeImage({ visibility: 'galactic' })]).counts.visibility]).toEqual([])
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

/** The same rules in the plainest words. The search looks at base fields too: ask for what none of them holds. */
const plainView = (images: readonly Image[], state: CatalogState) => {
  const passes = (image: Image, leaving?: string) =>
    facetNames.every((facet) => {
      const chosen = state.facets[facet]
      return facet === leaving || chosen.length === 0 || chosen.includes(facets[facet].of(image, viewer))
    })
  const found = images.filter((image) => JSON.stringify(image).toLowerCase().includes(state.q))
  return {
    rows: found.filter((image) => passes(image)),
    counts: perFacet((facet) => {
      const values = [...new Set([...images.map((image) => facets[facet].of(image, viewer)), ...state.facets[facet]])]
      return new Map(
        values.map((value) => [
          value,
          found.filter((image) => passes(image, facet) && facets[facet].of(image, viewer) === value).length,
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
  const state: CatalogState = {
    q: pick(random, ['', 'web', 'virtio', 'nightly', '.04']),
    facets: perFacet((facet) => {
      const values = [...new Set(images.map((image) => facets[facet].of(image, viewer)))]
      return random() < 0.5 ? [] : values.filter(() => random() < 0.5)
    }),
    sort: { key: pick(random, sortKeys), direction: pick(random, ['asc', 'desc']) },
  }
  const expected = plainView(images, state)
  const view = viewOf(images, state)
  expect(new Set(view.rows)).toEqual(new Set(expected.rows))
  expect(view.rows).toHaveLength(expected.rows.length)
  expect(view.counts).toEqual(expected.counts)
  expect(view.total).toBe(expected.total)

  const of = valueToSort[state.sort.key]
  const keys = of ? view.rows.map(of) : []
  const known = keys.filter((key) => key !== null)
  expect(keys.slice(known.length).every((key) => key === null)).toBe(true)
  const ascending = known.toSorted((one, two) => (one < two ? -1 : 1))
  expect(known).toEqual(state.sort.direction === 'asc' ? ascending : ascending.toReversed())
})
