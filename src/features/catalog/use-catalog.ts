/** The catalog as it arrives and as it changes: every list of every region asked for, in one index. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { catalogQuery } from '#api/catalog.ts'
import type { ListName } from '#api/catalog-entry.ts'
import { catalogLive, refreshCatalog } from '#api/catalog-live.ts'
import type { ApiError } from '#api/errors.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { SignedIn } from '#api/session.ts'
import { CatalogIndex, type CatalogSource } from './catalog-index.ts'

/** How far one list of one region has come. */
export interface SourceState extends CatalogSource {
  /** Images here so far; null before the first page. */
  loaded: number | null
  isComplete: boolean
  isFetching: boolean
  /** Of the load, or of the last refresh. */
  error: ApiError | null
  /** When it was last known to be as the service has it, in milliseconds since 1970; 0 before anything was read. */
  checkedAt: number
  retry: () => void
}

/** Indexes in use lately, so that coming back to a catalog finds it ready; the one unused for longest goes first. */
const indexes = new Map<string, CatalogIndex>()
const INDEXES_KEPT = 3

function indexFor(scope: string, viewer: Viewer): CatalogIndex {
  const index = indexes.get(scope) ?? new CatalogIndex(viewer)
  indexes.delete(scope)
  indexes.set(scope, index)
  const [oldest] = indexes.keys()
  if (oldest !== undefined && indexes.size > INDEXES_KEPT) indexes.delete(oldest)
  return index
}

const viewerOf = (session: SignedIn): Viewer => ({ account: session.account.id, flavour: session.flavour })

/** Names a catalog in this page's memory: another account, or another set of regions, is another catalog. */
export const catalogScope = (session: SignedIn, regions: readonly string[]) =>
  JSON.stringify([session.cloud, session.user.id, session.account.id, ...regions])

interface CatalogAsked {
  regions: readonly string[]
  /** Which lists of each region. */
  lists: readonly ListName[]
  /** IDs of the rows of a region that are on screen now: these are looked at first. */
  onScreen: (region: string) => readonly string[]
}

export function useCatalog(session: SignedIn, { regions, lists, onScreen }: CatalogAsked) {
  const client = useQueryClient()
  const viewer = useMemo(() => viewerOf(session), [session])
  const wanted: CatalogSource[] = regions.flatMap((region) => lists.map((list) => ({ region, list })))
  const loads = useQueries({ queries: wanted.map(({ region, list }) => catalogQuery(session, region, list)) })
  const refreshes = useQueries({
    queries: wanted.map(({ region, list }) => catalogLive(session, region, list, { onScreen: () => onScreen(region) })),
  })

  const index = indexFor(catalogScope(session, regions), viewer)
  const sources = wanted.map((source, at): SourceState => {
    const [load, live] = [loads[at], refreshes[at]]
    const data = load?.data
    if (data) index.sync(source, data.pages, data.complete)
    return {
      ...source,
      loaded: data?.pages.reduce((sum, page) => sum + page.length, 0) ?? null,
      isComplete: data?.complete ?? false,
      isFetching: Boolean(load?.isFetching) || Boolean(live?.isFetching),
      error: load?.error ?? live?.error ?? null,
      checkedAt: Math.max(data?.readAt ?? 0, live?.data?.checkedAt ?? 0),
      // It also goes on with a list that has not come, from where it stopped.
      retry: () => void live?.refetch(),
    }
  })
  const isWanted = (source: CatalogSource) =>
    wanted.some(({ region, list }) => region === source.region && list === source.list)
  for (const source of index.sources()) if (!isWanted(source)) index.drop(source)

  const refresh = async () => {
    await Promise.all(
      wanted.map(({ region, list }) =>
        refreshCatalog(client, session, region, list, { onScreen: () => onScreen(region) }),
      ),
    )
  }
  return { viewer, index, version: index.version, sources, refresh }
}
