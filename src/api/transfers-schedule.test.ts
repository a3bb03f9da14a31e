import { expect, test } from 'vitest'
import { nextLookMs, type Pace } from './transfers-schedule.ts'

const pace = (changes: Partial<Pace> = {}) => nextLookMs({ running: 1, quietLooks: 0, failures: 0, ...changes })

test('starts fast, slows down, and stays bearable', () => {
  const looks = Array.from({ length: 12 }, (_, quietLooks) => pace({ quietLooks }))
  expect(looks.slice(0, 4)).toEqual([2_000, 3_000, 4_500, 6_750])
  expect(looks.at(-1)).toBe(30_000)
  expect(looks).toEqual(looks.toSorted((a, b) => Number(a) - Number(b)))
})

test('the number of transfers changes nothing', () => {
  expect(pace({ running: 50, quietLooks: 3 })).toBe(pace({ quietLooks: 3 }))
})

test('stops when nothing runs', () => {
  expect(pace({ running: 0 })).toBe(false)
})

test('a failure slows down, more each time, and is tried again even when nothing is known to run', () => {
  expect(pace({ failures: 1 })).toBe(30_000)
  expect(pace({ failures: 3 })).toBe(120_000)
  expect(pace({ failures: 20 })).toBe(300_000)
  expect(pace({ running: 0, failures: 1 })).toBe(30_000)
})

test('what the service asks for is obeyed when it is longer', () => {
  expect(pace({ failures: 1, retryAfterMs: 90_000 })).toBe(90_000)
  expect(pace({ retryAfterMs: 500 })).toBe(2_000)
})
