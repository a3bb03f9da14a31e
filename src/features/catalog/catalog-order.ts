/** The rows of a catalog in the order of a column, kept while rows come and go. */
import { sortColumn } from './sort-column.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { CatalogSort } from './catalog-url.ts'
import type { SortColumn } from './sort-column.ts'

/**
 * Slots of all rows in the order of one column and direction: nulls last either way, ties by id. Changes are noted as
 * they come and sorted in when the order is next read, so a page of new rows costs one merge, not a new sort.
 */
export class CatalogOrder {
  readonly #entries: readonly (CatalogEntry | undefined)[]
  readonly #column: SortColumn
  readonly #changed: Set<number>
  #slots: readonly number[] = []

  /** @param entries by slot, undefined where a row is gone; read again after every change */
  constructor(entries: readonly (CatalogEntry | undefined)[], sort: CatalogSort, viewer: Viewer) {
    this.#entries = entries
    this.#column = sortColumn(sort, viewer)
    this.#changed = new Set(entries.keys())
  }

  /** A row was added, replaced or removed. */
  touch(slot: number) {
    this.#changed.add(slot)
  }

  slots(): readonly number[] {
    if (this.#changed.size === 0) return this.#slots
    const fresh: number[] = []
    for (const slot of this.#changed) {
      const entry = this.#entries[slot]
      if (!entry) continue
      this.#column.set(slot, entry)
      fresh.push(slot)
    }
    const kept = this.#slots.filter((slot) => !this.#changed.has(slot))
    this.#slots = merged(kept, fresh.toSorted(this.#compare), this.#compare)
    this.#changed.clear()
    return this.#slots
  }

  readonly #compare = (slot: number, other: number) =>
    this.#column.compare(slot, other) || this.#compareIds(slot, other)

  #compareIds(slot: number, other: number) {
    const one = this.#entries[slot]
    const two = this.#entries[other]
    if (one?.image.id === two?.image.id) return (one?.region ?? '') < (two?.region ?? '') ? -1 : 1
    return (one?.image.id ?? '') < (two?.image.id ?? '') ? -1 : 1
  }
}

/** Two sorted lists as one. */
const merged = (some: readonly number[], others: readonly number[], compare: (a: number, b: number) => number) => {
  if (some.length === 0) return others
  const all: number[] = []
  let at = 0
  for (const slot of some) {
    for (let other = others[at]; other !== undefined && compare(other, slot) < 0; other = others[at]) {
      all.push(other)
      at += 1
    }
    all.push(slot)
  }
  return all.concat(others.slice(at))
}
