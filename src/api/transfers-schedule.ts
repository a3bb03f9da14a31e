/** How often running transfers are looked at. Pure, so that the pace can be read and tested. */

const FIRST_MS = 2_000
const LONGEST_MS = 30_000
const SLOWER_BY = 1.5
const LONGEST_AFTER_FAILURE_MS = 5 * 60_000

export interface Pace {
  /** How many transfers run. */
  running: number
  /** Looks in a row that found nothing new. A transfer that begins starts anew. */
  quietLooks: number
  /** Looks in a row that failed. */
  failures: number
  /** What the service asked for, if it did. */
  retryAfterMs?: number
}

/** Milliseconds to the next look; false when there is nothing left to see. */
export function nextLookMs({ running, quietLooks, failures, retryAfterMs = 0 }: Pace): number | false {
  if (running === 0 && failures === 0) return false
  const pace = Math.min(FIRST_MS * SLOWER_BY ** quietLooks, LONGEST_MS)
  const bearable = failures === 0 ? pace : Math.min(LONGEST_MS * 2 ** (failures - 1), LONGEST_AFTER_FAILURE_MS)
  return Math.max(bearable, retryAfterMs)
}
