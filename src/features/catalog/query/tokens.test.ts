import { describe, expect, test } from 'vitest'

import { nastyTexts, randomText } from './query-fixtures.ts'
import { plainWords, tokensOf } from './tokens.ts'

const parts = (text: string) =>
  tokensOf(text).map((token) => ({
    at: text.slice(token.span.start, token.span.end),
    ...(token.negated && { negated: true }),
    ...(token.isOpen && { isOpen: true }),
    ...(token.kind === 'words'
      ? { words: token.words }
      : { key: token.key, values: token.items.map((item) => (item.chunks.length > 1 ? item.chunks : item.text)) }),
  }))

describe('tokensOf', () => {
  test.each([
    ['', []],
    ['  \t ', []],
    ['Web', [{ at: 'Web', words: ['web'] }]],
    [
      '"web server" 19"',
      [
        { at: '"web server"', words: ['web server'] },
        { at: '19"', words: ['19"'] },
      ],
    ],
    ['"web ser', [{ at: '"web ser', words: ['web ser'], isOpen: true }]],
    [
      '"a""b"c',
      [
        { at: '"a"', words: ['a'] },
        { at: '"b"', words: ['b'] },
        { at: 'c', words: ['c'] },
      ],
    ],
    ['-', [{ at: '-', words: ['-'] }]],
    [
      '- a',
      [
        { at: '-', words: ['-'] },
        { at: 'a', words: ['a'] },
      ],
    ],
    [
      '-a a-b',
      [
        { at: '-a', negated: true, words: ['a'] },
        { at: 'a-b', words: ['a-b'] },
      ],
    ],
    ['-"a b"', [{ at: '-"a b"', negated: true, words: ['a b'] }]],
    [
      '"a"-b',
      [
        { at: '"a"', words: ['a'] },
        { at: '-b', words: ['-b'] },
      ],
    ],
    ['status:active', [{ at: 'status:active', key: 'status', values: ['active'] }]],
    ['-status:a,b', [{ at: '-status:a,b', negated: true, key: 'status', values: ['a', 'b'] }]],
    [
      'tag:"a, b",c d',
      [
        { at: 'tag:"a, b",c', key: 'tag', values: ['a, b', 'c'] },
        { at: 'd', words: ['d'] },
      ],
    ],
    ['tag:"say ""hi"""', [{ at: 'tag:"say ""hi"""', key: 'tag', values: ['say "hi"'] }]],
    ['tag:""', [{ at: 'tag:""', key: 'tag', values: [''] }]],
    ['tag:"a b', [{ at: 'tag:"a b', key: 'tag', values: ['a b'], isOpen: true }]],
    ['tag:,a,,b,', [{ at: 'tag:,a,,b,', key: 'tag', values: ['a', 'b'] }]],
    [
      'tag: a',
      [
        { at: 'tag:', key: 'tag', values: [] },
        { at: 'a', words: ['a'] },
      ],
    ],
    ['tag:web*', [{ at: 'tag:web*', key: 'tag', values: [['web', '']] }]],
    ['tag:"a*"*', [{ at: 'tag:"a*"*', key: 'tag', values: [['a*', '']] }]],
    ['tag:*"b c"', [{ at: 'tag:*"b c"', key: 'tag', values: [['', 'b c']] }]],
    [
      'name:19" rack',
      [
        { at: 'name:19"', key: 'name', values: ['19"'] },
        { at: 'rack', words: ['rack'] },
      ],
    ],
    ['size:>"2 GiB"', [{ at: 'size:>"2 GiB"', key: 'size', values: ['>2 GiB'] }]],
    ['"odd key":x', [{ at: '"odd key":x', key: 'odd key', values: ['x'] }]],
    [':x', [{ at: ':x', words: [':x'] }]],
    ['a:b:c', [{ at: 'a:b:c', key: 'a', values: ['b:c'] }]],
  ])('%j', (text, expected) => expect(parts(text)).toEqual(expected))

  test.each([
    ['', []],
    ['   ', []],
    ['  Web   PROD ', ['web', 'prod']],
    ['"web server" prod', ['web server', 'prod']],
    ['"web ser', ['web ser']],
    ['"', []],
    ['""', []],
    ['" "', []],
    ['19" rack', ['19"', 'rack']],
    ['"a""b"c', ['a', 'b', 'c']],
    ['os_distro=ubuntu', ['os_distro=ubuntu']],
    ['<b>.*(', ['<b>.*(']],
    ['e\u0301COLE', ['école']],
    ['a\u00a0b\tc', ['a', 'b', 'c']],
    ['\ud800', ['\ud800']],
  ])('the plain words of %j are %j', (text, words) => expect(plainWords(text)).toEqual(words))

  test('without a colon, words and phrases are the plain ones', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const text = randomText(seed, ['a', 'B', '"', ' ', '  ', 'é', '\u0301', '*', ',', '\t', '\ud800', '.'])
      const words = tokensOf(text).flatMap((token) => (token.kind === 'words' ? token.words : ['not plain']))
      expect([text, words]).toEqual([text, plainWords(text)])
    }
  })

  test.each(nastyTexts)('tokens follow each other, with nothing but space between: %j', (text) => {
    let end = 0
    for (const { span } of tokensOf(text)) {
      expect(text.slice(end, span.start).trim()).toBe('')
      expect(span.end).toBeGreaterThan(span.start)
      end = span.end
    }
    expect(text.slice(end).trim()).toBe('')
  })

  test('a long and hostile text takes no long time', () => {
    for (const unit of ['"', '-', ':', 'a:', '*', '""":', 'a,"', '..', '\\']) {
      const before = performance.now()
      tokensOf(unit.repeat(20_000))
      expect([unit, performance.now() - before < 1_000]).toEqual([unit, true])
    }
  })
})
