/**
 * Slows down guessing of passwords: counts failed sign-ins only, by address and by user.
 * @fastify/rate-limit counts every request before its outcome is known; a team behind one address signing in correctly
 * all morning would be locked out, or the limit be too high to slow a guesser. Counts live in this process: with N replicas a guesser gets N times as many.
 */
import { ProblemError } from './problems.ts'

const WINDOW_MS = 5 * 60_000
const ADDRESS_LIMIT = 60
const USER_LIMIT = 10
/** Entries; beyond it the oldest go, so that a flood of made-up names takes no memory. */
const CAPACITY = 20_000

interface Failures {
  count: number
  /** When the window ends, ms. */
  until: number
}

export interface SignInAttempt {
  address: string
  cloud: string
  /** User name or credential ID. */
  user: string
}

export interface AttemptLimiter {
  /** @throws ProblemError `too-many-attempts` with the seconds to wait. */
  check(attempt: SignInAttempt): void
  failed(attempt: SignInAttempt): void
  succeeded(attempt: SignInAttempt): void
}

const keysOf = ({ address, cloud, user }: SignInAttempt) => ({
  address: `address ${address}`,
  user: `user ${cloud} ${user.toLowerCase()}`,
})

export const createAttemptLimiter = (now: () => number = Date.now): AttemptLimiter => {
  const failures = new Map<string, Failures>()

  const current = (key: string): Failures | undefined => {
    const entry = failures.get(key)
    if (entry && entry.until <= now()) failures.delete(key)
    return failures.get(key)
  }
  const secondsToWait = (key: string, limit: number): number => {
    const entry = current(key)
    return entry && entry.count >= limit ? Math.max(1, Math.ceil((entry.until - now()) / 1000)) : 0
  }
  const count = (key: string) => {
    const entry = current(key) ?? { count: 0, until: now() + WINDOW_MS }
    failures.set(key, { ...entry, count: entry.count + 1 })
    const oldest = failures.keys().next()
    if (failures.size > CAPACITY && !oldest.done) failures.delete(oldest.value)
  }

  return {
    check(attempt) {
      const keys = keysOf(attempt)
      const wait = Math.max(secondsToWait(keys.address, ADDRESS_LIMIT), secondsToWait(keys.user, USER_LIMIT))
      if (wait === 0) return
      throw new ProblemError('too-many-attempts', `Too many sign-ins have failed. Try again in ${wait} seconds.`, {
        retryAfterSeconds: wait,
      })
    },
    failed(attempt) {
      const keys = keysOf(attempt)
      count(keys.address)
      count(keys.user)
    },
    succeeded(attempt) {
      failures.delete(keysOf(attempt).user)
    },
  }
}
