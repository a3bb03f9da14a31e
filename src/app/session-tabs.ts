/**
 * Tabs share one cookie, so they share one session. When a tab signs in, switches account or signs out, the others
 * look again: else they would go on showing one account's name over another account's images.
 */
import { hashKey, type QueryClient } from '@tanstack/react-query'
import { claimCatalogStore } from '#api/catalog-store.ts'
import { offerRenewal, sessionEnd, settleSessionEnd } from '#api/session-end.ts'
import { holderOf, sessionQueries } from '#api/session.ts'

const { queryKey } = sessionQueries.current()
const sessionHash = hashKey(queryKey)

/** Whose session it is; null when nobody is signed in, undefined while nobody has looked. */
const holderIn = (client: QueryClient) => {
  const session = client.getQueryData(queryKey)
  return session && holderOf(session)
}

/** @param channel reaches the same server's pages in other tabs */
export function shareSession(client: QueryClient, channel: BroadcastChannel): void {
  let known = holderIn(client)
  /** Who worked here last: what waits for a renewal of the session is theirs. */
  let worker = known
  // A channel reaches pages of this origin only; the rule means windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const tellOthers = () => channel.postMessage('changed')
  offerRenewal()
  client.getQueryCache().subscribe(({ query, ...event }) => {
    if (query.queryHash !== sessionHash) return
    const holder = holderIn(client)
    if (holder && event.type === 'updated' && event.action.type === 'success' && sessionEnd.isEnded()) {
      settleSessionEnd(holder === worker)
      tellOthers()
    }
    if (holder === undefined || holder === known) return
    const isFirstLook = known === undefined
    known = holder
    worker = holder ?? worker
    claimCatalogStore(holder)
    if (!isFirstLook) tellOthers()
  })
  channel.addEventListener('message', () => void client.invalidateQueries({ queryKey }))
}
