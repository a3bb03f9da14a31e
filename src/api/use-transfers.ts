/** Transfers as components see them. */
import { useMemo, useSyncExternalStore } from 'react'
import { ALL_REGIONS } from '#lib/paths.ts'
import type { SignedIn } from './session.ts'
import { type Transfer, transfersOf } from './transfers.ts'

/** Newest first. @param region one, or all */
export function useTransfers(session: SignedIn, region: string = ALL_REGIONS): readonly Transfer[] {
  const store = transfersOf(session)
  const all = useSyncExternalStore(store.subscribe, store.get)
  return useMemo(() => (region === ALL_REGIONS ? all : all.filter((one) => one.region === region)), [all, region])
}
