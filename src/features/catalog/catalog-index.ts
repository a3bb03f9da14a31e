/** The catalog as loaded so far, prepared so that searching, counting and sorting keep up with typing. */
import { entryKey } from '#api/catalog-entry.ts'
import { isSameImage } from '#api/same-image.ts'

import { facetNames, facetOf, perFacet } from './catalog-facets.ts'
import { CatalogOrder } from './catalog-order.ts'
import { CatalogSearch, haystackOf } from './catalog-search.ts'
import { ConditionVerdicts } from './condition-verdicts.ts'
import { FacetColumn } from './facet-column.ts'
import { PropertyCounts } from './property-counts.ts'
import { RecentChanges } from './recent-changes.ts'
import { SourceRows } from './source-rows.ts'

import type { CatalogEntry, ListName } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { CatalogSort } from './catalog-url.ts'

/** Sort orders kept: the one shown, and the one or two a reader flips back to. */
const keptOrders = 3

/** Where images come from: one list of one region. */
export interface CatalogSource {
  region: string
  list: ListName
}

/** An entry of the index; made once and kept until the image changes, so that readers can compare by identity. */
export interface CatalogRow extends CatalogEntry {
  /** As `entryKey` makes it. */
  key: string
  /** All that can be found of it: see `haystackOf`. */
  haystack: string
}

/** All that can be found of an entry; of a row of the index it is at hand. */
export const textOf = (entry: CatalogEntry | CatalogRow) =>
  'haystack' in entry ? entry.haystack : haystackOf(entry.image)

/**
 * The images of one account, of one or several regions and lists. Each has a slot, a small number that its search
 * text, facet codes and sort keys are stored under; adding a page works on that page's rows alone. An image that is in
 * two lists of a region is one row: the newer of the two.
 *
 * It changes in place: `version` tells a reader of `viewCatalog` that there is something new to read.
 */
export class CatalogIndex {
  /** Grows with every change. */
  version = 0
  /** By slot. */
  readonly entries: (CatalogRow | undefined)[] = []
  readonly search = new CatalogSearch()
  readonly properties = new PropertyCounts()
  readonly facets = perFacet(() => new FacetColumn())
  readonly conditions = new ConditionVerdicts()
  readonly viewer: Viewer
  readonly #slotOf = new Map<string, number>()
  readonly #freeSlots: number[] = []
  readonly #orders = new Map<string, CatalogOrder>()
  readonly #sources = new Map<string, SourceRows>()
  readonly #changes = new RecentChanges()

  /** @param viewer decides kind and ownership; another account needs another index */
  constructor(viewer: Viewer) {
    this.viewer = viewer
  }

  /** Number of images. */
  get size() {
    return this.#slotOf.size
  }

  /** @param key as `entryKey` makes it */
  get(key: string): CatalogRow | undefined {
    const slot = this.#slotOf.get(key)
    return slot === undefined ? undefined : this.entries[slot]
  }

  /**
   * Makes the index hold exactly these images of one source; of one id given twice the last counts. Work is done for
   * images that are new or say something new: give the same objects again, and more at the end, and only the end is
   * looked into. The same array of pages again costs nothing.
   * @param isLoaded the list is complete: rows that come later are new
   */
  sync(source: CatalogSource, pages: readonly (readonly Image[])[], isLoaded = false) {
    const name = `${source.region}/${source.list}`
    const rows = this.#sources.get(name) ?? new SourceRows(source)
    this.#sources.set(name, rows)
    const wasLoaded = rows.isLoaded
    const touched = rows.sync(pages, (image) => this.#slotFor({ region: source.region, image }))
    for (const slot of touched) {
      const before = this.entries[slot]
      this.#settle(slot)
      const entry = this.entries[slot]
      // While a list is being loaded, rows that come are no news.
      if (entry && entry !== before && (before || wasLoaded)) this.#changes.note(entry.key)
    }
    rows.isLoaded = isLoaded
  }

  /** Forgets a source altogether: its list is no longer asked for. */
  drop(source: CatalogSource) {
    const name = `${source.region}/${source.list}`
    if (!this.#sources.has(name)) return
    this.sync(source, [])
    this.#sources.delete(name)
  }

  /** When the row last changed before the reader's eyes, in milliseconds since 1970; undefined when it did not. */
  changedAt(key: string): number | undefined {
    return this.#changes.at(key)
  }

  /** The sources held. */
  sources(): CatalogSource[] {
    return [...this.#sources.values()].map(({ source }) => source)
  }

  /** Slots of all images in the order asked for. */
  order(sort: CatalogSort): readonly number[] {
    const name = `${sort.key} ${sort.direction}`
    const order = this.#orders.get(name) ?? new CatalogOrder(this.entries, sort, this.viewer)
    // Set anew, so that the one unused for longest is first and goes first.
    this.#orders.delete(name)
    this.#orders.set(name, order)
    const [oldest] = this.#orders.keys()
    if (oldest !== undefined && this.#orders.size > keptOrders) this.#orders.delete(oldest)
    return order.slots()
  }

  #slotFor(row: Pick<CatalogEntry, 'region' | 'image'>): number {
    const key = entryKey(row)
    const known = this.#slotOf.get(key)
    if (known !== undefined) return known
    const slot = this.#freeSlots.pop() ?? this.entries.length
    this.#slotOf.set(key, slot)
    // Taken at once, so that the next new image takes another.
    this.entries[slot] = undefined
    return slot
  }

  /** Puts what the sources now say of a slot into the index. */
  #settle(slot: number) {
    const before = this.entries[slot]
    const entry = newestOf(this.#sources.values(), slot)
    if (!entry) return this.#remove(slot, before)
    if (before && before.list === entry.list && isSameImage(before.image, entry.image)) {
      // Says the same: readers keep the row they have, and nothing is computed anew.
      return
    }
    if (before) this.#forget(slot, before)
    const haystack = haystackOf(entry.image)
    this.entries[slot] = { ...entry, key: before?.key ?? entryKey(entry), haystack }
    this.search.set(slot, haystack)
    this.properties.add(entry.image)
    for (const facet of facetNames) this.facets[facet].set(slot, facetOf(facet).of(entry, this.viewer))
    this.#touch(slot)
  }

  #remove(slot: number, before: CatalogRow | undefined) {
    if (!before) return
    this.#forget(slot, before)
    this.entries[slot] = undefined
    this.#slotOf.delete(before.key)
    this.#freeSlots.push(slot)
    this.#touch(slot)
  }

  #forget(slot: number, { image }: CatalogEntry) {
    this.properties.remove(image)
    for (const facet of facetNames) this.facets[facet].clear(slot)
  }

  #touch(slot: number) {
    this.version += 1
    for (const order of this.#orders.values()) order.touch(slot)
  }
}

/** Of the sources that hold the slot, the one that saw the image last; of equals the first. */
const newestOf = (sources: Iterable<SourceRows>, slot: number): CatalogEntry | null => {
  let newest: CatalogEntry | null = null
  for (const { source, images } of sources) {
    const image = images[slot]
    if (image && (!newest || (image.updated_at ?? '') > (newest.image.updated_at ?? ''))) newest = { ...source, image }
  }
  return newest
}
