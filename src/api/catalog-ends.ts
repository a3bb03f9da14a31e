/**
 * A long list read from both ends at once. A Glance spends about 2.4 ms on each image it lists, in one worker, and a
 * cursor has it work in one worker only: the second cursor reads the reverse order, and where the two meet all was read.
 */
import { MARKERS_TO_TRY, pagesOf } from './catalog-pages.ts'
import type { Image } from './schemas.ts'

/** Pages read from the front alone before the other end is asked for: shorter lists are not worth a second cursor. */
const ALONE = 2

/**
 * How much longer per image a page may take while two are on their way. A service that does one thing at a time takes
 * twice as long for each: the second cursor gains nothing there, and is given up so that others get their answers.
 */
const WORTH_IT = 1.8

/** Milliseconds: of pages that come sooner than this nobody notices what they take. */
const NOTICED = 250

/** Created last comes first, and here first. Images of one second are in order of their IDs, turned round as well. */
const FROM_BACK = { sort_key: 'created_at', sort_dir: 'asc' }

/** How far the two ends have come: the IDs that mark the place, the furthest last. */
export interface Reached {
  front: readonly string[]
  back: readonly string[]
}

export interface EndsPage {
  images: Image[]
  /** All that the list holds was had. */
  isLast: boolean
  reached: Reached
}

type End = keyof Reached
type Page = Pick<EndsPage, 'images' | 'isLast'>

/**
 * The pages of a list, in the order they arrive from either end. Where the ends meet some images come twice.
 * @param firstPage size of the first page
 * @param start where an earlier attempt stopped, and the IDs it had
 * @throws ApiError of a page from the front; the other end is given up when it fails
 */
export async function* pagesFromBothEnds(
  region: string,
  filter: Readonly<Record<string, string>>,
  { firstPage, start }: { firstPage: number; start?: { reached: Reached; had: Iterable<string> } | undefined },
): AsyncGenerator<EndsPage, void> {
  const leaving = new AbortController()
  const { signal } = leaving
  const had = new Set(start?.had)
  const cursor = (end: End) =>
    new Cursor(end, start?.reached[end] ?? [], (after) =>
      end === 'front'
        ? pagesOf(region, filter, { firstPage, after, signal })
        : pagesOf(region, { ...filter, ...FROM_BACK }, { after, signal }),
    )
  const front = cursor('front')
  let back = start && start.reached.back.length > 0 ? cursor('back') : null
  let mayPair = true
  try {
    for (let count = 1; ; count += 1) {
      const isPaired = back !== null
      const { end, page } = await Promise.race(back ? [front.ask(isPaired), back.ask(isPaired)] : [front.ask(isPaired)])
      const from = end === 'front' ? front : back
      if (page instanceof Error) {
        if (end === 'front') throw page
        back = null
        mayPair = false
        continue
      }
      if (!from) continue
      const hasMet = page.images.some(({ id }) => had.has(id) && !from.markers.includes(id))
      for (const { id } of page.images) had.add(id)
      from.took(page)
      const isLast = page.isLast || hasMet
      yield { images: page.images, isLast, reached: { front: front.markers, back: back?.markers ?? [] } }
      if (isLast) return
      if (back && front.isHeldUp()) {
        // What it has had stays: the front comes to it.
        back = null
        mayPair = false
      } else if (!back && mayPair && count >= ALONE) back = cursor('back')
    }
  } finally {
    leaving.abort()
  }
}

/** One end of the list: a page on its way at most. */
class Cursor {
  readonly #end: End
  readonly #pages: ReturnType<typeof pagesOf>
  markers: readonly string[]
  #pending: Promise<{ end: End; page: Page | Error }> | null = null
  /** Milliseconds per image of the last page that came alone, and of the last that came beside another. */
  #alone: number | null = null
  #paired: number | null = null

  constructor(end: End, markers: readonly string[], open: (after: readonly string[]) => ReturnType<typeof pagesOf>) {
    this.#end = end
    this.markers = markers
    this.#pages = open(markers)
  }

  /** The page that is on its way, or a new one. Never rejects: its failure is its answer. */
  ask(isPaired: boolean) {
    this.#pending ??= this.#next(isPaired)
    return this.#pending
  }

  took({ images }: Page): void {
    this.#pending = null
    this.markers = [...this.markers, ...images.map(({ id }) => id)].slice(-MARKERS_TO_TRY)
  }

  /** Whether its pages come so much later beside another cursor's that the service does one thing at a time. */
  isHeldUp = () => this.#alone !== null && this.#paired !== null && this.#paired > this.#alone * WORTH_IT

  async #next(isPaired: boolean): Promise<{ end: End; page: Page | Error }> {
    const asked = performance.now()
    try {
      const { value } = await this.#pages.next()
      const page = value ?? { images: [], isLast: true }
      const ms = performance.now() - asked
      if (page.images.length > 0 && ms > NOTICED) {
        if (isPaired) this.#paired = ms / page.images.length
        else this.#alone = ms / page.images.length
      }
      return { end: this.#end, page }
    } catch (error) {
      if (!(error instanceof Error)) throw error
      return { end: this.#end, page: error }
    }
  }
}
