/** The catalog as loaded so far, prepared so that searching, counting and sorting keep up with typing. */
import { isSameImage } from '#api/same-image.ts'

import { facetNames, facets, perFacet } from './catalog-facets.ts'
import { CatalogOrder } from './catalog-order.ts'
import { CatalogSearch } from './catalog-search.ts'
import { FacetColumn } from './facet-column.ts'

import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
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
  readonly facets = perFacet(() => new FacetColumn())
  readonly #viewer: Viewer
  readonly #slotOf = new Map<string, number>()
  readonly #freeSlots: number[] = []
  readonly #orders = new Map<string, CatalogOrder>()
  /** Slot of each place in the list given last. */
  #slotAt: number[] = []
  /** By slot, the number of the `sync` that last met its image. */
  readonly #met: number[] = []
  #syncs = 0

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
   * Makes the index hold exactly these images; of one id given twice the last counts. Work is done for images that are
   * new or say something new: give the same objects again, and more at the end, and only the end is looked into.
   */
  sync(images: readonly Image[]) {
    this.#syncs += 1
    this.#slotAt = images.map((image, at) => {
      const before = this.#slotAt[at]
      const slot = before !== undefined && this.images[before] === image ? before : this.#put(image)
      this.#met[slot] = this.#syncs
      return slot
    })
    for (const [slot, image] of this.images.entries()) {
      if (image && this.#met[slot] !== this.#syncs) this.#remove(slot, image)
    }
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

  #put(image: Image): number {
    const known = this.#slotOf.get(image.id)
    const slot = known ?? this.#freeSlots.pop() ?? this.images.length
    const before = this.images[slot]
    this.images[slot] = image
    if (before && isSameImage(before, image)) return slot
    if (before) this.#uncount(slot)
    this.#slotOf.set(image.id, slot)
    this.search.set(slot, image)
    for (const facet of facetNames) this.facets[facet].set(slot, facets[facet].of(image, this.#viewer))
    this.#touch(slot)
    return slot
  }

  #remove(slot: number, { id }: Image) {
    this.#uncount(slot)
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
