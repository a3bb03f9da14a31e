import { describe, expect, test } from 'vitest'
import { isDifferent, type Mark, markOf, setParts } from './differences.ts'
import { absent, setOf, type Value } from './values.ts'

const text = (value: string): Value => ({ type: 'text', text: value })

describe('isDifferent', () => {
  test.each<[string, (Value | null)[], boolean]>([
    ['nothing', [], false],
    ['nothing read yet', [null, null], false],
    ['one value', [text('a')], false],
    ['one value while others load', [null, text('a'), null], false],
    ['the same', [text('a'), text('a'), text('a')], false],
    ['the same while another loads', [text('a'), null, text('a')], false],
    ['only the last', [text('a'), text('a'), text('b')], true],
    ['the others alike, the baseline not', [text('b'), text('a'), text('a')], true],
    ['one that has none', [text('a'), absent], true],
    ['empty and absent', [text(''), absent], true],
    ['before and after one that loads', [text('a'), null, text('b')], true],
  ])('%s', (_what, values, expected) => expect(isDifferent(values)).toBe(expected))
})

describe('markOf', () => {
  test.each<[string, Value, Value, Mark]>([
    ['equal', text('a'), text('a'), 'same'],
    ['another word', text('a'), text('b'), 'different'],
    ['another case', text('a'), text('A'), 'different'],
    ['a space at the end', text('a'), text('a '), 'unseen'],
    ['a tab for a space', text('a b'), text('a\tb'), 'unseen'],
    ['a zero-width space', text('ab'), text('a\u200bb'), 'unseen'],
    ['a right-to-left override', text('ab'), text('a\u202eb'), 'unseen'],
    ['a composed letter', text('\u00e9'), text('e\u0301'), 'unseen'],
    ['a letter that looks alike', text('a'), text('\u0430'), 'different'],
    ['empty and blank', text(''), text('  '), 'different'],
    ['blank and another blank', text(' '), text('\t'), 'unseen'],
    ['set and not set', absent, text('a'), 'different'],
    ['not set twice', absent, absent, 'same'],
    ['sets', setOf(['a']), setOf(['b']), 'different'],
  ])('%s', (_what, baseline, value, expected) => expect(markOf(baseline, value)).toBe(expected))
})

describe('setParts', () => {
  test.each<[string[], string[], string[]]>([
    [[], [], []],
    [['a'], ['a'], ['kept a']],
    [
      ['a', 'b'],
      ['b', 'c'],
      ['missing a', 'kept b', 'added c'],
    ],
    [[], ['__proto__', 'constructor'], ['added __proto__', 'added constructor']],
    [['a', 'a'], [], ['missing a']],
    [['é'], ['É', ''], ['added ', 'added É', 'missing é']],
  ])('of %j, %j', (baseline, members, expected) => {
    expect(setParts(baseline, members).map(({ member, mark }) => `${mark} ${member}`)).toEqual(expected)
  })
})
