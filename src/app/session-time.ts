const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** From here on the end of the session is worth a warning. */
export const WARNING_MS = 5 * MINUTE

/**
 * Time left in a session, in words: `7 h 12 min`, `48 min`, `under a minute`. Rounded down, as a promise should be.
 * @param left milliseconds
 */
export function timeLeft(left: number): string {
  if (left < MINUTE) return 'under a minute'
  const hours = Math.floor(left / HOUR)
  const minutes = Math.floor((left % HOUR) / MINUTE)
  if (hours >= 48) return `${Math.floor(hours / 24)} days`
  if (hours === 0) return `${minutes} min`
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
}
