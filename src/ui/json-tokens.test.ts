import { expect, test } from 'vitest'

import { jsonTokens } from './json-tokens.ts'

const kinds = (line: string) =>
  jsonTokens(line)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`)

test.each([
  ['  "name": "debian \\"13\\": stable",', ['key "name"', 'string "debian \\"13\\": stable"']],
  ['  "min_disk": 8,', ['key "min_disk"', 'number 8']],
  ['  -1.5e+21', ['number -1.5e+21']],
  ['  "protected": false,', ['key "protected"', 'word false']],
  ['    "true"', ['string "true"']],
  ['  "a\\\\": null', ['key "a\\\\"', 'word null']],
  ['  ],', []],
])('%s', (line, expected) => {
  expect(kinds(line)).toEqual(expected)
})

test('the pieces joined are the text, whatever the value', () => {
  const value = { 'k"\\': ['<b>', -0.5, true, null, '\n\t\u2028', { deep: {} }], 12: '…' }
  for (const line of JSON.stringify(value, null, 2).split('\n')) {
    expect(
      jsonTokens(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line)
  }
})
