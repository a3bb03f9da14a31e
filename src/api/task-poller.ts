/**
 * Follows the transfers of an account: in one tab of the browser, whichever has the lock, while that tab is in sight and
 * the network is there. It writes what it sees into the transfers that all tabs share. Without Web Locks (plain HTTP)
 * each tab looks for itself.
 */
import { onlineManager, type QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors.ts'
import { type FaultText, faultText } from './fault-text.ts'
import { holderOf, scopeKey, type SignedIn } from './session.ts'
import { type Look, lookAtTransfers } from './task-poller-look.ts'
import { isFollowed } from './task-poller-place.ts'
import { keepWait, waitLeft } from './task-poller-waits.ts'
import { transfersOf } from './transfers.ts'
import { nextLookMs } from './transfers-schedule.ts'

/** How the latest look at a region ended. */
export interface LookReport {
  region: string
  /** Milliseconds since 1970. */
  at: number
  failure: (FaultText & { requestId: string | null }) | null
  /** Whether only transfers that this browser has begun can be seen; null while nobody knows. */
  hidesTasks: boolean | null
}

/** What tabs say to each other: a wish to have a region looked at, and what came of a look. */
type Message = { type: 'look'; region: string } | ({ type: 'looked' } & LookReport)

export interface Poller {
  /** Has a region looked at now, here or in the tab that polls. */
  look: (region: string) => void
  /** The latest report of a region; undefined while there was no look. */
  reportOf: (region: string) => LookReport | undefined
  subscribe: (listener: () => void) => () => void
  stop: () => void
}

/** A look that is this fresh serves whoever asks for one: tabs opened together ask together. */
const FRESH_MS = 3_000

const isInSight = () => document.visibilityState === 'visible' && onlineManager.isOnline()

export function startPoller(client: QueryClient, session: SignedIn): Poller {
  const name = `cloud-images-transfers:${holderOf(session)}`
  const channel = new BroadcastChannel(name)
  const transfers = transfersOf(session)
  const reports = new Map<string, LookReport>()
  const listeners = new Set<() => void>()
  /** Regions that somebody wants to have looked at, whether or not anything is known to run there. */
  const wanted = new Set<string>()
  /** Regions whose last look failed and may do better. */
  const overdue = new Set<string>()
  let wake: () => void = () => {}
  let lead: AbortController | null = null

  const followed = () => transfers.get().filter(isFollowed)
  const report = (one: LookReport) => {
    reports.set(one.region, one)
    wanted.delete(one.region)
    for (const listener of listeners) listener()
  }
  // A channel reaches pages of this origin only; the rule means windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const say = (message: Message) => channel.postMessage(message)

  /** @returns whether anything moved, and whether it failed without a word when to ask again */
  async function lookAt(region: string, signal: AbortSignal) {
    let failure: LookReport['failure'] = null
    let look: Look | null = null
    let isToWait = false
    overdue.delete(region)
    try {
      look = await client.fetchQuery({
        // Through the client, so that the end of the session is noticed as with every other call.
        queryKey: [...scopeKey(session, region), 'transfers', 'look'],
        queryFn: () => lookAtTransfers({ client, session, region }, signal),
        retry: false,
        staleTime: 0,
        gcTime: 0,
      })
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ApiError)) throw error
      failure = { ...faultText(error, 'The transfers'), requestId: error.requestId }
      if (error.retryAfterMs > 0) keepWait(session, region, error.retryAfterMs)
      isToWait = error.retryAfterMs > 0
      if (isToWait || error.isTransient) overdue.add(region)
    }
    signal.throwIfAborted()
    const looked = { region, at: Date.now(), failure, hidesTasks: look?.hidesTasks ?? null }
    report(looked)
    say({ type: 'looked', ...looked })
    if (look?.hasMore) wanted.add(region)
    return { hasMoved: look?.hasMoved ?? false, hasFailed: failure !== null && !isToWait }
  }

  const mayBeAsked = (region: string) => waitLeft(session, region) === 0

  async function poll(signal: AbortSignal): Promise<void> {
    let quietLooks = 0
    let failures = 0
    let seen = new Set<string>()
    const regions = () => [...new Set([...wanted, ...overdue, ...followed().map(({ region }) => region)])]
    for (;;) {
      let hasMoved = false
      let hasFailed = false
      for (const region of regions().filter(mayBeAsked)) {
        const look = await lookAt(region, signal)
        hasMoved ||= look.hasMoved
        hasFailed ||= look.hasFailed
      }
      failures = hasFailed ? failures + 1 : 0
      quietLooks = hasMoved ? 0 : quietLooks + 1
      for (;;) {
        const running = followed()
        if (running.some(({ id }) => !seen.has(id))) quietLooks = 0
        seen = new Set(running.map(({ id }) => id))
        const waits = regions().map((region) => waitLeft(session, region))
        const retryAfterMs = waits.length > 0 ? Math.min(...waits) : 0
        // Somebody waits for this one: only the service itself may put it off, not the looks before it that failed.
        const pauseMs =
          wanted.size > 0 && retryAfterMs > 0
            ? retryAfterMs
            : nextLookMs({ running: waits.length, quietLooks, failures, retryAfterMs })
        const woken = await pause(pauseMs, signal)
        // A change of the list may only have taken something out of it: then the pause is reckoned anew. And whoever
        // wants a look has to wait as long as the service asked for.
        if (!woken || [...wanted].some(mayBeAsked)) break
      }
    }
  }

  /** @returns whether it was cut short */
  const pause = (ms: number | false, signal: AbortSignal) =>
    new Promise<boolean>((resolve, reject) => {
      const tidy = () => {
        clearTimeout(timer)
        wake = () => {}
        signal.removeEventListener('abort', onAbort)
      }
      const end = (woken: boolean) => {
        tidy()
        resolve(woken)
      }
      const onAbort = () => {
        tidy()
        reject(new DOMException('No longer the one that polls', 'AbortError'))
      }
      const timer = ms === false ? undefined : setTimeout(() => end(false), ms)
      wake = () => end(true)
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort)
    })

  async function runFor(signal: AbortSignal): Promise<void> {
    try {
      // Absent outside secure contexts, whatever the type says.
      const locks: LockManager | undefined = navigator.locks
      await (locks ? locks.request(name, { signal }, () => poll(signal)) : poll(signal))
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Polls, or queues up to do so, exactly while this tab is in sight. */
  function arrange(): void {
    if (isInSight() === (lead !== null)) return
    if (lead) {
      lead.abort()
      lead = null
    } else {
      lead = new AbortController()
      void runFor(lead.signal)
    }
  }

  const isFresh = (region: string) => Date.now() - (reports.get(region)?.at ?? 0) < FRESH_MS

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type === 'looked') {
      report(data)
    } else if (isFresh(data.region)) {
      const fresh = reports.get(data.region)
      if (fresh) say({ type: 'looked', ...fresh })
    } else {
      wanted.add(data.region)
      wake()
    }
  })
  let known = new Set(followed().map(({ id }) => id))
  const unsubscribe = transfers.subscribe(() => {
    const now = new Set(followed().map(({ id }) => id))
    if (now.size !== known.size || [...now].some((id) => !known.has(id))) wake()
    known = now
  })
  document.addEventListener('visibilitychange', arrange)
  const stopOnline = onlineManager.subscribe(arrange)
  arrange()

  return {
    look(region) {
      // Nobody polls without a network; whoever asks is told so.
      if (!onlineManager.isOnline()) {
        const error = new ApiError({ kind: 'unreachable' })
        report({ region, at: 0, failure: { ...faultText(error, 'The transfers'), requestId: null }, hidesTasks: null })
      }
      wanted.add(region)
      say({ type: 'look', region })
      wake()
    },
    reportOf: (region) => reports.get(region),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      document.removeEventListener('visibilitychange', arrange)
      stopOnline()
      unsubscribe()
      lead?.abort()
      lead = null
      channel.close()
    },
  }
}
