/** Which rows a term of a search holds for. Typing on leaves the finished terms as they are: they are not asked again. */
import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { EntryPredicate } from './query/predicate.ts'

export interface Condition {
  /** Says all that the verdict depends on beside the row: two conditions of one key hold for the same rows. */
  key: string
  holds: EntryPredicate
}

/** A search rarely has more terms; one of 100,000 rows takes 100 KB. */
const KEPT = 8

interface Rows {
  /** Grows with every change of the rows. */
  version: number
  /** By slot. */
  entries: readonly (CatalogEntry | undefined)[]
}

export class ConditionVerdicts {
  #version = -1
  readonly #kept = new Map<string, Uint8Array>()

  /** @returns 1 for each slot that the condition holds for */
  of({ key, holds }: Condition, { version, entries }: Rows): Uint8Array {
    if (version !== this.#version) this.#kept.clear()
    this.#version = version
    const verdicts = this.#kept.get(key) ?? Uint8Array.from(entries, (entry) => (entry && holds(entry) ? 1 : 0))
    // Set anew, so that the one unused for longest is first and goes first.
    this.#kept.delete(key)
    this.#kept.set(key, verdicts)
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined && this.#kept.size > KEPT) this.#kept.delete(oldest)
    return verdicts
  }
}
