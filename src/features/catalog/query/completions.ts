/** What could be written next: keys while a word is typed, values after `key:`. */
import { comparable } from './comparable.ts'
import { keyOffers } from './key-offers.ts'
import { resolvePair } from './resolve-key.ts'
import { type PairToken, type Span, tokensOf } from './tokens.ts'
import { valueOffers } from './value-offers.ts'

import type { QueryFacet } from './facets.ts'

/** Values with the number of images that have them; a `Map` is one. */
export type CountedValues = Iterable<readonly [value: string, count: number]>

export interface KnownProperty {
  key: string
  /** Images that have it. */
  count: number
  /** The most frequent of its values. */
  values: CountedValues
}

/** What the catalog holds, for completion to offer. */
export interface CompletionSource {
  properties: Iterable<KnownProperty>
  values: (facet: QueryFacet) => CountedValues
}

export interface CompletionItem {
  /** What takes the place of the text replaced. */
  insert: string
  label: string
  /** What it means, or how many images have it; may be empty. */
  detail: string
  kind: 'key' | 'value' | 'operator'
}

export interface Completions {
  replace: Span
  items: readonly CompletionItem[]
}

/** More would be a list to read rather than one to take from. */
const limit = 12

const completions = (replace: Span, items: readonly CompletionItem[]): Completions | null =>
  items.length === 0 ? null : { replace, items: items.slice(0, limit) }

const keysAt = (text: string, start: number, cursor: number, end: number, source: CompletionSource) => {
  const prefix = text.slice(start, cursor)
  if (prefix === '' || prefix.startsWith('"')) return null
  return completions({ start, end }, keyOffers(comparable(prefix), source.properties))
}

/** What of a value has been typed, its opening quote taken off. */
const typedIn = (text: string, start: number, cursor: number) =>
  comparable(text.slice(start, cursor).replace(/^"/, '').replaceAll('""', '"'))

const valuesAt = (text: string, pair: PairToken, cursor: number, source: CompletionSource) => {
  const properties = new Map(Array.from(source.properties, (property) => [property.key, property]))
  const resolved = resolvePair(text, pair, { hasProperty: (key) => properties.has(key) })
  const start = pair.span.start + (pair.negated ? 1 : 0)
  // A key with colons in it, still being typed, reads as a pair.
  if (!resolved) return keysAt(text, start, cursor, pair.span.end, source)
  const { target, token } = resolved
  if (cursor < token.valueStart) return null
  const item = token.items.find(({ span }) => span.start <= cursor && cursor <= span.end)
  const others = token.items.filter((one) => one !== item).map((one) => comparable(one.text))
  const replace = item?.span ?? { start: cursor, end: cursor }
  const values = target.kind === 'property' ? (properties.get(target.key)?.values ?? []) : null
  const typed = typedIn(text, replace.start, cursor)
  const offers = valueOffers(target, typed, source, values)
  return completions(
    replace,
    offers.filter(({ label }) => !others.includes(comparable(label))),
  )
}

/**
 * What may take the place of the word or value the cursor stands in or after; null when there is nothing to offer, as
 * in a plain word that begins no key.
 * @param cursor in UTF-16 code units, as an input's `selectionStart`
 */
export const completionsAt = (text: string, cursor: number, source: CompletionSource): Completions | null => {
  const token = tokensOf(text).find(({ span }) => span.start < cursor && cursor <= span.end)
  if (!token) return null
  if (token.kind === 'pair') return valuesAt(text, token, cursor, source)
  const start = token.span.start + (token.negated ? 1 : 0)
  return cursor < start ? null : keysAt(text, start, cursor, token.span.end, source)
}
