/**
 * Uploads and downloads live in the page that has the file open, and end with it. While one runs its page holds a lock,
 * which the browser takes from a page that is closed, reloaded or has crashed: other pages wait for it, and whoever gets
 * it tells that the transfer will not go on.
 */
import type { SignedIn } from './session.ts'
import { changeTransfer, isEnded, type Transfer, transfersOf } from './transfers.ts'

const lockOf = (id: string) => `transfer:${id}`

// Absent outside secure contexts, whatever the type says: then nobody can tell, and nothing is marked.
const locksOf = (): LockManager | undefined => navigator.locks

/** Ends of the locks that this page holds. */
const held = new Map<string, () => void>()

/** Says of a transfer of this page that it runs, until it no longer does. */
export function holdTransfer(id: string, isNeeded: boolean): void {
  if (isNeeded === held.has(id)) return
  if (!isNeeded) {
    held.get(id)?.()
    held.delete(id)
    return
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  held.set(id, resolve)
  void locksOf()?.request(lockOf(id), () => promise)
}

const messages: Partial<Record<Transfer['kind'], string>> = {
  upload: 'The page was closed or reloaded before the end. Choose the same file again to go on.',
  download: 'The page was closed or reloaded before the end. Nothing was saved.',
}

/** What the service works on after the file has left is followed by whichever page polls. */
const livesInPage = ({ follows, phase }: Transfer) => follows === 'page' && phase !== 'applying'

/**
 * Marks the transfers of other pages when those are gone, from now on and for as long as this page watches.
 * @returns ends the watch
 */
export function watchInterrupted(session: SignedIn): () => void {
  const end = new AbortController()
  const watched = new Set<string>()
  const store = transfersOf(session)
  const watch = () => {
    for (const transfer of store.get()) {
      const { id } = transfer
      if (isEnded(transfer) || !livesInPage(transfer) || held.has(id) || watched.has(id)) continue
      watched.add(id)
      void locksOf()
        ?.request(lockOf(id), { signal: end.signal }, () => mark(session, id))
        .catch((error: unknown) => {
          if (!end.signal.aborted) throw error
        })
        .finally(() => watched.delete(id))
    }
  }
  watch()
  const unsubscribe = store.subscribe(watch)
  return () => {
    unsubscribe()
    end.abort()
  }
}

/** With the lock in hand: its page is gone, unless it has said in time that the transfer is over, or to be tried again. */
function mark(session: SignedIn, id: string): void {
  const now = Date.now()
  changeTransfer(session, id, (transfer) =>
    isEnded(transfer) || !livesInPage(transfer) || held.has(id)
      ? {}
      : { phase: 'failed', endedAt: now, changedAt: now, message: messages[transfer.kind] ?? null },
  )
}
