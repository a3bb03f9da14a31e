import { expect, test } from 'vitest'
import { nextRefreshMs, sweepIntervalMs } from './catalog-schedule.ts'

const calm = { hasTransitions: false, lastCostMs: 100, failures: 0 }

test.each([
  ['idle', calm, 30_000],
  ['something is on its way', { ...calm, hasTransitions: true }, 5_000],
  ['a slow service is asked a fifth of the time', { ...calm, hasTransitions: true, lastCostMs: 4_000 }, 20_000],
  ['a very slow one', { ...calm, lastCostMs: 1e9 }, 600_000],
  ['one failure: at the idle pace, whatever is on its way', { ...calm, hasTransitions: true, failures: 1 }, 30_000],
  ['two failures', { ...calm, failures: 2 }, 60_000],
  ['four failures', { ...calm, failures: 4 }, 240_000],
  ['many failures', { ...calm, failures: 1_000 }, 600_000],
  ['the service asks for more time', { ...calm, failures: 1, retryAfterMs: 45_000 }, 45_000],
  ['even for very much', { ...calm, failures: 1, retryAfterMs: 3_600_000 }, 3_600_000],
  ['it asks for less than we wait anyway', { ...calm, failures: 3, retryAfterMs: 1_000 }, 120_000],
])('%s', (_, state, expected) => expect(nextRefreshMs(state)).toBe(expected))

test.each([
  [{ costMs: 100, size: 40 }, 120_000],
  [{ costMs: 4_000, size: 1_000 }, 200_000],
  [{ costMs: 60_000, size: 1_000 }, 600_000],
  [{ costMs: 60_000, size: 1_001 }, 3_000_000],
  [{ costMs: 300_000, size: 100_000 }, 15_000_000],
])('the whole list again: %j in %d ms', (list, expected) => expect(sweepIntervalMs(list)).toBe(expected))

test.each([500, 10_000, 60_000, 300_000])('a sweep of %d ms takes at most 2 %% of the time', (costMs) => {
  expect(costMs / sweepIntervalMs({ costMs, size: 5_000 })).toBeLessThanOrEqual(0.02)
})
