import { expect, test } from 'vitest'
import { type CatalogData, dropDeleted, dropImages, joinChanges, mergeChanged, sweptData } from './catalog-merge.ts'
import { byId } from './catalog-news.ts'
import { Image } from './schemas.ts'

const image = (id: string, fields: Record<string, unknown> = {}) =>
  Image.parse({
    id,
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...fields,
  })

const data = (pages: string[][], more: Partial<CatalogData> = {}): CatalogData => ({
  pages: pages.map((ids) => ids.map((id) => image(id))),
  complete: true,
  readAt: 0,
  sweptAt: 0,
  sweepMs: 0,
  fromStore: false,
  ...more,
})
const idsOf = ({ pages }: CatalogData) => pages.map((page) => page.map(({ id }) => id))
const nothing = { added: [], changed: [], gone: [] }

test('an answer that says nothing new leaves everything as it is, down to the object', () => {
  const before = data([['a', 'b'], ['c']])
  expect(mergeChanged(before, [image('a'), image('c')])).toEqual({ data: before, changes: nothing })
  expect(mergeChanged(before, [image('a')]).data).toBe(before)
  expect(mergeChanged(before, []).data).toBe(before)
})

test('a change stays in its place; pages and images without one stay the same objects', () => {
  const before = data([
    ['a', 'b'],
    ['c', 'd'],
  ])
  const changed = image('c', { name: 'new' })
  const { data: after, changes } = mergeChanged(before, [changed, image('d')])
  expect(changes).toEqual({ ...nothing, changed: ['c'] })
  expect(after.pages[0]).toBe(before.pages[0])
  expect(after.pages[1]).not.toBe(before.pages[1])
  expect(after.pages[1]?.[0]).toBe(changed)
  expect(after.pages[1]?.[1]).toBe(before.pages[1]?.[1])
  expect(before.pages[1]?.[0]?.name).toBeNull()
})

test('a change within the same second is seen', () => {
  expect(mergeChanged(data([['a']]), [image('a', { status: 'queued' })]).changes.changed).toEqual(['a'])
})

test('new images stand at the end, on a page of their own until it is full', () => {
  const first = mergeChanged(data([['a', 'b']]), [image('x')])
  expect(first.changes).toEqual({ ...nothing, added: ['x'] })
  expect(idsOf(first.data)).toEqual([['a', 'b'], ['x']])
  const second = mergeChanged(first.data, [image('y')])
  expect(idsOf(second.data)).toEqual([
    ['a', 'b'],
    ['x', 'y'],
  ])
  const many = Array.from({ length: 99 }, (_, at) => image(`n${at}`))
  expect(mergeChanged(second.data, many).data.pages.map((page) => page.length)).toEqual([2, 2, 99])
})

test('an image given twice is added once', () => {
  expect(idsOf(mergeChanged(data([['a']]), [image('x'), image('x')]).data)).toEqual([['a'], ['x']])
})

test('to a list still being read nothing is added: the service will bring it', () => {
  const before = data([['a']], { complete: false })
  expect(mergeChanged(before, [image('x')])).toEqual({ data: before, changes: nothing })
  expect(mergeChanged(before, [image('a', { name: 'n' })]).changes.changed).toEqual(['a'])
})

test('an answer that a later one has overtaken is not believed, one from before a restored backup is', () => {
  const held = data([['a']])
  const earlier = (updated_at: string) => mergeChanged(held, [image('a', { name: 'old', updated_at })])
  expect(earlier('2025-12-31T23:59:58Z').data).toBe(held)
  expect(earlier('2025-12-31T00:00:00Z').changes.changed).toEqual(['a'])
})

test('dropped images are gone, the rest of the pages stays', () => {
  const before = data([
    ['a', 'b'],
    ['c', 'd'],
  ])
  const { data: after, changes } = dropImages(before, ['c', 'never there'])
  expect(idsOf(after)).toEqual([['a', 'b'], ['d']])
  expect(after.pages[0]).toBe(before.pages[0])
  expect(changes).toEqual({ ...nothing, gone: ['c'] })
  expect(dropImages(before, ['never there']).data).toBe(before)
  expect(dropImages(before, []).data).toBe(before)
})

test('what was deleted here does not come back with an answer that was on its way', () => {
  const after = dropDeleted(data([['a', 'b']]), 'b')
  expect(idsOf(after)).toEqual([['a']])
  expect(mergeChanged(after, [image('b')]).data).toBe(after)
  expect(idsOf(dropDeleted(after, 'a'))).toEqual([[]])
  expect(mergeChanged(dropDeleted(after, 'a'), [image('b')]).changes).toEqual(nothing)
})

test('a sweep takes out what it did not meet, and nothing that came or changed meanwhile', () => {
  const start = data([['a', 'b', 'c', 'd']])
  const before = byId(start)
  const meanwhile = mergeChanged(start, [image('c', { name: 'n' }), image('new')]).data
  const { data: after, changes } = sweptData(meanwhile, before, new Set(['a']))
  expect(idsOf(after)).toEqual([['a', 'c'], ['new']])
  expect(changes).toEqual({ ...nothing, gone: ['b', 'd'] })
  expect(sweptData(start, before, new Set(['a', 'b', 'c', 'd'])).data).toBe(start)
})

test('reports join: each image once, by what became of it', () => {
  const report = joinChanges([
    { ...nothing, added: ['a', 'b'], changed: ['c', 'd'] },
    { ...nothing, changed: ['a', 'c'] },
    { ...nothing, gone: ['b', 'd'] },
  ])
  expect(report).toEqual({ added: ['a'], changed: ['c'], gone: ['b', 'd'] })
})
