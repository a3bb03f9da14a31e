/**
 * Lists of images kept in the browser (IndexedDB), so that a reload shows them at once. One holder's at a time: when
 * another session begins, or none is left, everything is removed. It is a convenience: where the browser has no room
 * or keeps nothing, all works without.
 */
import { clear, createStore, get, set } from 'idb-keyval'
import * as z from 'zod/mini'
import type { CatalogData } from './catalog-merge.ts'
import type { CatalogPlace } from './catalog-news.ts'
import { Image } from './schemas.ts'
import { holderOf } from './session.ts'

/** Grows when records change their shape: what an older version wrote is removed. */
const VERSION = 1

const store = createStore('cloud-images', 'catalogs')

/** Whose records these are. */
const Holder = z.object({ version: z.literal(VERSION), holder: z.string() })

/** About a list; its pages are records of their own, so that a change writes one page. */
const StoredList = z.object({
  version: z.literal(VERSION),
  holder: z.string(),
  pages: z.number(),
  readAt: z.number(),
  sweptAt: z.number(),
  sweepMs: z.number(),
})

const listRecord = ({ session, region, list }: CatalogPlace) => ['list', holderOf(session), region, list]
const pageRecord = (place: CatalogPlace, at: number) => [...listRecord(place), at]

/** Who is signed in as far as the store knows; undefined until somebody has looked. */
let holder: string | null | undefined
/** The store holds nothing of anybody else from here on. */
let cleared: Promise<void> = Promise.resolve()
/** Grows when everything is removed: who was writing before that stops. */
let era = 0
/** The page each record was last written from, by record. */
const written = new Map<string, readonly Image[]>()
const waiting = new Map<string, { place: CatalogPlace; data: CatalogData }>()
let isWriting = false

/**
 * Says who is signed in: `holderOf` the session, or null for nobody. What the store has of anybody else is removed.
 * Nothing is read or written before the first call.
 */
export function claimCatalogStore(next: string | null): void {
  if (next === holder) return
  holder = next
  forgetWriting()
  cleared = cleared.then(async () => {
    const found = Holder.safeParse(await get('holder', store))
    if (next !== null && found.data?.holder === next) return
    await clear(store)
    tellStart(false)
    if (next !== null) await set('holder', { version: VERSION, holder: next }, store)
  })
  // Blocked (private mode), or broken: nothing is kept.
  cleared = cleared.catch(() => undefined)
}

/** Neither signing out nor the first page may hang on a browser's storage. */
const PATIENCE_MS = 2_000

const inTime = <T>(work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined))])

/** Removes everything, and keeps nothing until the store is claimed again. Never fails, never takes long. */
export async function wipeCatalogStore(): Promise<void> {
  holder = null
  forgetWriting()
  tellStart(false)
  cleared = cleared.then(() => clear(store)).catch(() => undefined)
  await inTime(cleared)
}

function forgetWriting() {
  era += 1
  written.clear()
  waiting.clear()
}

/** How often what has been read so far is shown. */
const SHOW_MS = 200

/**
 * The list as it was kept; undefined when it was not, or not whole, or by an older version.
 * @param show is given what has been read so far: the first page at once, then now and then
 */
export async function readStoredCatalog(
  place: CatalogPlace,
  show: (data: CatalogData) => void,
): Promise<CatalogData | undefined> {
  try {
    return await readList(place, show)
  } catch (error) {
    if (!(error instanceof BrokenStore || error instanceof DOMException || error instanceof ReferenceError)) throw error
    if (error instanceof BrokenStore) await removeBroken()
    return undefined
  }
}

class BrokenStore extends Error {}

async function removeBroken() {
  const whose = holder
  await wipeCatalogStore()
  if (whose !== undefined) claimCatalogStore(whose)
}

async function readList(place: CatalogPlace, show: (data: CatalogData) => void) {
  const whose = holderOf(place.session)
  if (holder !== whose) return undefined
  const record: unknown = await inTime(cleared.then(() => get(listRecord(place), store)))
  if (record === undefined) return undefined
  const { data: list } = StoredList.safeParse(record)
  if (!list || list.holder !== whose) throw new BrokenStore()

  const begun = era
  const pages: Image[][] = []
  const seen = new Set<string>()
  const dataOf = (complete: boolean): CatalogData => ({
    pages: [...pages],
    complete,
    readAt: list.readAt,
    sweptAt: list.sweptAt,
    sweepMs: list.sweepMs,
    fromStore: true,
  })
  let shownAt = 0
  for (let at = 0; at < list.pages; at += 1) {
    const page = await readPage(await get(pageRecord(place, at), store))
    if (era !== begun) return undefined
    // Two tabs may each have written pages of their own.
    const images = page.filter(({ id }) => !seen.has(id))
    for (const { id } of images) seen.add(id)
    pages.push(images)
    if (images.length === page.length) written.set(pageRecord(place, at).join('\n'), images)
    if (performance.now() - shownAt < SHOW_MS) continue
    show(dataOf(at + 1 === list.pages))
    shownAt = performance.now()
  }
  const data = dataOf(true)
  show(data)
  return data
}

/** Images that are checked without giving the browser time for something else. */
const AT_ONCE = 250

const Images = z.array(Image)

async function readPage(record: unknown): Promise<Image[]> {
  if (!Array.isArray(record)) throw new BrokenStore()
  const page: Image[] = []
  for (let at = 0; at < record.length; at += AT_ONCE) {
    if (at > 0) await breath()
    const { data } = Images.safeParse(record.slice(at, at + AT_ONCE))
    if (!data) throw new BrokenStore()
    page.push(...data)
  }
  return page
}

/** Keeps a complete list, in idle time. Asked again meanwhile, it writes the latest. */
export function storeCatalog(place: CatalogPlace, data: CatalogData): void {
  if (!data.complete || data.fromStore || holder !== holderOf(place.session)) return
  waiting.set(listRecord(place).join('\n'), { place, data })
  if (!isWriting) void writeWaiting()
}

async function writeWaiting() {
  isWriting = true
  try {
    await cleared
    for (;;) {
      const [next] = waiting
      if (!next) return
      waiting.delete(next[0])
      await writeList(next[1].place, next[1].data)
    }
  } catch {
    // No room: trying again every half a minute would keep the disk busy for nothing. The next visit may have more luck.
    await wipeCatalogStore()
  } finally {
    isWriting = false
  }
}

async function writeList(place: CatalogPlace, { pages, readAt, sweptAt, sweepMs }: CatalogData) {
  const begun = era
  for (const [at, page] of pages.entries()) {
    const record = pageRecord(place, at)
    if (written.get(record.join('\n')) === page) continue
    await idle()
    if (era !== begun) return
    await set(record, page, store)
    if (era !== begun) return
    written.set(record.join('\n'), page)
  }
  const list = { version: VERSION, holder: holderOf(place.session), pages: pages.length, readAt, sweptAt, sweepMs }
  await set(listRecord(place), list, store)
  tellStart(true)
}

/** Tells `public/start.js`, which cannot wait for this store to open, whether a list is kept. */
function tellStart(isKept: boolean) {
  try {
    if (isKept) localStorage.setItem('keeps-catalog', '1')
    else localStorage.removeItem('keeps-catalog')
  } catch {
    // Blocked by the browser's settings: a question is asked early whose answer nobody needs.
  }
}

/** Browsers that do not tell when they are idle get time between two pieces of work. */
const idle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 2_000 })
    else setTimeout(resolve, 50)
  })

const breath = () =>
  'scheduler' in globalThis ? scheduler.yield() : new Promise<void>((resolve) => setTimeout(resolve))
