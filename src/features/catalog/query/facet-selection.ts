/**
 * The query's text as the state of the facets: reading a facet's selection out of it, and changing it by the least
 * edit. A facet's selection is its first term that is neither negated nor has wildcards, `status:active,queued`.
 */
import { isSameFacetValue, type QueryFacet, queryFacet } from './facets.ts'
import { parseQuery } from './parse-query.ts'
import { hasWildcard } from './pattern.ts'
import { writeValue } from './quoting.ts'
import { resolvePair } from './resolve-key.ts'
import { type PairToken, type Span, tokensOf } from './tokens.ts'

import type { KnownKeys, ParsedQuery, QueryTerm } from './terms.ts'

type FacetTerm = Extract<QueryTerm, { kind: 'facet' }>

/** Places and facets are the same whichever properties a catalog has. */
const noProperties: KnownKeys = { hasProperty: () => false }

/** The term that is a facet's selection: the one to leave aside when counting that facet. Null when there is none. */
export const facetTermOf = ({ terms }: Pick<ParsedQuery, 'terms'>, facet: QueryFacet): FacetTerm | null =>
  terms.find(
    (term): term is FacetTerm =>
      term.kind === 'facet' && term.facet === facet && !term.negated && !term.values.some(hasWildcard),
  ) ?? null

/**
 * The values selected in a facet. Where the service or people make the values (tags, stores, regions, formats) they
 * are as written: compare with `isSameFacetValue`.
 */
export const facetSelectionOf = (query: Pick<ParsedQuery, 'terms'>, facet: QueryFacet): string[] =>
  facetTermOf(query, facet)?.values.map(({ text }) => text) ?? []

const pairAt = (text: string, span: Span) =>
  tokensOf(text).find((token): token is PairToken => token.kind === 'pair' && token.span.start === span.start)

/** `status:` with nothing after it yet. */
const emptyPairOf = (text: string, facet: QueryFacet) =>
  tokensOf(text).find((token): token is PairToken => {
    if (token.kind !== 'pair' || token.negated || token.items.length > 0) return false
    const target = resolvePair(text, token, noProperties)?.target
    return target?.kind === 'facet' && target.facet === facet
  })

/** A value as it already stands in a pair, else as it has to be written. */
const writtenIn = (text: string, pair: PairToken | undefined, facet: QueryFacet, value: string) => {
  const item = pair?.items.find((one) => isSameFacetValue(facet, one.text, value))
  const isOpen = pair?.isOpen && item === pair.items.at(-1)
  return item && !isOpen ? text.slice(item.span.start, item.span.end) : writeValue(value)
}

const writtenTerm = (text: string, pair: PairToken | undefined, facet: QueryFacet, values: readonly string[]) => {
  const { field } = queryFacet(facet)
  // `is:public` has no room for a second value of the facet, and a minus none for a positive one.
  const keepsKey = pair && !pair.negated && pair.key.toLowerCase() !== 'is'
  const key = keepsKey ? text.slice(pair.span.start, pair.valueStart) : `${field}:`
  return key + values.map((value) => writtenIn(text, keepsKey ? pair : undefined, facet, value)).join(',')
}

/** At the end, or before a quote still open there, which would swallow it. */
const added = (text: string, term: string) => {
  if (text.trim() === '') return term
  return tokensOf(text).at(-1)?.isOpen ? `${term} ${text.trimStart()}` : `${text.trimEnd()} ${term}`
}

/** The text without one of its terms, and without the space that would be left over. */
export const removeTerm = (text: string, { start, end }: Span): string => {
  const before = text.slice(0, start).trimEnd()
  const after = text.slice(end).trimStart()
  return before === '' || after === '' ? before + after : `${before} ${after}`
}

/** The text with exactly these values selected in a facet; the rest of it stays as it is written. */
export const setFacetValues = (text: string, facet: QueryFacet, values: readonly string[]): string => {
  const term = facetTermOf(parseQuery(text, noProperties), facet)
  const pair = term ? pairAt(text, term.span) : emptyPairOf(text, facet)
  const span = term?.span ?? pair?.span
  if (values.length === 0) return term ? removeTerm(text, term.span) : text
  const written = writtenTerm(text, pair, facet, values)
  return span ? text.slice(0, span.start) + written + text.slice(span.end) : added(text, written)
}

/** The text with one value of a facet selected if it was not, and the other way round. */
export const toggleFacetValue = (text: string, facet: QueryFacet, value: string): string => {
  const selected = facetSelectionOf(parseQuery(text, noProperties), facet)
  const others = selected.filter((one) => !isSameFacetValue(facet, one, value))
  return setFacetValues(text, facet, others.length < selected.length ? others : [...selected, value])
}
