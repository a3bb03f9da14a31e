/** How often a list of images is looked at again. Pure, so that the pace can be read and tested. */

const IDLE_MS = 30_000
/** While an image is being saved or imported somebody is waiting for it. */
const TRANSITION_MS = 5_000
const LONGEST_MS = 10 * 60_000

/** Asking takes at most a fifth of the time, however slow the service is. */
const REFRESH_SHARE = 1 / 5
/** Reading whole lists takes at most 2 % of it. */
const SWEEP_SHARE = 1 / 50

const SHORTEST_SWEEP_MS = 2 * 60_000
/** Of a small list, so that what is gone never stays for longer. */
const LONGEST_SMALL_SWEEP_MS = 10 * 60_000
const SMALL_LIST = 1_000

/**
 * Milliseconds from one refresh to the next.
 * @param lastCostMs how long the last one took
 * @param failures refreshes in a row that failed: each doubles the pause
 * @param retryAfterMs what the service asked for, if it did
 */
export function nextRefreshMs({
  hasTransitions,
  lastCostMs,
  failures,
  retryAfterMs = 0,
}: {
  hasTransitions: boolean
  lastCostMs: number
  failures: number
  retryAfterMs?: number
}): number {
  const pace = failures === 0 && hasTransitions ? TRANSITION_MS : IDLE_MS
  const bearable = Math.max(pace, lastCostMs / REFRESH_SHARE) * 2 ** Math.max(0, failures - 1)
  return Math.max(Math.min(bearable, LONGEST_MS), retryAfterMs)
}

/**
 * Milliseconds from one reading of the whole list to the next.
 * @param costMs how long the last one took
 * @param size number of images
 */
export function sweepIntervalMs({ costMs, size }: { costMs: number; size: number }): number {
  const interval = Math.max(SHORTEST_SWEEP_MS, costMs / SWEEP_SHARE)
  return size <= SMALL_LIST ? Math.min(interval, LONGEST_SMALL_SWEEP_MS) : interval
}
