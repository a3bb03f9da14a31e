/** The one poller of the page, for as long as somebody uses it. Its code comes apart: a page is on screen without it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { holderOf, type SignedIn } from './session.ts'
import type { LookReport, Poller } from './task-poller.ts'

/** With the code on its way, or refused: then whoever asks next has it fetched again. */
interface Running {
  holder: string
  poller: Promise<Poller | null>
  users: number
}

let running: Running | null = null

const stop = ({ poller }: Running) => void poller.then((one) => one?.stop())

/** The page's poller, for as long as somebody uses it; null until it is there. */
export function usePoller(session: SignedIn): Poller | null {
  const client = useQueryClient()
  const [poller, setPoller] = useState<Poller | null>(null)
  const holder = holderOf(session)
  useEffect(() => {
    if (running?.holder !== holder) {
      if (running) stop(running)
      running = { holder, users: 0, poller: load() }
    }
    const mine = running
    mine.users += 1
    let isUsed = true
    void mine.poller.then((one) => {
      if (one === null && running === mine) running = null
      if (isUsed) setPoller(one)
    })
    return () => {
      isUsed = false
      mine.users -= 1
      if (mine.users > 0) return
      stop(mine)
      if (running === mine) running = null
    }
    // A session of the same holder is the same: only its end is another.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, holder])
  return poller

  async function load(): Promise<Poller | null> {
    // A deploy may have taken the file away: what runs goes on without being looked at, until the page is loaded anew.
    const code = await import('./task-poller.ts').catch(() => null)
    return code && code.startPoller(client, session)
  }
}

const never = () => () => {}

/** How the latest look at a region ended; undefined while there was none. */
export function useLookReport(poller: Poller | null, region: string): LookReport | undefined {
  return useSyncExternalStore(poller?.subscribe ?? never, () => poller?.reportOf(region))
}
