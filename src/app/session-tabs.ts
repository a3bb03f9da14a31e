/**
 * Tabs share one cookie, so they share one session. When a tab signs in, switches account or signs out, the others
 * look again: else they would go on showing one account's name over another account's images.
 */
import type { QueryClient } from '@tanstack/react-query'
import { sessionQueries } from '#api/session.ts'

const { queryKey } = sessionQueries.current()

/** Whose session it is, in one word; null when nobody is signed in, undefined while nobody has looked. */
const holderOf = (client: QueryClient) => {
  const session = client.getQueryData(queryKey)
  return session && `${session.cloud} ${session.user.id} ${session.account?.id ?? ''}`
}

/** @param channel reaches the same server's pages in other tabs */
export function shareSession(client: QueryClient, channel: BroadcastChannel): void {
  let known = holderOf(client)
  client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== queryKey[0]) return
    const holder = holderOf(client)
    if (holder === undefined || holder === known) return
    const isFirstLook = known === undefined
    known = holder
    if (!isFirstLook) channel.postMessage('changed')
  })
  channel.addEventListener('message', () => void client.invalidateQueries({ queryKey }))
}
