/**
 * A list of images as the browser holds it, and how news is worked in. Nothing here changes an object: a page without
 * news stays the same array and an image without news the same object, so that a reader has only the rest to look into.
 */
import type { Reached } from './catalog-ends.ts'
import { isSameImage } from './same-image.ts'
import type { Image } from './schemas.ts'

export interface CatalogData {
  /** In the order they came, from both ends of the service's order; later ones stand at the end. An ID stands once. */
  pages: readonly (readonly Image[])[]
  /** False while pages are still to come. */
  complete: boolean
  /** When the list was last compared with the service, in milliseconds since 1970. */
  readAt: number
  /** When it was last compared as a whole, which alone finds all that is gone; 0: never. */
  sweptAt: number
  /** How long the service took for that, in milliseconds. */
  sweepMs: number
  /** It comes from the browser's store and has not been compared yet. */
  fromStore: boolean
  /** Of a list that is not complete: where to go on. */
  reached?: Reached | undefined
  /** Images deleted here: an answer that was on its way meanwhile must not bring them back. */
  deleted?: ReadonlySet<string>
}

/** IDs of the images that came, say something else, or went. */
export interface CatalogChanges {
  added: readonly string[]
  changed: readonly string[]
  gone: readonly string[]
}

export interface Merged {
  data: CatalogData
  changes: CatalogChanges
}

const noChanges: CatalogChanges = { added: [], changed: [], gone: [] }

/** One report of several; an ID is named once. */
export function joinChanges(reports: readonly CatalogChanges[]): CatalogChanges {
  const added = new Set(reports.flatMap((report) => report.added))
  const gone = new Set(reports.flatMap((report) => report.gone))
  const changed = new Set(reports.flatMap((report) => report.changed))
  return {
    added: [...added].filter((id) => !gone.has(id)),
    changed: [...changed].filter((id) => !added.has(id) && !gone.has(id)),
    gone: [...gone],
  }
}

/** Past this an older answer was not overtaken on its way; the service has gone back, as after a restored backup. */
const LONGEST_ANSWER_MS = 5 * 60_000

const changedAt = (image: Image) => image.updated_at ?? image.created_at

/** Whether an answer was overtaken by a later one, for instance by that of a write made meanwhile. */
const isOvertaken = (answer: Image, held: Image) => {
  if (changedAt(answer) >= changedAt(held)) return false
  return Date.parse(changedAt(held)) - Date.parse(changedAt(answer)) < LONGEST_ANSWER_MS
}

/** An added page is filled up to this before another one starts. */
const ADDED_PAGE = 100

/**
 * Works answers about images in. An image the list does not hold is added at the end, so that all others keep their
 * place; to a list still being read it is not, as the service will bring it.
 */
export function mergeChanged(data: CatalogData, images: readonly Image[]): Merged {
  const news = new Map(images.filter(({ id }) => !data.deleted?.has(id)).map((image) => [image.id, image]))
  if (news.size === 0) return { data, changes: noChanges }
  const changed: string[] = []
  const pages = data.pages.map((page) => {
    if (news.size === 0) return page
    let changedPage: Image[] | undefined
    for (const [at, held] of page.entries()) {
      const answer = news.get(held.id)
      if (!answer) continue
      news.delete(held.id)
      if (isOvertaken(answer, held) || isSameImage(held, answer)) continue
      changedPage ??= [...page]
      changedPage[at] = answer
      changed.push(held.id)
    }
    return changedPage ?? page
  })
  const added = data.complete ? [...news.values()] : []
  if (changed.length + added.length === 0) return { data, changes: noChanges }
  return {
    data: { ...data, pages: withAdded(pages, added) },
    changes: { added: added.map(({ id }) => id), changed, gone: [] },
  }
}

function withAdded(pages: CatalogData['pages'], added: readonly Image[]): CatalogData['pages'] {
  if (added.length === 0) return pages
  const last = pages.at(-1)
  // The first page is what a reader knows the list by.
  const hasRoom = last !== undefined && pages.length > 1 && last.length + added.length <= ADDED_PAGE
  return hasRoom ? [...pages.slice(0, -1), [...last, ...added]] : [...pages, added]
}

/** Takes every image out that the test names. */
function without(data: CatalogData, isGone: (image: Image) => boolean): Merged {
  const gone: string[] = []
  const pages = data.pages.map((page) => {
    const left = page.filter((image) => !isGone(image))
    if (left.length === page.length) return page
    gone.push(...page.filter(isGone).map(({ id }) => id))
    return left
  })
  if (gone.length === 0) return { data, changes: noChanges }
  return { data: { ...data, pages }, changes: { added: [], changed: [], gone } }
}

/** Takes images out that the list no longer has. */
export function dropImages(data: CatalogData, ids: Iterable<string>): Merged {
  const gone = new Set(ids)
  return gone.size === 0 ? { data, changes: noChanges } : without(data, ({ id }) => gone.has(id))
}

/** Takes out for good an image that was deleted. */
export function dropDeleted(data: CatalogData, id: string): CatalogData {
  return { ...dropImages(data, [id]).data, deleted: new Set(data.deleted).add(id) }
}

/**
 * Takes out what a reading of the whole list did not meet. An image that came or changed while it went on is alive,
 * wherever it stands by now.
 * @param before the list as that reading began
 * @param met IDs that it met
 */
export const sweptData = (data: CatalogData, before: ReadonlyMap<string, Image>, met: ReadonlySet<string>): Merged =>
  without(data, (image) => !met.has(image.id) && before.get(image.id) === image)
