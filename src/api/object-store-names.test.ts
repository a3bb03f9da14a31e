import { describe, expect, test } from 'vitest'
import {
  containerNameVerdict,
  foldSegments,
  folderOf,
  type ListedObject,
  objectPath,
  objectText,
  readObjectText,
} from './object-store-names.ts'

const object = (name: string, bytes: number): ListedObject => ({
  name,
  bytes,
  hash: null,
  contentType: null,
  lastModified: null,
})

describe('names of containers', () => {
  const forExport = { forExport: true }
  test.each(['exports', 'Exports 2026', 'a-b_c', 'é', 'x'.repeat(256)])('%s will do for an export', (name) => {
    expect(containerNameVerdict(name, forExport).ok).toBe(true)
  })
  test.each([
    ['', /needs a name/],
    ['a/b', /slash/],
    ['a?b', /question mark/],
    ['exports.2025', /full stop/],
    ['a\nb', /control/],
    ['é'.repeat(129), /258 bytes/],
  ])('%j will not', (name, reason) => {
    const verdict = containerNameVerdict(name, forExport)
    expect(verdict.ok ? '' : verdict.reason).toMatch(reason)
  })
  test('what only the export refuses may be there for other uses', () => {
    expect(containerNameVerdict('exports.2025?', { forExport: false }).ok).toBe(true)
    expect(containerNameVerdict('..', { forExport: false }).ok).toBe(false)
  })
})

test('the path of an object keeps its slashes and encodes all else', () => {
  expect(objectPath({ container: 'a b', name: 'x/100% ?#.vhd' })).toBe('/a%20b/x/100%25%20%3F%23.vhd')
})

test('an object by one text is read as it was written', () => {
  const ref = { container: 'backups', name: 'nightly/x.vhd' }
  expect(readObjectText(objectText(ref))).toEqual(ref)
  for (const text of [null, '', 'x', '/x', 'x/']) expect(readObjectText(text)).toBeNull()
})

test('segments stand behind their manifest, which is as large as they are together', () => {
  const rows = [object('a.vhd', 0), object('a.vhd-00001', 5), object('a.vhd-00002', 3), object('b.vhd', 7)]
  expect(foldSegments(rows)).toEqual([
    expect.objectContaining({ name: 'a.vhd', bytes: 8, segments: 2 }),
    expect.objectContaining({ name: 'b.vhd', bytes: 7, segments: 0 }),
  ])
})

test('segments that nothing stands for stay in sight, and so do names that only look alike', () => {
  const rows = [object('a.vhd-00001', 5), object('b.vhd', 7), object('b.vhd-00001', 5), object('empty', 0)]
  expect(foldSegments(rows).map(({ name }) => name)).toEqual(['a.vhd-00001', 'b.vhd', 'b.vhd-00001', 'empty'])
})

test('the folder of a name', () => {
  expect(folderOf('a/b/c.vhd')).toBe('a/b/')
  expect(folderOf('c.vhd')).toBe('')
})
