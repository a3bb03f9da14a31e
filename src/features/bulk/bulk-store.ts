/**
 * The latest bulk act of this page, and what is open of it: wherever in the app it is looked at, and whatever becomes of
 * the selection it began with. Signing out loads the page afresh.
 */
import { useSyncExternalStore } from 'react'
import { holderOf, type SignedIn } from '#api/session.ts'
import type { BulkRun } from './bulk-run.ts'

interface BulkView {
  run: BulkRun | null
  open: 'choose' | 'results' | null
}

let view: BulkView = { run: null, open: null }
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function showBulk(change: Partial<BulkView>): void {
  view = { ...view, ...change }
  for (const listener of listeners) listener()
}

/** Another account's run is not shown. */
export function useBulkView(session: SignedIn): BulkView {
  const { run, open } = useSyncExternalStore(subscribe, () => view)
  return { open, run: run && holderOf(run.session) === holderOf(session) ? run : null }
}
