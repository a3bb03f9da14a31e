import { describe, expect, test } from 'vitest'
import { rowAfterKey } from './row-keys.ts'

describe('rowAfterKey', () => {
  test.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 99, 99],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['PageDown', 3, 12],
    ['PageDown', 95, 99],
    ['PageUp', 12, 3],
    ['PageUp', 4, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
  ])('%s from row %i of 100 goes to row %i', (key, at, expected) => {
    expect(rowAfterKey(key, at, 100, 10)).toBe(expected)
  })

  test('another key, or an empty list, moves nothing', () => {
    expect(rowAfterKey('Enter', 3, 100, 10)).toBeNull()
    expect(rowAfterKey('ArrowDown', -1, 0, 10)).toBeNull()
  })

  test('a screen of one row still moves by one', () => {
    expect(rowAfterKey('PageDown', 3, 100, 1)).toBe(4)
  })
})
