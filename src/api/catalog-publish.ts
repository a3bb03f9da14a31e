/** Where a list stands in the query cache, and the one way to write into it. */
import { CancelledError, type QueryClient } from '@tanstack/react-query'
import type { ListName } from './catalog-entry.ts'
import type { CatalogChanges, CatalogData, Merged } from './catalog-merge.ts'
import type { CatalogPlace } from './catalog-news.ts'
import { holderOf, scopeKey, sessionQueries, type SignedIn } from './session.ts'

export const catalogKey = (session: SignedIn, region: string) => [...scopeKey(session, region), 'images'] as const

export const listKey = (session: SignedIn, region: string, list: ListName) =>
  [...catalogKey(session, region), 'catalog', list] as const

export const heldCatalog = (client: QueryClient, { session, region, list }: CatalogPlace) =>
  client.getQueryData<CatalogData>(listKey(session, region, list))

/** Whether this is still the session that is signed in. */
export const isCurrent = (client: QueryClient, session: SignedIn) => {
  const now = client.getQueryData(sessionQueries.current().queryKey)
  return now != null && holderOf(now) === holderOf(session)
}

/** What the browser holds of a list, read and written while several readers of the service may be at work. */
export interface Publisher {
  /** The list as it is now. */
  now: () => CatalogData | undefined
  /** Writes what this step makes of the list as it is now. @throws CancelledError when the session is another's */
  set: (step: (now: CatalogData | undefined) => CatalogData) => void
  /** Works news in, if the list is there. */
  merge: (step: (now: CatalogData) => Merged) => void
  /** What `merge` has changed so far, in order. */
  reports: CatalogChanges[]
}

/**
 * The cookie decides whose images an answer holds: after a sign-out or a switch of account they are not those of the
 * session that asked. Nothing is written then, and whoever tries is stopped.
 */
export function publisher(client: QueryClient, place: CatalogPlace): Publisher {
  const reports: CatalogChanges[] = []
  const queryKey = listKey(place.session, place.region, place.list)
  const now = () => heldCatalog(client, place)
  const set: Publisher['set'] = (step) => {
    if (!isCurrent(client, place.session)) throw new CancelledError({ revert: true })
    const before = now()
    const data = step(before)
    if (data !== before) client.setQueryData<CatalogData>(queryKey, data)
  }
  return {
    now,
    set,
    merge: (step) => {
      const held = now()
      if (!held) return
      const { data, changes } = step(held)
      set(() => data)
      if (data !== held) reports.push(changes)
    },
    reports,
  }
}
