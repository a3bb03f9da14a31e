/** Finding images by any part of their name, id, tags and properties. */
import { customProperties } from '#api/image-facts.ts'

import { comparable } from './query/comparable.ts'

import type { Image } from '#api/schemas.ts'

/** A character no search term can hold outside quotes, so that a term never spans two fields. */
const fieldSeparator = '\n'

/** All that can be found of an image, in one string: name, id, tags, and `key=value` of each custom property. */
export const haystackOf = (image: Image) =>
  comparable(
    [
      image.name ?? '',
      image.id,
      ...image.tags,
      ...customProperties(image).map(({ key, value }) => `${key}=${value}`),
    ].join(fieldSeparator),
  )

const holdsAll = (haystack: string, terms: readonly string[]) => terms.every((term) => haystack.includes(term))

/**
 * The haystacks of a catalog by row slot, and the answer to the last search, which is kept up to date as rows come
 * and go. Typing on only narrows a search, so the next answer looks at the rows of the last one.
 */
export class CatalogSearch {
  readonly #haystacks: string[] = []
  #terms: readonly string[] = []
  #found: boolean[] = []

  set(slot: number, haystack: string) {
    this.#haystacks[slot] = haystack
    this.#found[slot] = holdsAll(haystack, this.#terms)
  }

  /**
   * Whether a row holds every one of the texts, by slot (of a row that is gone, anything); null when all do.
   * @param texts words and phrases as typed
   */
  find(texts: readonly string[]): readonly boolean[] | null {
    const terms = [...new Set(texts.map(comparable))]
    const isNarrower = this.#terms.every((before) => terms.some((term) => term.includes(before)))
    const isSame = isNarrower && terms.every((term) => this.#terms.includes(term))
    if (!isSame) {
      const found = this.#found
      this.#found = this.#haystacks.map((haystack, slot) =>
        isNarrower ? found[slot] === true && holdsAll(haystack, terms) : holdsAll(haystack, terms),
      )
    }
    this.#terms = terms
    return terms.length === 0 ? null : this.#found
  }
}
