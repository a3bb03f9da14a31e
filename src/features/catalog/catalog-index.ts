/** The catalog as loaded so far, prepared so that searching, counting and sorting keep up with typing. */
import { facetNames, facets } from './catalog-facets.ts'
import { CatalogOrder } from './catalog-order.ts'
import { CatalogSearch } from './catalog-search.ts'
import { FacetColumn } from './facet-column.ts'

import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { FacetName } from './catalog-facets.ts'
import type { CatalogSort } from './catalog-url.ts'

/** Sort orders kept: the one shown, and the one or two a reader flips back to. */
const keptOrders = 3

/**
 * The images of one account in one region by id. Each has a slot, a small number that its search text, facet codes
 * and sort keys are stored under; adding a page works on that page's rows alone.
 *
 * It changes in place: `version` tells a reader of `viewCatalog` that there is something new to read.
 */
export class CatalogIndex {
  /** Grows with every change. */
  version = 0
  readonly images: (Image | undefined)[] = []
  readonly search = new CatalogSearch()
  readonly facets: Readonly<Record<FacetName, FacetColumn>> = {
    visibility: new FacetColumn(),
    kind: new FacetColumn(),
    status: new FacetColumn(),
    os: new FacetColumn(),
    ownership: new FacetColumn(),
  }
  readonly #viewer: Viewer
  readonly #slotOf = new Map<string, number>()
  readonly #freeSlots: number[] = []
  readonly #orders = new Map<string, CatalogOrder>()
  #synced: readonly Image[] = []

  /** @param viewer decides kind and ownership; another account needs another index */
  constructor(viewer: Viewer) {
    this.#viewer = viewer
  }

  /** Number of images. */
  get size() {
    return this.#slotOf.size
  }

  get(id: string): Image | undefined {
    const slot = this.#slotOf.get(id)
    return slot === undefined ? undefined : this.images[slot]
  }

  /**
   * Makes the index hold exactly these images; of one id given twice the last counts. When the list is the one given
   * last time with more at its end, only that end is looked at; else images that are the same objects are left alone.
   */
  sync(images: readonly Image[]) {
    const before = this.#synced
    this.#synced = images
    if (images.length >= before.length && before.every((image, at) => image === images[at])) {
      for (const image of images.slice(before.length)) this.#put(image)
      return
    }
    const last = new Map(images.map((image) => [image.id, image]))
    for (const id of this.#slotOf.keys()) if (!last.has(id)) this.#remove(id)
    for (const image of last.values()) this.#put(image)
  }

  /** Slots of all images in the order asked for. */
  order(sort: CatalogSort): readonly number[] {
    const name = `${sort.key} ${sort.direction}`
    const order = this.#orders.get(name) ?? new CatalogOrder(this.images, sort, this.#viewer)
    // Set anew, so that the one unused for longest is first and goes first.
    this.#orders.delete(name)
    this.#orders.set(name, order)
    const [oldest] = this.#orders.keys()
    if (oldest !== undefined && this.#orders.size > keptOrders) this.#orders.delete(oldest)
    return order.slots()
  }

  #put(image: Image) {
    const known = this.#slotOf.get(image.id)
    if (known !== undefined) {
      if (this.images[known] === image) return
      this.#uncount(known)
    }
    const slot = known ?? this.#freeSlots.pop() ?? this.images.length
    this.#slotOf.set(image.id, slot)
    this.images[slot] = image
    this.search.set(slot, image)
    for (const facet of facetNames) this.facets[facet].set(slot, facets[facet].of(image, this.#viewer))
    this.#touch(slot)
  }

  #remove(id: string) {
    const slot = this.#slotOf.get(id)
    if (slot === undefined) return
    this.#uncount(slot)
    this.search.clear(slot)
    this.images[slot] = undefined
    this.#slotOf.delete(id)
    this.#freeSlots.push(slot)
    this.#touch(slot)
  }

  #uncount(slot: number) {
    for (const facet of facetNames) this.facets[facet].clear(slot)
  }

  #touch(slot: number) {
    this.version += 1
    for (const order of this.#orders.values()) order.touch(slot)
  }
}
