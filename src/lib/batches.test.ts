import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { inBatches } from './batches.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what comes alone is handed on at once, what follows it together and less and less often', () => {
  const handed: string[] = []
  const take = inBatches<string>((items) => handed.push(items.join('')), { first: 100, longest: 300 })
  take('a')
  expect(handed).toEqual(['a'])
  take('b')
  take('c')
  vi.advanceTimersByTime(100)
  expect(handed).toEqual(['a', 'bc'])
  take('d')
  vi.advanceTimersByTime(199)
  expect(handed).toEqual(['a', 'bc'])
  vi.advanceTimersByTime(1)
  expect(handed).toEqual(['a', 'bc', 'd'])
  take('e')
  vi.advanceTimersByTime(300)
  expect(handed).toEqual(['a', 'bc', 'd', 'e'])

  // After a pause it begins anew.
  vi.advanceTimersByTime(300)
  take('f')
  expect(handed.at(-1)).toBe('f')
})
