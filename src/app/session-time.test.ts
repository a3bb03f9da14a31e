import { expect, test } from 'vitest'

import { timeLeft } from './session-time.ts'

const minutes = (count: number) => count * 60_000

test.each([
  [minutes(0.9), 'under a minute'],
  [minutes(-3), 'under a minute'],
  [minutes(1), '1 min'],
  [minutes(59.9), '59 min'],
  [minutes(60), '1 h'],
  [minutes(7 * 60 + 12), '7 h 12 min'],
  [minutes(24 * 60), '24 h'],
  [minutes(72 * 60), '3 days'],
])('%d ms left read as %s', (left, words) => {
  expect(timeLeft(left)).toBe(words)
})
