import { describe, expect, test } from 'vitest'
import { isTyping, nothingTyped, rowTypedTo, typedAfterKey } from './type-ahead.ts'

const type = (keys: string, every = 100) => {
  let typed = nothingTyped
  keys.split('').forEach((key, at) => {
    typed = typedAfterKey(typed, key, at * every) ?? typed
  })
  return typed.text
}

describe('what has been typed', () => {
  test('letters add up while they come quickly, in any case, with spaces and signs after the first', () => {
    expect(type('Web 1.2')).toBe('web 1.2')
    expect(type('ЖЮ')).toBe('жю')
  })

  test('after a pause a new name begins', () => {
    expect(type('abc', 600)).toBe('c')
  })

  test('signs, spaces and named keys begin nothing', () => {
    for (const key of [' ', '/', '?', 'Enter', 'Shift', 'F10']) expect(typedAfterKey(nothingTyped, key, 0)).toBeNull()
  })

  test('it lasts until the pause', () => {
    const typed = typedAfterKey(nothingTyped, 'a', 1_000)
    expect(typed && isTyping(typed, 1_599)).toBe(true)
    expect(typed && isTyping(typed, 1_600)).toBe(false)
    expect(isTyping(nothingTyped, 0)).toBe(false)
  })
})

describe('rowTypedTo', () => {
  const rows = ['Alma', 'Arch', 'Debian 12', 'Debian 13', 'aaa', 'Ubuntu']
  const text = (row: string) => row

  test.each([
    ['the first letter goes on from the current row', 'a', 0, 1],
    ['the same letter again goes to the next', 'aa', 1, 4],
    ['and round', 'a', 4, 0],
    ['a longer name stays where it fits', 'de', 2, 2],
    ['or goes on', 'debian 13', 2, 3],
    ['from nowhere it looks at all rows', 'u', -1, 5],
    ['what no row begins with leads nowhere', 'x', 2, -1],
  ])('%s', (_, typed, at, expected) => {
    expect(rowTypedTo(rows, text, typed, at)).toBe(expected)
  })

  test('no rows', () => {
    expect(rowTypedTo([], text, 'a', -1)).toBe(-1)
  })
})
