import { baseKeys } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'

/** Which custom properties the images of a catalog have, and how many images have each. */
export class PropertyCounts {
  readonly #counts = new Map<string, number>()

  add(image: Image) {
    this.#change(image, 1)
  }

  remove(image: Image) {
    this.#change(image, -1)
  }

  has(key: string) {
    return this.#counts.has(key)
  }

  /** Keys with the number of images that have them, the most frequent first. */
  byFrequency(): [key: string, images: number][] {
    return [...this.#counts].toSorted(
      ([key, images], [otherKey, others]) => others - images || (key < otherKey ? -1 : 1),
    )
  }

  #change(image: Image, by: 1 | -1) {
    for (const key of Object.keys(image)) {
      if (baseKeys.has(key) || image[key] === null || image[key] === undefined) continue
      const count = (this.#counts.get(key) ?? 0) + by
      if (count > 0) this.#counts.set(key, count)
      else this.#counts.delete(key)
    }
  }
}
