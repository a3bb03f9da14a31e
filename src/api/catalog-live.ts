/** Keeps a list as the service has it, for as long as somebody looks at it. */
import { focusManager, queryOptions, type QueryClient } from '@tanstack/react-query'
import { catalogQuery } from './catalog.ts'
import type { ListName } from './catalog-entry.ts'
import { listVerdict } from './catalog-lists.ts'
import { type CatalogChanges, type CatalogData, dropImages, joinChanges, mergeChanged } from './catalog-merge.ts'
import { catalogChanges, type CatalogPlace, isReadWhole, verifyImages } from './catalog-news.ts'
import { catalogKey, publisher } from './catalog-publish.ts'
import { nextRefreshMs, sweepIntervalMs } from './catalog-schedule.ts'
import { storeCatalog } from './catalog-store.ts'
import { sweepCatalog } from './catalog-sweep.ts'
import type { ApiError } from './errors.ts'
import { isTransition } from './image-facts.ts'
import { askedWait } from './retry-policy.ts'
import type { SignedIn } from './session.ts'

/** What one refresh found. */
export interface CatalogRefresh extends CatalogChanges {
  /** Milliseconds since 1970. */
  checkedAt: number
  /** How long it took, without reading the whole list. */
  costMs: number
  /** Whether an image is on its way to another status. */
  hasTransitions: boolean
  /** Failures before it, ever: those since are failures in a row. */
  failuresBefore: number
}

interface Refresh {
  /** IDs of the rows on screen: of these alone a refresh tells at once that they are gone. */
  onScreen: () => readonly string[]
  /** Reads the whole list now, rather than when it is due. */
  sweepNow?: boolean
}

const liveKey = (session: SignedIn, region: string, list: ListName) =>
  [...catalogKey(session, region), 'live', list] as const

/**
 * For `useQuery` beside `catalogQuery`: each run works what is new into that query's data, and its own data says what
 * that was. A list that could not be read is tried again. A hidden tab asks nothing; without a network the next run
 * waits for it. Leaving ends it, also half-way.
 */
export const catalogLive = (
  session: SignedIn,
  region: string,
  list: ListName = 'default',
  { onScreen }: Pick<Refresh, 'onScreen'> = { onScreen: () => [] },
) =>
  queryOptions({
    queryKey: liveKey(session, region, list),
    enabled: listVerdict(session, list).ok,
    queryFn: ({ client, signal }) => refresh(client, { session, region, list }, { onScreen }, signal),
    // The pace is the retry.
    retry: false,
    staleTime: ({ state }) => pause(state),
    refetchInterval: ({ state }) => pause(state),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
  })

/**
 * Refreshes at once, the whole list included, whatever else is under way. Resolves when done, also after a failure:
 * as any refresh it shows in `catalogLive`.
 */
export async function refreshCatalog(
  client: QueryClient,
  session: SignedIn,
  region: string,
  list: ListName = 'default',
  { onScreen }: Pick<Refresh, 'onScreen'> = { onScreen: () => [] },
): Promise<void> {
  if (!listVerdict(session, list).ok) return
  const queryKey = liveKey(session, region, list)
  await client.cancelQueries({ queryKey, exact: true })
  await client.prefetchQuery({
    ...catalogLive(session, region, list),
    staleTime: 0,
    queryFn: ({ signal }) => refresh(client, { session, region, list }, { onScreen, sweepNow: true }, signal),
  })
}

/** Milliseconds until the next run. */
function pause({
  data,
  error,
  errorUpdateCount,
}: {
  data: CatalogRefresh | undefined
  error: ApiError | null
  errorUpdateCount: number
}) {
  return nextRefreshMs({
    hasTransitions: data?.hasTransitions ?? false,
    lastCostMs: data?.costMs ?? 0,
    failures: errorUpdateCount - (data?.failuresBefore ?? 0),
    retryAfterMs: (askedWait(error) ?? 0) * 1_000,
  })
}

async function refresh(
  client: QueryClient,
  place: CatalogPlace,
  { onScreen, sweepNow = false }: Refresh,
  signal: AbortSignal,
): Promise<CatalogRefresh> {
  const { session, region, list } = place
  const catalog = publisher(client, place)
  const held = catalog.now()
  const read = await client.fetchQuery(catalogQuery(session, region, list))
  signal.throwIfAborted()
  let costMs = 0

  const lookForNews = async () => {
    if (isReadWhole(list)) return
    const asked = performance.now()
    const images = await catalogChanges(place, catalog.now() ?? read, signal)
    catalog.merge((now) => mergeChanged(now, images))
    const rows = await verifyImages(place, onScreen(), signal)
    catalog.merge((now) => mergeChanged(now, rows.images))
    catalog.merge((now) => dropImages(now, rows.gone))
    const readAt = Date.now()
    catalog.set((now) => ({ ...(now ?? read), readAt }))
    costMs = performance.now() - asked
  }

  // What had to be read just now needs no second look.
  if (read === held) {
    await lookForNews()
    if (sweepNow || isReadWhole(list) || isSweepDue(catalog.now() ?? read)) {
      let lastLook = Date.now()
      await sweepCatalog(place, catalog, {
        signal,
        between: async () => {
          await untilVisible(signal)
          // A long list takes minutes: what changes meanwhile shows as it would without the sweep.
          if (Date.now() - lastLook < nextRefreshMs({ hasTransitions: true, lastCostMs: costMs, failures: 0 })) return
          await lookForNews()
          lastLook = Date.now()
        },
      })
    }
  }

  const data = catalog.now() ?? read
  storeCatalog(place, data)
  return {
    ...joinChanges(catalog.reports),
    checkedAt: Date.now(),
    costMs,
    hasTransitions: hasTransitions(data),
    failuresBefore: client.getQueryState(liveKey(session, region, list))?.errorUpdateCount ?? 0,
  }
}

const isSweepDue = ({ pages, sweptAt, sweepMs }: CatalogData) => {
  const size = pages.reduce((sum, page) => sum + page.length, 0)
  return Date.now() - sweptAt >= sweepIntervalMs({ costMs: sweepMs, size })
}

/** An image that has been on its way for longer is not worth a closer look than the others. */
const TRANSITION_WATCH_MS = 60 * 60_000

const hasTransitions = ({ pages }: CatalogData) =>
  pages.some((page) =>
    page.some(
      ({ status, updated_at, created_at }) =>
        isTransition(status) && Date.now() - Date.parse(updated_at ?? created_at) < TRANSITION_WATCH_MS,
    ),
  )

/** Waits while the tab is hidden. */
const untilVisible = (signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal.throwIfAborted()
    if (focusManager.isFocused()) {
      resolve()
      return
    }
    const end = () => {
      stop()
      signal.removeEventListener('abort', onAbort)
    }
    const onAbort = () => {
      end()
      reject(signal.reason instanceof Error ? signal.reason : new Error('Left'))
    }
    const stop = focusManager.subscribe((isFocused) => {
      if (!isFocused) return
      end()
      resolve()
    })
    signal.addEventListener('abort', onAbort)
  })
