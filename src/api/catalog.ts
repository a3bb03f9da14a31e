/**
 * The whole list of a region's images, page by page: a small page for the first paint, then the largest pages the
 * service gives. What has arrived is in the cache after every page, so a table can show it while the rest comes.
 * Source: "GET /v2/images - list".
 */
import { CancelledError, queryOptions, type QueryClient } from '@tanstack/react-query'
import { callImages } from './client.ts'
import { ApiError } from './errors.ts'
import { type Image, ImagePage } from './schemas.ts'
import { scopeKey, sessionQueries, type SignedIn } from './session.ts'

export interface CatalogData {
  /** Pages in the service's order, newest image first. Arrays are never changed once here. */
  pages: readonly (readonly Image[])[]
  /** False while pages are still to come. */
  complete: boolean
}

const FIRST_PAGE = 50

/** Rackspace caps at 100, upstream at 1,000: both cut silently, and `next` tells whether more is there. */
const LARGEST_PAGE = 1_000

export const catalogKey = (session: SignedIn, region: string) => [...scopeKey(session, region), 'images'] as const

/**
 * The load goes on when the page that asked for it is left: coming back finds it further along. It continues where
 * it stopped after a failure, and starts over only once complete.
 */
export const catalogQuery = (session: SignedIn, region: string) =>
  queryOptions({
    queryKey: [...catalogKey(session, region), 'catalog'],
    queryFn: ({ client, queryKey }): Promise<CatalogData> => {
      const before = client.getQueryData<CatalogData>(queryKey)
      const resumes = before !== undefined && !before.complete
      return loadPages(region, resumes ? before.pages : [], (data) => {
        // The cookie decides whose images a page holds: after a sign-out or a switch of account they are not ours.
        const now = client.getQueryData(sessionQueries.current().queryKey)
        if (now?.cloud !== session.cloud || now.account?.id !== session.account.id)
          throw new CancelledError({ revert: true })
        // A reload of a complete list replaces it at the end, in one step.
        if (data.complete || resumes || !before) client.setQueryData<CatalogData>(queryKey, data)
      })
    },
    staleTime: ({ state }) => (state.data?.complete ? 5 * 60_000 : 0),
    // Pages are compared by identity; a deep comparison of 10,000 images costs over 100 ms.
    structuralSharing: false,
  })

async function loadPages(
  region: string,
  pages: CatalogData['pages'],
  publish: (data: CatalogData) => void,
): Promise<CatalogData> {
  for (;;) {
    const page = await pageAfter(region, pages)
    pages = [...pages, page.images]
    const data = { pages, complete: !page.next || page.images.length === 0 }
    publish(data)
    if (data.complete) return data
  }
}

/** How many images back to look for a marker that still exists. */
const MARKERS_TO_TRY = 5

/**
 * The page that follows. The marker is ours, not taken from `next`: that link loses repeated parameters and starts
 * at a path that may not be the proxy's. An image deleted between two pages is refused as marker (400): then the
 * one before it serves, at the price of rows that come twice.
 */
async function pageAfter(region: string, pages: CatalogData['pages']): Promise<ImagePage> {
  const last = pages.at(-1)
  if (!last) return callImages(region, `/images?limit=${FIRST_PAGE}`, ImagePage)
  const markers = last.slice(-MARKERS_TO_TRY).toReversed()
  let refusal: unknown
  for (const { id } of markers) {
    try {
      return await callImages(region, `/images?limit=${LARGEST_PAGE}&marker=${encodeURIComponent(id)}`, ImagePage)
    } catch (error) {
      if (!(error instanceof ApiError && error.fault.kind === 'invalid')) throw error
      refusal = error
    }
  }
  throw refusal
}

/** The image as the catalog last saw it, if it did. */
export const imageInCatalog = (client: QueryClient, session: SignedIn, region: string, imageId: string) => {
  const data = client.getQueryData<CatalogData>(catalogQuery(session, region).queryKey)
  for (const page of data?.pages ?? []) {
    const image = page.find(({ id }) => id === imageId)
    if (image) return image
  }
  return undefined
}
