import { describe, expect, test } from 'vitest'
import {
  alsoLists,
  firstDirection,
  parseCatalogState,
  rowsKey,
  toCatalogParams,
  type CatalogState,
} from './catalog-url.ts'
import { fieldColumns, isColumnId, isSortKey, type ColumnId, type SortKey } from './column-id.ts'
import { pick, randomFrom } from './fixtures.ts'

const parse = (query: string) => parseCatalogState(new URLSearchParams(query))
const start: CatalogState = { q: '', sort: { key: 'updated_at', direction: 'desc' }, also: [], columns: null }
const sortKeys: [SortKey, ...SortKey[]] = ['property.a&b', ...fieldColumns.filter((id) => id !== 'tags')]

describe('parseCatalogState', () => {
  test('an empty URL is everything, newest change first', () => expect(parse('')).toEqual(start))

  test('reads every part', () => {
    const query = 'q=a+b&also=hidden&also=community&sort=size&dir=asc&col=status&col=property.os_distro&col=status'
    expect(parse(query)).toEqual({
      q: 'a b',
      sort: { key: 'size', direction: 'asc' },
      also: ['community', 'hidden'],
      columns: ['status', 'property.os_distro'],
    })
  })

  test('a column without a direction starts with its own', () => {
    expect(parse('sort=name').sort).toEqual({ key: 'name', direction: 'asc' })
    expect(parse('sort=size').sort).toEqual({ key: 'size', direction: 'desc' })
  })

  test.each([
    'also=default&also=secret&also=',
    'col=&col=bogus&col=name&col=property.',
    'sort=password',
    'sort=',
    'sort=__proto__&dir=constructor',
    'dir=sideways',
    `sort=property.${'x'.repeat(256)}`,
    'sort=tags',
    'marker=abc&limit=5',
  ])('drops what it does not know: %s', (query) => expect(parse(query)).toEqual(start))

  test('one wrong value does not take the others with it', () => {
    const state = parse('also=hidden&also=secret&sort=nothing&q=x&dir=asc&col=x&col=size')
    expect(state).toEqual({
      q: 'x',
      sort: { key: 'updated_at', direction: 'asc' },
      also: ['hidden'],
      columns: ['size'],
    })
  })

  test('more columns than any screen shows are cut', () => {
    const params = new URLSearchParams()
    for (let at = 0; at < 1_000; at += 1) params.append('col', `property.k${at}`)
    expect(parseCatalogState(params).columns).toHaveLength(40)
  })
})

describe('toCatalogParams', () => {
  test('leaves defaults out', () => {
    expect(toCatalogParams(start).toString()).toBe('')
    expect(toCatalogParams({ ...start, sort: { key: 'name', direction: 'asc' } }).toString()).toBe('sort=name')
    expect(toCatalogParams({ ...start, sort: { key: 'updated_at', direction: 'asc' } }).toString()).toBe('dir=asc')
  })

  test('is the same for equal states', () => {
    expect(toCatalogParams({ ...start, also: ['rejected', 'hidden'] }).toString()).toBe('also=hidden&also=rejected')
  })
})

test('columns do not make other rows', () => {
  expect(rowsKey(parse('q=x&col=size'))).toBe(rowsKey(parse('q=x&col=status')))
  expect(rowsKey(parse('q=x'))).not.toBe(rowsKey(parse('q=y')))
})

describe('any state and its URL', () => {
  const columns: ColumnId[] = ['size', 'status', 'property.a&b=c', 'property.وضع', 'property.100 %+']
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
    sort: { key: pick(random, sortKeys), direction: pick(random, ['asc', 'desc']) },
    also: alsoLists.filter(() => random() < 0.3),
    columns: random() < 0.5 ? null : [pick(random, ['id', 'owner']), ...columns.filter(() => random() < 0.5)],
  })

  test.each(Array.from({ length: 200 }, (_, seed) => seed))('go round, seed %d', (seed) => {
    const state = randomState(randomFrom(seed))
    const query = toCatalogParams(state).toString()
    expect(parse(query)).toEqual(state)
    expect(toCatalogParams(parse(query)).toString()).toBe(query)
  })

  test.each(Array.from({ length: 100 }, (_, seed) => seed))('any query settles after one reading, seed %d', (seed) => {
    const random = randomFrom(seed + 1_000)
    const keys = ['q', 'sort', 'dir', 'x', 'also', 'col'] as const
    const words = ['asc', 'name', 'hidden', 'size', '', 'property.x', 'default', '%', 'ß'] as const
    const params = new URLSearchParams()
    for (let part = 0; part < 12; part += 1) params.append(pick(random, keys), pick(random, words))
    const once = parseCatalogState(params)
    expect(parseCatalogState(toCatalogParams(once))).toEqual(once)
  })
})

test('numbers and times start with the largest, text with A', () => {
  expect(sortKeys.filter((key) => firstDirection(key) === 'desc')).toEqual([
    'min_disk',
    'min_ram',
    'size',
    'virtual_size',
    'created_at',
    'updated_at',
  ])
})

test('columns and those that sort are known by their IDs', () => {
  expect(['name', 'tags', '', 'toString', 'property.x'].map(isSortKey)).toEqual([true, false, false, false, true])
  expect(['name', 'tags', '', 'toString', 'property.'].map(isColumnId)).toEqual([true, true, false, false, false])
})
