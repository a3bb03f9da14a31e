/**
 * The end of a session is no failure of what was asked: a 401 says that nothing was done, so the same call is sent
 * again once its holder has signed in again. Until then it waits here, and the page shows that the session has ended.
 */
import { ApiError } from './errors.ts'

let isEnded = false
let isOffered = false
let renewal = Promise.withResolvers<void>()
/** When the session was last renewed, by `performance.now()`. */
let renewedAt = -Infinity
const listeners = new Set<() => void>()

/** A 401 so soon after a renewal is no end of the session: asking to sign in again would go round for ever. */
const FRESH_MS = 10_000

const refused = (detail: string, cause?: ApiError) =>
  new ApiError({ kind: 'session-refused', detail }, { status: 401, requestId: cause?.requestId ?? null, cause })

const tell = (ended: boolean) => {
  isEnded = ended
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`. */
export const sessionEnd = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  isEnded: () => isEnded,
}

/** From now on there is a page in which people can sign in again; without one a call fails at once. */
export const offerRenewal = () => {
  isOffered = true
}

export const markSessionEnded = () => {
  if (!isEnded) tell(true)
}

/**
 * Somebody has signed in.
 * @param isSameHolder of the same account; else what waits is given up: it would be done in another's name
 */
export function settleSessionEnd(isSameHolder: boolean): void {
  if (!isEnded) return
  const { resolve, reject, promise } = renewal
  renewal = Promise.withResolvers()
  if (isSameHolder) {
    renewedAt = performance.now()
    resolve()
  } else {
    // Nobody may be waiting.
    promise.catch(() => undefined)
    reject(refused('Another account has signed in since this was asked for, so it was not sent.'))
  }
  tell(false)
}

/**
 * Does it, and once more after each end of the session that it meets.
 * @throws what `attempt` throws otherwise; the signal's reason; ApiError `session-refused`
 */
export async function acrossSessions<T>(attempt: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
  for (;;) {
    const sentAt = performance.now()
    try {
      return await attempt()
    } catch (error) {
      if (!isOffered || !(error instanceof ApiError) || error.fault.kind !== 'signed-out') throw error
      // It was on its way when the session was renewed: the new one has not been asked yet.
      if (sentAt < renewedAt) continue
      if (performance.now() - renewedAt < FRESH_MS)
        throw refused(
          'The cloud refused it although you have just signed in. Tell its operators the request ID.',
          error,
        )
      markSessionEnded()
      await untilRenewed(signal)
    }
  }
}

async function untilRenewed(signal?: AbortSignal | null): Promise<void> {
  if (!signal) return renewal.promise
  signal.throwIfAborted()
  const given = Promise.withResolvers<never>()
  const giveUp = () => given.reject(signal.reason)
  signal.addEventListener('abort', giveUp)
  try {
    await Promise.race([renewal.promise, given.promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
