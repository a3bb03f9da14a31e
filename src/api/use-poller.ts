/** The one poller of the page, for as long as somebody uses it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { holderOf, type SignedIn } from './session.ts'
import { type LookReport, type Poller, startPoller } from './task-poller.ts'

let running: { holder: string; poller: Poller; users: number } | null = null

/** The page's poller, for as long as somebody uses it; null before the first effect. */
export function usePoller(session: SignedIn): Poller | null {
  const client = useQueryClient()
  const [poller, setPoller] = useState<Poller | null>(null)
  const holder = holderOf(session)
  useEffect(() => {
    if (running?.holder !== holder) {
      running?.poller.stop()
      running = { holder, poller: startPoller(client, session), users: 0 }
    }
    const mine = running
    mine.users += 1
    setPoller(mine.poller)
    return () => {
      mine.users -= 1
      if (mine.users > 0) return
      mine.poller.stop()
      if (running === mine) running = null
    }
    // A session of the same holder is the same: only its end is another.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, holder])
  return poller
}

const never = () => () => {}

/** How the latest look at a region ended; undefined while there was none. */
export function useLookReport(poller: Poller | null, region: string): LookReport | undefined {
  return useSyncExternalStore(poller?.subscribe ?? never, () => poller?.reportOf(region))
}
