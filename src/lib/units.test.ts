import { describe, expect, test } from 'vitest'
import { exactBytes, formatBytes, formatCount, unknownValue } from './units.ts'

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1_500_000, '1.43 MiB'],
    [2.25 * 2 ** 30, '2.25 GiB'],
    [2 ** 40, '1 TiB'],
  ])('%d is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  test.each([null, Number.NaN, Number.POSITIVE_INFINITY])('%s is not known', (bytes) =>
    expect(formatBytes(bytes)).toBe(unknownValue),
  )
})

describe('exactBytes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1_234_567, '1,234,567 bytes'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991 bytes'],
  ])('%d is %s', (bytes, text) => expect(exactBytes(bytes)).toBe(text))

  test('null is not known', () => expect(exactBytes(null)).toBe(unknownValue))
})

test('formatCount separates thousands', () => expect(formatCount(10_000)).toBe('10,000'))
