import { describe, expect, test } from 'vitest'
import { indexNear, survivor } from './find-row.ts'

const rowId = (row: string) => row
const list = (letters: string) => letters.split('')

describe('indexNear', () => {
  test.each([
    ['a', 0, 0],
    ['e', 0, 4],
    ['a', 4, 0],
    ['c', 99, 2],
    ['c', -1, 2],
    ['x', 2, -1],
  ])('%s, last seen at %i, is at %i of abcde', (id, hint, expected) => {
    expect(indexNear(list('abcde'), rowId, id, hint)).toBe(expected)
  })

  test('an empty list holds nothing', () => {
    expect(indexNear([], rowId, 'a', 0)).toBe(-1)
  })

  test('a row that moved little is found by looking at few', () => {
    let looks = 0
    const rows = Array.from({ length: 100_000 }, (_, at) => String(at))
    const counted = (row: string) => {
      looks += 1
      return row
    }
    expect(indexNear(rows, counted, '50003', 50_000)).toBe(50_003)
    expect(looks).toBeLessThan(10)
  })
})

describe('survivor', () => {
  test.each([
    ['abcde', 'xyabcde', 2, { was: 2, is: 4 }],
    ['abcde', 'abde', 2, { was: 3, is: 2 }],
    ['abcde', 'ab', 2, { was: 1, is: 1 }],
    ['abcde', 'ea', 2, { was: 4, is: 0 }],
    ['abcde', 'xyz', 2, null],
    ['abcde', '', 2, null],
  ])('%s becomes %s: in place of row %i comes %o', (before, after, at, expected) => {
    expect(survivor(list(before), list(after), rowId, at)).toEqual(expected)
  })
})
