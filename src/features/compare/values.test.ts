import { describe, expect, test } from 'vitest'
import { absent, exactText, isSameValue, setOf, type Value, wordsText } from './values.ts'

const text = (value: string): Value => ({ type: 'text', text: value })
const bytes = (value: number): Value => ({ type: 'bytes', bytes: value })

describe('isSameValue', () => {
  test.each<[string, Value, Value, boolean]>([
    ['absent twice', absent, absent, true],
    ['absent and an empty text', absent, text(''), false],
    ['absent and an empty set', absent, setOf([]), false],
    ['absent and zero bytes', absent, bytes(0), false],
    ['equal texts', text('a'), text('a'), true],
    ['another case', text('a'), text('A'), false],
    ['a space more', text('a'), text('a '), false],
    ['the text of a number and that many bytes', text('5'), bytes(5), false],
    ['words do not count', { type: 'text', text: '0', words: 'None' }, text('0'), true],
    ['sets in another order', setOf(['b', 'a']), setOf(['a', 'b', 'a']), true],
    ['a comma inside a member', setOf(['a,b']), setOf(['a', 'b']), false],
    ['moments', { type: 'time', time: 1 }, { type: 'time', time: 2 }, false],
  ])('%s', (_what, one, two, same) => {
    expect(isSameValue(one, two)).toBe(same)
    expect(isSameValue(two, one)).toBe(same)
  })
})

describe('texts', () => {
  test.each<[Value, string, string]>([
    [absent, '—', '—'],
    [text(''), '""', '""'],
    [text(' a\n'), ' a\n', ' a\n'],
    [{ type: 'text', text: '0', words: 'None' }, '0', 'None'],
    [bytes(1536), '1536', '1.5 KiB (1,536 bytes)'],
    [bytes(0), '0', '0 B (0 bytes)'],
    [{ type: 'time', time: 0 }, '1970-01-01 00:00:00 UTC', '1970-01-01 00:00:00 UTC'],
    [setOf(['b', 'a']), 'a, b', 'a, b'],
    [setOf([]), '—', '—'],
  ])('%j is %j exactly and %j in words', (value, exact, words) => {
    expect(exactText(value)).toBe(exact)
    expect(wordsText(value)).toBe(words)
  })
})
