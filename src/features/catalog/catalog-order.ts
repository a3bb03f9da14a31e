/** The rows of a catalog in the order of a column, kept while rows come and go. */
import { ownership } from '#api/image-facts.ts'
import { imageKind, imageKinds } from '#api/image-kind.ts'
import { parseApiTime } from '#lib/dates.ts'

import { naturalKey } from './natural-key.ts'

import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { CatalogSort, SortKey } from './catalog-url.ts'

type Key = string | number | null

const kindRank = (image: Image, viewer: Viewer) => {
  const { kind } = imageKind(image, { ...viewer, listedPublicly: true })
  return kind === 'unknown' ? null : imageKinds.indexOf(kind)
}

/** What each column sorts by, comparable with `<`; a column is all text or all numbers. Null sorts last. */
const keyOf: Record<SortKey, (image: Image, viewer: Viewer) => Key> = {
  name: (image) => (image.name ? naturalKey(image.name) : null),
  kind: kindRank,
  status: (image) => image.status,
  visibility: (image) => image.visibility,
  // One's own stand together, before all others.
  owner: (image, viewer) => (ownership(image, viewer) === 'mine' ? '' : image.owner),
  size: (image) => image.size,
  disk_format: (image) => image.disk_format,
  min_disk: (image) => image.min_disk,
  min_ram: (image) => image.min_ram,
  updated_at: (image) => parseApiTime(image.updated_at),
  created_at: (image) => parseApiTime(image.created_at),
}

type Compare = (slot: number, other: number) => number

const merged = (some: readonly number[], others: readonly number[], compare: Compare) => {
  const all: number[] = []
  let at = 0
  for (const slot of some) {
    for (let other = others[at]; other !== undefined && compare(other, slot) < 0; other = others[at]) {
      all.push(other)
      at += 1
    }
    all.push(slot)
  }
  for (; at < others.length; at += 1) all.push(others[at] ?? 0)
  return all
}

/**
 * Slots of all rows in the order of one column and direction: nulls last either way, ties by id. Changes are noted as
 * they come and sorted in when the order is next read, so a page of new rows costs one merge, not a new sort.
 */
export class CatalogOrder {
  readonly #images: readonly (Image | undefined)[]
  readonly #key: (image: Image) => Key
  readonly #compare: Compare
  readonly #keys: Key[] = []
  readonly #changed = new Set<number>()
  #slots: readonly number[] = []

  /** @param images by slot, undefined where a row is gone; read again on every change */
  constructor(images: readonly (Image | undefined)[], { key, direction }: CatalogSort, viewer: Viewer) {
    this.#images = images
    this.#key = (image) => keyOf[key](image, viewer)
    this.#compare = this.#comparison(direction === 'asc' ? -1 : 1)
    for (const slot of images.keys()) this.#changed.add(slot)
  }

  /** A row was added, replaced or removed. */
  touch(slot: number) {
    this.#changed.add(slot)
  }

  slots(): readonly number[] {
    if (this.#changed.size === 0) return this.#slots
    const fresh: number[] = []
    for (const slot of this.#changed) {
      const image = this.#images[slot]
      if (!image) continue
      this.#keys[slot] = this.#key(image)
      fresh.push(slot)
    }
    const kept = this.#slots.filter((slot) => !this.#changed.has(slot))
    this.#slots = merged(kept, fresh.sort(this.#compare), this.#compare)
    this.#changed.clear()
    return this.#slots
  }

  #comparison(whenLess: -1 | 1): Compare {
    return (slot, other) => {
      const one = this.#keys[slot] ?? null
      const two = this.#keys[other] ?? null
      if (one === two) return this.#compareIds(slot, other)
      if (one === null) return 1
      if (two === null) return -1
      return one < two ? whenLess : -whenLess
    }
  }

  #compareIds(slot: number, other: number) {
    const one = this.#images[slot]?.id ?? ''
    const two = this.#images[other]?.id ?? ''
    if (one === two) return 0
    return one < two ? -1 : 1
  }
}
