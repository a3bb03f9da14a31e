import { describe, expect, test } from 'vitest'
import type { Change } from './image-changes.ts'
import { decided, mergeChanges, onImageNow, unsaved } from './image-merge.ts'
import type { FieldValue } from './image-values.ts'

const values = (record: Record<string, FieldValue>) => new Map(Object.entries(record))
const change = (key: string, from: FieldValue | undefined, to: FieldValue | undefined): Change => ({ key, from, to })

describe('merging with what others did meanwhile', () => {
  test.each<[string, FieldValue | undefined, FieldValue | undefined, FieldValue | undefined, 'sent' | 'done' | 'asks']>(
    [
      ['nobody else touched it', 'a', 'a', 'b', 'sent'],
      ['both did the same', 'a', 'b', 'b', 'done'],
      ['both set it, differently', 'a', 'c', 'b', 'asks'],
      ['both added it, differently', undefined, 'c', 'b', 'asks'],
      ['both added the same', undefined, 'b', 'b', 'done'],
      ['they removed what is set here', 'a', undefined, 'b', 'asks'],
      ['they set what is removed here', 'a', 'c', undefined, 'asks'],
      ['both removed it', 'a', undefined, undefined, 'done'],
      ['nobody else added it', undefined, undefined, 'b', 'sent'],
      ['an empty text is a value', undefined, '', 'b', 'asks'],
      ['a number is not its text', 0, 0, 20, 'sent'],
    ],
  )('%s', (_what, from, theirs, mine, expected) => {
    const now = values(theirs === undefined ? { other: 'x' } : { other: 'x', key: theirs })
    const { changes, conflicts } = mergeChanges(now, [change('key', from, mine)])
    expect(changes).toEqual(expected === 'sent' ? [change('key', theirs, mine)] : [])
    expect(conflicts).toEqual(expected === 'asks' ? [{ key: 'key', from, theirs, mine }] : [])
  })

  test('tags are a set: additions and removals of both sides are all there', () => {
    const tags = change('tags', ['gold', 'old', 'web'], ['gold', 'web', 'new'])
    const merged = mergeChanges(values({ tags: ['web', 'old', 'theirs'] }), [tags])
    // "gold" was removed by them, "old" here.
    expect(merged).toEqual({
      changes: [change('tags', ['web', 'old', 'theirs'], ['web', 'theirs', 'new'])],
      conflicts: [],
    })
    expect(mergeChanges(values({ tags: ['web', 'gold', 'new'] }), [tags])).toEqual({ changes: [], conflicts: [] })
    expect(mergeChanges(values({ tags: ['new'] }), [change('tags', ['a'], ['a', 'new'])]).changes).toEqual([])
  })
})

describe('deciding a conflict', () => {
  const mine = [change('key', 'a', 'b'), change('note', undefined, 'n')]
  const conflict = { key: 'key', from: 'a', theirs: 'c', mine: 'b' }

  test('mine then stands on theirs, and is asked about again when that changes once more', () => {
    const edits = decided(mine, conflict, 'mine')
    expect(mergeChanges(values({ key: 'c' }), edits)).toEqual({
      changes: [change('key', 'c', 'b'), change('note', undefined, 'n')],
      conflicts: [],
    })
    expect(mergeChanges(values({ key: 'd' }), edits).conflicts).toEqual([
      { key: 'key', from: 'c', theirs: 'd', mine: 'b' },
    ])
  })

  test('theirs gives up that edit and no other', () => {
    expect(decided(mine, conflict, 'theirs')).toEqual([change('note', undefined, 'n')])
  })
})

test('what was edited while a save was under way is still unsaved, on top of what was saved', () => {
  const sent = [change('a', '1', '2'), change('b', 'x', 'y'), change('tags', ['t'], ['t', 'u'])]
  const edits = [
    change('a', '1', '3'),
    change('b', 'x', 'y'),
    change('c', undefined, 'new'),
    change('tags', ['t'], ['t', 'u', 'v']),
  ]
  const left = unsaved(edits, sent)
  expect(left).toEqual([
    change('a', '2', '3'),
    change('c', undefined, 'new'),
    change('tags', ['t', 'u'], ['t', 'u', 'v']),
  ])
  // Taken back while it was being saved: that is an edit of its own.
  expect(unsaved([change('a', '1', '1')], sent)).toEqual([change('a', '2', '1')])
  // A tag that somebody else added, and the save merged in, is not taken for one removed here.
  expect(mergeChanges(values({ tags: ['t', 'u', 'theirs'] }), left.slice(2)).changes[0]?.to).toEqual([
    't',
    'u',
    'theirs',
    'v',
  ])
})

test('a set shows what others did to it; any other edit stays as it was made', () => {
  const now = values({ tags: ['a', 'theirs'], key: 'theirs' })
  expect(onImageNow(now, [change('tags', ['a'], ['a', 'mine']), change('key', 'old', 'mine')])).toEqual([
    change('tags', ['a', 'theirs'], ['a', 'theirs', 'mine']),
    change('key', 'old', 'mine'),
  ])
})
