/** What is new in a list already read, for the price of a request or two. Source: "GET /v2/images - list". */
import type { ListName } from './catalog-entry.ts'
import { isInList, listFilters } from './catalog-lists.ts'
import type { CatalogData } from './catalog-merge.ts'
import { pagesOf } from './catalog-pages.ts'
import { isSameImage } from './same-image.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'

/** A list of a region, as a session sees it. */
export interface CatalogPlace {
  session: SignedIn
  region: string
  list: ListName
}

/**
 * How far to look back behind the newest change seen. Times have whole seconds, a change may become visible a little
 * after its time, and the clocks of a cloud's servers differ.
 */
const OVERLAP_MS = 5_000

/** Newest images to look at first where the service cannot filter by time. */
const NEWEST_FIRST_PAGE = 50

/** IDs in one `in:` filter: 50 of them make an address of 2 KB. */
const IDS_PER_REQUEST = 50

/** Rackspace compares `gte:…` and `in:…` literally. Source: "RAX/G14 has no operators". */
const hasOperators = ({ session }: CatalogPlace) => session.flavour === 'openstack'

/** Sharing an image, and answering, leave its `updated_at` as it was: what these lists hold does not tell by time. */
export const isReadWhole = (list: ListName) => list === 'pending' || list === 'rejected'

const changedAt = (image: Image) => image.updated_at ?? image.created_at

/** The moment from which on images are asked for, as the service writes times; null in an empty list. */
function lookBackTo(data: CatalogData): string | null {
  let newest = ''
  for (const page of data.pages) {
    for (const image of page) if (changedAt(image) > newest) newest = changedAt(image)
  }
  const moment = Date.parse(newest)
  return Number.isNaN(moment) ? null : `${new Date(moment - OVERLAP_MS).toISOString().slice(0, 19)}Z`
}

/**
 * Images that came or changed since the list was read, and some that did not. What is gone it cannot tell: see
 * `verifyImages`. Of lists that do not tell by time it reads nothing, they are swept instead.
 * @throws ApiError
 */
export async function catalogChanges(place: CatalogPlace, data: CatalogData, signal?: AbortSignal): Promise<Image[]> {
  if (isReadWhole(place.list)) return []
  const since = lookBackTo(data)
  const images = hasOperators(place)
    ? await changedSince(place, since, signal)
    : await newestFirst(place, data, since, signal)
  return images.filter((image) => isInList(image, place.list, place.session) !== false)
}

async function changedSince({ region, list }: CatalogPlace, since: string | null, signal?: AbortSignal) {
  const images: Image[] = []
  const filter = { ...listFilters[list], ...(since !== null && { updated_at: `gte:${since}` }) }
  // Oldest change first: what changes while the pages are read moves to the end, where it is still to come.
  const query = { ...filter, sort_key: 'updated_at', sort_dir: 'asc' }
  for await (const page of pagesOf(region, query, { signal })) images.push(...page.images)
  return images
}

/** Newest changes first, until a page holds nothing new and reaches behind the newest change seen. */
async function newestFirst(
  { region, list }: CatalogPlace,
  data: CatalogData,
  since: string | null,
  signal?: AbortSignal,
) {
  const images: Image[] = []
  const known = byId(data)
  const query = { ...listFilters[list], sort_key: 'updated_at', sort_dir: 'desc' }
  for await (const page of pagesOf(region, query, { firstPage: NEWEST_FIRST_PAGE, signal })) {
    images.push(...page.images)
    const hasNews = page.images.some((image) => !isHeld(known, image))
    const last = page.images.at(-1)
    if (!hasNews && last && (since === null || changedAt(last) < since)) break
  }
  return images
}

/** The images of a list by ID. */
export const byId = ({ pages }: CatalogData): Map<string, Image> => {
  const images = new Map<string, Image>()
  for (const page of pages) for (const image of page) images.set(image.id, image)
  return images
}

/** Whether the answer says what is known already. */
export const isHeld = (known: ReadonlyMap<string, Image>, answer: Image) => {
  const held = known.get(answer.id)
  return held !== undefined && isSameImage(held, answer)
}

/** Glance's IDs are UUIDs; whatever else a cloud may have made would need quoting inside a list of values. */
const isPlain = (id: string) => /^[\w-]+$/.test(id)

/**
 * Which of these images the list still has: `gone` were deleted, or hidden, or are no longer shared. Asks nothing where
 * the service knows no `in:`; there only a sweep tells.
 * @throws ApiError
 */
export async function verifyImages(
  place: CatalogPlace,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<{ images: Image[]; gone: string[] }> {
  if (!hasOperators(place)) return { images: [], gone: [] }
  const asked = [...new Set(ids)].filter(isPlain)
  const images: Image[] = []
  for (let at = 0; at < asked.length; at += IDS_PER_REQUEST) {
    const filter = { ...listFilters[place.list], id: `in:${asked.slice(at, at + IDS_PER_REQUEST).join(',')}` }
    for await (const page of pagesOf(place.region, filter, { signal })) images.push(...page.images)
  }
  const found = new Set(images.map(({ id }) => id))
  return { images, gone: asked.filter((id) => !found.has(id)) }
}
