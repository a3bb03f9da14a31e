/** A list of images, page by page. Source: "GET /v2/images - list". */
import { callImages } from './client.ts'
import { ApiError } from './errors.ts'
import { type Image, ImagePage } from './schemas.ts'

/** Rackspace caps at 100, upstream at 1,000: both cut silently, and `next` tells whether more is there. */
const LARGEST_PAGE = 1_000

/** How many images back to look for a marker that still exists. */
export const MARKERS_TO_TRY = 5

export interface PageOptions {
  /** Size of the first page; the others are as large as the service gives. */
  firstPage?: number
  /** The IDs of the last images had, to go on after them. */
  after?: readonly string[]
  signal?: AbortSignal | undefined
}

/**
 * What a list query returns, from its start or from after the images had, and whether that was all.
 * @throws ApiError of the first page that fails
 */
export async function* pagesOf(
  region: string,
  filter: Readonly<Record<string, string>>,
  { firstPage = LARGEST_PAGE, after = [], signal }: PageOptions = {},
): AsyncGenerator<{ images: Image[]; isLast: boolean }, void> {
  let markers = after.slice(-MARKERS_TO_TRY)
  for (;;) {
    const limit = markers.length === 0 ? firstPage : LARGEST_PAGE
    const { images, next } = await pageAfter(region, { ...filter, limit: String(limit) }, markers, signal)
    const isLast = !next || images.length === 0
    yield { images, isLast }
    if (isLast) return
    markers = [...markers, ...images.map(({ id }) => id)].slice(-MARKERS_TO_TRY)
  }
}

/**
 * The page that follows. The marker is ours, not taken from `next`: that link loses repeated parameters and starts
 * at a path that may not be the proxy's. An image deleted between two pages is refused as marker (400): then the
 * one before it serves, at the price of images that come twice.
 */
async function pageAfter(
  region: string,
  query: Record<string, string>,
  markers: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ImagePage> {
  const ask = (more: Record<string, string>) =>
    callImages(region, `/images?${new URLSearchParams({ ...query, ...more })}`, ImagePage, signal ? { signal } : {})
  if (markers.length === 0) return ask({})
  let refusal: unknown
  for (const marker of markers.toReversed()) {
    try {
      return await ask({ marker })
    } catch (error) {
      if (!(error instanceof ApiError && error.fault.kind === 'invalid')) throw error
      refusal = error
    }
  }
  throw refusal
}
