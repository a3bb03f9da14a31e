import { describe, expect, test } from 'vitest'
import { allToggled, extentOf, toggled, withRange } from './selection.ts'

const rows = 'abcdef'.split('')
const rowId = (row: string) => row
const idAt = (index: number) => rows[index]
const set = (letters: string) => new Set(letters)
const text = (ids: ReadonlySet<string>) => [...ids].toSorted().join('')

test('toggling adds, toggling again takes away, and the set it started from is left alone', () => {
  const before = set('a')
  expect(text(toggled(before, 'b'))).toBe('ab')
  expect(text(toggled(before, 'a'))).toBe('')
  expect(text(before)).toBe('a')
})

describe('withRange', () => {
  test.each([
    ['a new run downwards', 'a', { anchor: 2, before: null, now: 4, isChoosing: true }, 'acde'],
    ['a new run upwards', '', { anchor: 4, before: null, now: 2, isChoosing: true }, 'cde'],
    ['growing', 'cd', { anchor: 2, before: 3, now: 5, isChoosing: true }, 'cdef'],
    ['shrinking', 'acdef', { anchor: 2, before: 5, now: 3, isChoosing: true }, 'acd'],
    ['turning round the anchor', 'cde', { anchor: 2, before: 4, now: 0, isChoosing: true }, 'abc'],
    ['giving up', 'abcdef', { anchor: 1, before: null, now: 3, isChoosing: false }, 'aef'],
  ])('%s', (_, selected, range, expected) => {
    expect(text(withRange(set(selected), idAt, range))).toBe(expected)
  })
})

test('the head box counts listed rows only', () => {
  expect(extentOf(set(''), rows, rowId)).toBe('none')
  expect(extentOf(set('xyz'), rows, rowId)).toBe('none')
  expect(extentOf(set('xa'), rows, rowId)).toBe('some')
  expect(extentOf(set('uvwxyza'), rows, rowId)).toBe('some')
  expect(extentOf(set('abcdefx'), rows, rowId)).toBe('all')
  expect(extentOf(set('abc'), [], rowId)).toBe('none')
})

test('all: adds what is missing, or takes away exactly what is listed', () => {
  expect(text(allToggled(set('ax'), rows, rowId))).toBe('abcdefx')
  expect(text(allToggled(set('abcdefx'), rows, rowId))).toBe('x')
})
