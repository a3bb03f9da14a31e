/**
 * How many proxied requests may be under way at once. Past that a quick "not now" serves everybody better than a place
 * in a queue: the browser waits as long as it is told to, and nobody else's request gets slower.
 */
import { ProblemError } from './problems.ts'

export interface AdmissionLimits {
  /** Of all sessions together. */
  total: number
  /** Of one session: no single browser, or script with its cookie, takes the place of all others. */
  perSession: number
}

/** Seconds until a refused browser shall try again. */
const RETRY_SECONDS = 2

export interface Admission {
  /**
   * Takes a place.
   * @param session whatever tells sessions apart
   * @returns gives the place back; a second call does nothing
   * @throws ProblemError `overloaded`, `too-many-at-once`
   */
  enter(session: string): () => void
}

export const createAdmission = ({ total, perSession }: AdmissionLimits): Admission => {
  let open = 0
  const openOf = new Map<string, number>()
  return {
    enter: (session) => {
      if (open >= total) {
        throw new ProblemError('overloaded', 'The dashboard has more requests than it can pass on.', {
          retryAfterSeconds: RETRY_SECONDS,
        })
      }
      const own = openOf.get(session) ?? 0
      if (own >= perSession) {
        throw new ProblemError('too-many-at-once', `This session has ${own} requests under way, as many as it may.`, {
          retryAfterSeconds: RETRY_SECONDS,
        })
      }
      open += 1
      openOf.set(session, own + 1)
      let isInside = true
      return () => {
        if (!isInside) return
        isInside = false
        open -= 1
        const left = (openOf.get(session) ?? 1) - 1
        if (left === 0) openOf.delete(session)
        else openOf.set(session, left)
      }
    },
  }
}
