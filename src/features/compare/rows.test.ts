import { describe, expect, test } from 'vitest'
import { makeImage } from './fixtures.ts'
import { compareRows, filterRows, groupRows, type Row } from './rows.ts'
import { exactText, wordsText } from './values.ts'

const viewer = { account: 'me', flavour: 'openstack' as const }
const rowsOf = (...images: (Record<string, unknown> | null)[]) =>
  compareRows(
    images.map((fields) => fields && makeImage(fields)),
    viewer,
  )
const rowOf = (rows: readonly Row[], key: string) => {
  const row = rows.find((one) => one.key === key)
  if (!row) throw new Error(`There is no row ${key}`)
  return row
}
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key)

describe('base fields', () => {
  test.each<[string, string, unknown, unknown, string, string]>([
    ['status', 'Status', 'active', 'pending_delete', 'Active', 'Pending delete'],
    ['status', 'Status', 'active', 'brand_new', 'Active', 'brand_new'],
    ['visibility', 'Visibility', 'public', 'private', 'Public', 'Private'],
    ['protected', 'Protected', true, undefined, 'Yes', 'No'],
    ['os_hidden', 'Hidden', false, true, 'No', 'Yes'],
    ['size', 'Size', 0, null, '0 B (0 bytes)', '—'],
    ['virtual_size', 'Virtual size', 1024, 2048, '1 KiB (1,024 bytes)', '2 KiB (2,048 bytes)'],
    ['disk_format', 'Disk format', 'raw', undefined, 'raw', '—'],
    ['container_format', 'Container format', '', null, '""', '—'],
    ['checksum', 'MD5', 'aa', 'ab', 'aa', 'ab'],
    ['os_hash_algo', 'Hash algorithm', 'sha512', null, 'sha512', '—'],
    ['os_hash_value', 'Hash', 'aa', undefined, 'aa', '—'],
    ['stores', 'Stores', 'fast,archive', 'fast', 'archive, fast', 'fast'],
    ['owner', 'Owner', 'me', null, 'me', '—'],
    ['tags', 'Tags', ['b', 'a'], [], 'a, b', '—'],
    ['min_disk', 'Minimum disk', 20, 0, '20 GB', 'None'],
    ['min_ram', 'Minimum memory', 512, undefined, '512 MB', 'None'],
    ['updated_at', 'Updated', '2026-01-02T00:00:00Z', null, '2026-01-02 00:00:00 UTC', '—'],
    ['created_at', 'Created', '2026-01-02T00:00:00Z', 'yesterday', '2026-01-02 00:00:00 UTC', 'yesterday'],
  ])('%s is called %s: %j against %j', (key, label, one, two, first, second) => {
    const row = rowOf(rowsOf({ [key]: one }, { [key]: two }), key)
    expect(row).toMatchObject({ label, isProperty: false, isDifferent: true })
    expect(row.values.map((value) => value && wordsText(value))).toEqual([first, second])
  })

  test('the order of tags and stores says nothing, nor how a time is written', () => {
    const rows = rowsOf(
      { tags: ['a', 'b'], stores: 'x,y', created_at: '2026-01-01T00:00:00Z' },
      { tags: ['b', 'a'], stores: 'y,x', created_at: '2026-01-01T01:00:00+01:00' },
    )
    for (const key of ['tags', 'stores', 'created_at']) expect(rowOf(rows, key).isDifferent).toBe(false)
  })

  test('what a cloud may not have gets a row only where an image has it', () => {
    expect(keys(rowsOf({}, {}))).not.toContain('stores')
    expect(keys(rowsOf({}, { stores: 'fast' }))).toContain('stores')
    expect(keys(rowsOf({}, {}))).toContain('virtual_size')
  })

  test('addresses and what heads the columns are no rows', () => {
    const rows = rowsOf({
      id: 'a',
      name: 'a',
      self: '/a',
      file: '/a/file',
      schema: '/s',
      direct_url: 'x',
      locations: [],
    })
    for (const key of ['id', 'name', 'self', 'file', 'schema', 'direct_url', 'locations'])
      expect(keys(rows)).not.toContain(key)
  })
})

describe('properties', () => {
  const properties = (rows: readonly Row[]) => rows.filter(({ isProperty }) => isProperty)

  test('each key once, by key, with a value for every image', () => {
    const rows = properties(rowsOf({ z: '1', a: '1' }, { m: '2', a: '1' }, {}))
    expect(rows.map(({ label, values }) => [label, ...values.map((value) => value && exactText(value))])).toEqual([
      ['a', '1', '1', '—'],
      ['m', '—', '2', '—'],
      ['z', '1', '—', '—'],
    ])
  })

  test.each<[string, unknown, unknown, boolean]>([
    ['null is absent', null, undefined, false],
    ['empty is not', '', undefined, true],
    ['a number and its text are shown alike', 5, '5', false],
    ['an object', { a: 1 }, { a: 2 }, true],
    ['case', 'Ubuntu', 'ubuntu', true],
  ])('%s', (_what, one, two, expected) => {
    const row = rowsOf({ key: one, other: '1' }, { key: two, other: '1' }).find(({ key }) => key === 'key')
    expect(row?.isDifferent ?? false).toBe(expected)
  })

  test('keys that objects have by nature are keys like others', () => {
    const sent = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}') as Record<string, unknown>
    const rows = properties(rowsOf(sent, {}))
    expect(keys(rows)).toEqual(['__proto__', 'constructor', 'toString'])
    expect(rows.map(({ values }) => values.map((value) => value?.type))).toEqual(
      Array.from({ length: 3 }, () => ['text', 'absent']),
    )
  })
})

test('an image that is not read yet says nothing and hides nothing', () => {
  const rows = rowsOf({ key: '1' }, null, { key: '1' })
  expect(rowOf(rows, 'key')).toMatchObject({ isDifferent: false, values: [{ text: '1' }, null, { text: '1' }] })
  expect(rowsOf(null, null).every(({ isDifferent }) => !isDifferent)).toBe(true)
})

test('differences come first, in the order they had', () => {
  const { different, same } = groupRows(rowsOf({ a: '1', b: '1', c: '1' }, { a: '2', b: '1', c: '2' }))
  expect(keys(different)).toEqual(['a', 'c'])
  expect(keys(same)).toContain('b')
  expect(keys(same)[0]).toBe('status')
})

describe('filterRows', () => {
  const rows = rowsOf({ size: 1536, os_distro: 'Ubuntu', 'a.b': '[x' }, { size: 1536, os_distro: 'debian' })

  test.each<[string, string[]]>([
    ['distro', ['os_distro']],
    ['UBUNTU', ['os_distro']],
    ['  debian ', ['os_distro']],
    ['minimum', ['min_disk', 'min_ram']],
    ['min_', ['min_disk', 'min_ram']],
    ['1.5 kib', ['size']],
    ['1536', ['size']],
    ['[x', ['a.b']],
    ['nothing says this', []],
  ])('%j', (text, expected) => expect(keys(filterRows(rows, text))).toEqual(expected))

  test.each(['', '  '])('%j filters nothing', (text) => expect(filterRows(rows, text)).toHaveLength(rows.length))
})
