/** Reading a whole list again, to find what is gone and whatever else no cheaper question tells. */
import { isInList, listFilters } from './catalog-lists.ts'
import { mergeChanged, sweptData } from './catalog-merge.ts'
import { byId, type CatalogPlace, isHeld } from './catalog-news.ts'
import { pagesOf } from './catalog-pages.ts'
import type { Publisher } from './catalog-publish.ts'

/**
 * Reads the list page by page into what the browser holds. News shows with its page; what was not met goes at the end.
 * @param between is waited for after each page; that time is not the service's
 * @throws ApiError
 */
export async function sweepCatalog(
  place: CatalogPlace,
  catalog: Publisher,
  { signal, between }: { signal?: AbortSignal; between?: () => Promise<void> } = {},
): Promise<void> {
  const { session, region, list } = place
  const start = catalog.now()
  if (!start) return
  const before = byId(start)
  const met = new Set<string>()
  let sweepMs = 0
  let asked = performance.now()
  for await (const { images, isLast } of pagesOf(region, listFilters[list], { signal })) {
    sweepMs += performance.now() - asked
    const listed = images.filter((image) => isInList(image, list, session) !== false)
    for (const { id } of listed) met.add(id)
    const news = listed.filter((image) => !isHeld(before, image))
    if (news.length > 0) catalog.merge((now) => mergeChanged(now, news))
    if (!isLast) await between?.()
    asked = performance.now()
  }
  catalog.merge((now) => sweptData(now, before, met))
  const readAt = Date.now()
  catalog.set((now) => ({ ...(now ?? start), readAt, sweptAt: readAt, sweepMs, fromStore: false }))
}
