/** The images that one list of one region gave, by slot of the catalog's index. */
import type { Image } from '#api/schemas.ts'
import type { CatalogSource } from './catalog-index.ts'

export class SourceRows {
  readonly source: CatalogSource
  /** By slot; undefined where the image is not of this source. */
  readonly images: (Image | undefined)[] = []
  /** The whole list has been here at least once. */
  isLoaded = false
  /** Slot of each place in the list given last. */
  #slotAt: number[] = []
  /** By slot, the number of the `sync` that last met its image. */
  readonly #met: number[] = []
  #syncs = 0
  #pages: readonly (readonly Image[])[] = []

  constructor(source: CatalogSource) {
    this.source = source
  }

  /**
   * Takes over a list; `slotFor` gives an image its slot. Images that stand where they stood are passed over.
   * @returns slots of which this source now says something else
   */
  sync(pages: readonly (readonly Image[])[], slotFor: (image: Image) => number): Set<number> {
    const touched = new Set<number>()
    if (pages === this.#pages) return touched
    this.#pages = pages
    this.#syncs += 1
    this.#slotAt = pages.flat().map((image, at) => {
      const before = this.#slotAt[at]
      const slot = before !== undefined && this.images[before] === image ? before : slotFor(image)
      if (this.images[slot] !== image) {
        this.images[slot] = image
        touched.add(slot)
      }
      this.#met[slot] = this.#syncs
      return slot
    })
    for (const [slot, image] of this.images.entries()) {
      if (!image || this.#met[slot] === this.#syncs) continue
      this.images[slot] = undefined
      touched.add(slot)
    }
    return touched
  }
}
