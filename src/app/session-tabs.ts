/**
 * Tabs share one cookie, so they share one session. When a tab signs in, switches account or signs out, the others
 * look again: else they would go on showing one account's name over another account's images.
 */
import { hashKey, type QueryClient } from '@tanstack/react-query'
import { claimCatalogStore } from '#api/catalog-store.ts'
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
  client.getQueryCache().subscribe(({ query }) => {
    if (query.queryHash !== sessionHash) return
    const holder = holderIn(client)
    if (holder === undefined || holder === known) return
    const isFirstLook = known === undefined
    known = holder
    claimCatalogStore(holder)
    // A channel reaches pages of this origin only; the rule means windows.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    if (!isFirstLook) channel.postMessage('changed')
  })
  channel.addEventListener('message', () => void client.invalidateQueries({ queryKey }))
}
