/**
 * A list of a region's images, page by page: a small page for the first paint, then the largest pages the service
 * gives, from both ends where there are many. What has arrived is in the cache after every page, so a table can show it while the rest comes. What the
 * browser kept of an earlier visit is shown at once and then compared.
 */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { inBatches } from '#lib/batches.ts'
import { type ListName, listNames } from './catalog-entry.ts'
import { isInList, listFilters, listVerdict } from './catalog-lists.ts'
import { type CatalogData, dropDeleted, dropImages, mergeChanged } from './catalog-merge.ts'
import { catalogChanges, type CatalogPlace } from './catalog-news.ts'
import { pagesFromBothEnds } from './catalog-ends.ts'
import { heldCatalog, isCurrent, listKey, type Publisher, publisher } from './catalog-publish.ts'
import { readStoredCatalog, storeCatalog } from './catalog-store.ts'
import { sweepCatalog } from './catalog-sweep.ts'
import type { Image } from './schemas.ts'
import { scopeKey, type SignedIn } from './session.ts'

export type { CatalogData } from './catalog-merge.ts'
export { catalogKey } from './catalog-publish.ts'

const FIRST_PAGE = 50

/**
 * The load goes on when the page that asked for it is left: coming back finds it further along. It continues where
 * it stopped after a failure. A complete list is kept fresh by `catalogLive`; to fetch it again is to sweep it.
 */
export const catalogQuery = (session: SignedIn, region: string, list: ListName = 'default') =>
  queryOptions({
    queryKey: listKey(session, region, list),
    enabled: listVerdict(session, list).ok,
    queryFn: async ({ client }): Promise<CatalogData> => {
      const place = { session, region, list }
      const catalog = publisher(client, place)
      await read(place, catalog)
      const data = catalog.now()
      if (!data) throw new Error('A list was read and is not there.')
      storeCatalog(place, data)
      return data
    },
    staleTime: ({ state }) => (state.data?.complete && !state.data.fromStore ? Infinity : 0),
    // Pages are compared by identity; a deep comparison of 10,000 images costs over 100 ms.
    structuralSharing: false,
  })

async function read(place: CatalogPlace, catalog: Publisher) {
  const held = catalog.now()
  // Of a store that was not read to its end nothing says where the rest begins.
  const isUsable = held !== undefined && (held.complete || !held.fromStore)
  const start = isUsable ? held : await readStoredCatalog(place, (data) => catalog.set(() => data))
  if (!start?.complete) {
    await load(place, catalog, start)
    return
  }
  if (start.fromStore) {
    const images = await catalogChanges(place, start)
    catalog.merge((now) => mergeChanged(now, images))
  }
  await sweepCatalog(place, catalog)
}

/** @param start what there is of an earlier attempt */
async function load({ session, region, list }: CatalogPlace, catalog: Publisher, start: CatalogData | undefined) {
  const seen = new Set(start?.pages.flatMap((page) => page.map(({ id }) => id)))
  const from = start?.reached && { reached: start.reached, had: seen }
  let isStart = start === undefined
  let sweepMs = start?.sweepMs ?? 0
  let asked = performance.now()
  const pages = pagesFromBothEnds(region, listFilters[list], { firstPage: FIRST_PAGE, start: from })
  for await (const { images, isLast, reached } of pages) {
    sweepMs += performance.now() - asked
    asked = performance.now()
    const page = images.filter((image) => !seen.has(image.id) && isInList(image, list, session) !== false)
    for (const { id } of page) seen.add(id)
    const readAt = Date.now()
    catalog.set((now) => ({
      ...(isStart ? undefined : now),
      pages: [...((isStart ? undefined : now?.pages) ?? []), page],
      complete: isLast,
      reached: isLast ? undefined : reached,
      readAt,
      sweptAt: isLast ? readAt : 0,
      sweepMs,
      fromStore: false,
    }))
    isStart = false
  }
}

/** The image as a list last saw it, if it did. */
export const imageInCatalog = (
  client: QueryClient,
  session: SignedIn,
  region: string,
  imageId: string,
  list: ListName = 'default',
) => {
  for (const page of heldCatalog(client, { session, region, list })?.pages ?? []) {
    const image = page.find(({ id }) => id === imageId)
    if (image) return image
  }
  return undefined
}

/** Writes into every list of the region that has been read. */
function updateLists(
  client: QueryClient,
  session: SignedIn,
  region: string,
  step: (data: CatalogData, list: ListName) => CatalogData,
) {
  if (!isCurrent(client, session)) return
  for (const list of listNames) {
    const queryKey = listKey(session, region, list)
    client.setQueryData<CatalogData>(queryKey, (now) => now && step(now, list))
  }
}

function mergeAll(client: QueryClient, session: SignedIn, region: string, images: readonly Image[]): void {
  updateLists(client, session, region, (data, list) => {
    const held = new Set(data.pages.flatMap((page) => page.map(({ id }) => id)))
    const wanted = images.filter((image) => isInList(image, list, session) ?? held.has(image.id))
    const left = images.filter((image) => isInList(image, list, session) === false)
    const gone = left.map(({ id }) => id)
    return mergeChanged(dropImages(data, gone).data, wanted).data
  })
}

/** Of many writes at once each answer by itself would have the page draw more than it writes. Milliseconds. */
const PACE = { first: 100, longest: 1_600 }

/** Takes answers to be worked in, by the account and region they are of. */
const takers = new WeakMap<QueryClient, Map<string, (image: Image) => void>>()

/**
 * Works one image's latest answer, as after a write, into every list that holds it: at once, or with those that follow
 * right after another. Hiding an image, showing it again or opening it to the community moves it to the list it is in
 * from then on.
 */
export function mergeImage(client: QueryClient, session: SignedIn, region: string, image: Image): void {
  const ofClient = takers.get(client) ?? new Map<string, (image: Image) => void>()
  takers.set(client, ofClient)
  const scope = JSON.stringify(scopeKey(session, region))
  const take = ofClient.get(scope) ?? inBatches((images) => mergeAll(client, session, region, images), PACE)
  ofClient.set(scope, take)
  take(image)
}

/**
 * Works in what answering an invitation did: the image is in the list of its answer, and in that of no other answer.
 * @param to where the service lists it now; accepted images are in the default list
 */
export const moveImage = (
  client: QueryClient,
  session: SignedIn,
  region: string,
  image: Image,
  to: 'default' | 'pending' | 'rejected',
): void =>
  updateLists(client, session, region, (data, list) => {
    if (list === to) return mergeChanged(data, [image]).data
    return list === 'default' || list === 'pending' || list === 'rejected' ? dropImages(data, [image.id]).data : data
  })

/** Takes an image that was deleted out of every list, for good. */
export const forgetImage = (client: QueryClient, session: SignedIn, region: string, imageId: string): void =>
  updateLists(client, session, region, (data) => dropDeleted(data, imageId))
