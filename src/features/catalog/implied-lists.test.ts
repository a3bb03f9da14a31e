import { expect, test } from 'vitest'
import { impliedLists } from './implied-lists.ts'
import { parseQuery } from './query/parse-query.ts'

test.each([
  ['', []],
  ['web status:active', []],
  ['is:hidden', ['hidden']],
  ['hidden:yes', ['hidden']],
  ['hidden:no', []],
  ['-is:hidden', []],
  ['visibility:public,community', ['community']],
  ['is:community', ['community']],
  ['owner:community', ['community']],
  ['list:pending,rejected', ['pending', 'rejected']],
  ['list:default', []],
])('%j asks for %j', (text, lists) => {
  expect(impliedLists(parseQuery(text, { hasProperty: () => false }))).toEqual(lists)
})
