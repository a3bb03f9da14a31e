/**
 * What is tried again, when, and what never is.
 *
 * - A read is tried twice more where that can help (`ApiError.isTransient`): a refusal is an answer. The pauses grow, and
 *   differ from page to page, so that all who met the same outage do not come back at the same moment.
 * - `Retry-After` is obeyed. Who is asked to wait longer than anybody looks at a spinner is told so, and decides.
 * - A write is never repeated by itself: the first try may have worked. One whose answer was lost is looked up
 *   (`orFound`) before its failure is told, so nobody is offered to do twice what is done.
 * - Nothing is put off until there is a network: it would be done at a moment nobody knows of. It fails, and says so.
 *
 * What is asked again and again has a pace of its own, which stands in for trying again: `catalog-schedule.ts`,
 * `transfers-schedule.ts`. Both obey `Retry-After` too.
 */
import type { DefaultOptions } from '@tanstack/react-query'
import type { Answer } from './client.ts'
import { ApiError, isLost } from './errors.ts'

/** After the first. */
const MORE_TRIES = 2

const FIRST_PAUSE_MS = 400
/** The longest wait that a service may ask for and the page waits by itself. */
const LONGEST_WAIT_S = 10

/** Seconds that the service asked to wait; undefined where it did not say. */
const askedWait = (error: unknown): number | undefined =>
  error instanceof ApiError && 'retryAfterSeconds' in error.fault ? error.fault.retryAfterSeconds : undefined

/** Whether a read that has failed so often already is tried again. */
export const isTriedAgain = (failures: number, error: unknown): boolean =>
  error instanceof ApiError && error.isTransient && failures < MORE_TRIES && (askedWait(error) ?? 0) <= LONGEST_WAIT_S

/** Milliseconds until then: what the service asked for and up to half more, else 0.2–0.4 s, then 0.4–0.8 s. */
export function pauseBefore(failures: number, error: unknown, random: () => number = Math.random): number {
  const asked = askedWait(error)
  if (asked !== undefined) return asked * 1_000 * (1 + random() / 2)
  return (FIRST_PAUSE_MS * 2 ** failures * (1 + random())) / 2
}

export const retryDefaults = {
  queries: {
    retry: isTriedAgain,
    retryDelay: (failures, error) => pauseBefore(failures, error),
    networkMode: 'always',
    // What was read before the network went may be old.
    refetchOnReconnect: true,
  },
  mutations: { retry: false, networkMode: 'always' },
} satisfies DefaultOptions

/**
 * Sends a write once. Should its answer be lost, what it was to bring about is looked for.
 * @param find what shows that it was done, null where nothing does
 * @throws what `send` throws, also when looking fails
 */
export async function orFound<T>(send: () => Promise<Answer<T>>, find: () => Promise<T | null>): Promise<Answer<T>> {
  try {
    return await send()
  } catch (error) {
    const found = isLost(error) ? await find().catch(() => null) : null
    if (found === null) throw error
    return { data: found, requestId: error instanceof ApiError ? error.requestId : null }
  }
}
