import { describe, expect, test } from 'vitest'
import { distros } from '#api/operating-system.ts'
import { facetNames, facets, perFacet } from './catalog-facets.ts'
import {
  facetCountOf,
  firstDirection,
  isSortKey,
  noSelection,
  parseCatalogState,
  sortKeys,
  toCatalogParams,
  toggleFacet,
  type CatalogState,
} from './catalog-url.ts'
import { pick, randomFrom } from './fixtures.ts'

const parse = (query: string) => parseCatalogState(new URLSearchParams(query))
const start: CatalogState = { q: '', facets: noSelection, sort: { key: 'updated_at', direction: 'desc' } }

describe('parseCatalogState', () => {
  test('an empty URL is everything, newest change first', () => expect(parse('')).toEqual(start))

  test('reads every part', () => {
    expect(parse('q=a+b&status=queued&status=active&os=debian&kind=standard&sort=size&dir=asc')).toEqual({
      q: 'a b',
      facets: { visibility: [], kind: ['standard'], status: ['active', 'queued'], os: ['debian'], ownership: [] },
      sort: { key: 'size', direction: 'asc' },
    })
  })

  test('a column without a direction starts with its own', () => {
    expect(parse('sort=name').sort).toEqual({ key: 'name', direction: 'asc' })
    expect(parse('sort=size').sort).toEqual({ key: 'size', direction: 'desc' })
  })

  test.each([
    'visibility=secret&kind=&os=Debian&ownership=everyone',
    'sort=password',
    'sort=',
    'sort=__proto__&dir=constructor',
    'dir=sideways',
    'status=',
    `status=${'x'.repeat(65)}`,
    'marker=abc&limit=5',
  ])('drops what it does not know: %s', (query) => expect(parse(query)).toEqual(start))

  test('keeps a status of a newer service, drops what is given twice', () => {
    expect(parse('status=quarantined&status=active&status=active').facets.status).toEqual(['active', 'quarantined'])
  })

  test('one wrong value does not take the others with it', () => {
    const state = parse('visibility=public&visibility=secret&sort=nothing&q=x&dir=asc')
    expect(state.facets.visibility).toEqual(['public'])
    expect(state).toMatchObject({ q: 'x', sort: { key: 'updated_at', direction: 'asc' } })
  })
})

describe('toCatalogParams', () => {
  test('leaves defaults out', () => {
    expect(toCatalogParams(start).toString()).toBe('')
    expect(toCatalogParams({ ...start, sort: { key: 'name', direction: 'asc' } }).toString()).toBe('sort=name')
    expect(toCatalogParams({ ...start, sort: { key: 'updated_at', direction: 'asc' } }).toString()).toBe('dir=asc')
  })

  test('is the same for equal states', () => {
    const one = { ...start, facets: { ...noSelection, os: ['ubuntu', 'debian'], status: ['queued', 'active'] } }
    const two = { ...start, facets: { ...noSelection, status: ['active', 'queued'], os: ['debian', 'ubuntu'] } }
    expect(toCatalogParams(one).toString()).toBe('status=active&status=queued&os=debian&os=ubuntu')
    expect(toCatalogParams(two).toString()).toBe(toCatalogParams(one).toString())
  })
})

describe('any state and its URL', () => {
  const values = { ...perFacet((facet) => facets[facet].values ?? []), status: ['active', 'a&b=c', 'وضع', '100 %+'] }
  const searches = [
    '',
    ' ',
    'web',
    '"a b"',
    'a&status=x',
    '100%',
    '+',
    '#',
    '<b>',
    'שרת 1',
    '\u{1f600}',
    '\n',
    'x'.repeat(255),
  ] as const
  const randomState = (random: () => number): CatalogState => ({
    q: pick(random, searches) + pick(random, searches),
    facets: perFacet((facet) => values[facet].filter(() => random() < 0.3).toSorted()),
    sort: { key: pick(random, sortKeys), direction: pick(random, ['asc', 'desc']) },
  })

  test.each(Array.from({ length: 200 }, (_, seed) => seed))('go round, seed %d', (seed) => {
    const state = randomState(randomFrom(seed))
    const query = toCatalogParams(state).toString()
    expect(parse(query)).toEqual(state)
    expect(toCatalogParams(parse(query)).toString()).toBe(query)
  })

  test.each(Array.from({ length: 100 }, (_, seed) => seed))('any query settles after one reading, seed %d', (seed) => {
    const random = randomFrom(seed + 1_000)
    const keys = ['q', 'sort', 'dir', 'x', ...facetNames] as const
    const words = ['asc', 'name', 'public', 'active', '', 'standard', 'mine', '%', 'ß', ...distros] as const
    const params = new URLSearchParams()
    for (let part = 0; part < 12; part += 1) params.append(pick(random, keys), pick(random, words))
    const once = parseCatalogState(params)
    expect(parseCatalogState(toCatalogParams(once))).toEqual(once)
  })
})

describe('toggleFacet', () => {
  test('adds a value in order, and takes it away', () => {
    const added = toggleFacet(toggleFacet(noSelection, 'status', 'queued'), 'status', 'active')
    expect(added.status).toEqual(['active', 'queued'])
    expect(toggleFacet(added, 'status', 'queued').status).toEqual(['active'])
    expect(noSelection.status).toEqual([])
  })

  test('leaves the other facets alone', () => {
    expect(toggleFacet({ ...noSelection, os: ['debian'] }, 'kind', 'standard')).toEqual({
      ...noSelection,
      os: ['debian'],
      kind: ['standard'],
    })
  })
})

test('numbers and times start with the largest, text with A', () => {
  expect(sortKeys.filter((key) => firstDirection(key) === 'desc')).toEqual([
    'size',
    'min_disk',
    'min_ram',
    'updated_at',
    'created_at',
  ])
})

test('isSortKey knows the columns that sort', () => {
  expect(['name', 'tags', '', 'toString'].map(isSortKey)).toEqual([true, false, false, false])
})

test('facetCountOf counts chosen values', () => {
  expect(facetCountOf(parse('status=active&status=queued&os=debian&q=x'))).toBe(3)
})
