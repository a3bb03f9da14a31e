/** A search as questions to ask of many rows. */
import { distros } from '#api/operating-system.ts'

import { facetOf, perFacet } from './catalog-facets.ts'
import { facetTermOf } from './query/facet-selection.ts'
import { predicateOf } from './query/predicate.ts'

import type { FacetName } from './catalog-facets.ts'
import type { Condition } from './condition-verdicts.ts'
import type { Onlooker } from './query/predicate.ts'
import type { ParsedQuery, QueryTerm } from './query/terms.ts'

/** Values chosen in each facet, as the catalog counts them; none chosen means all. */
export type FacetSelection = Readonly<Record<FacetName, readonly string[]>>

export const noSelection: FacetSelection = perFacet(() => [])

export interface Narrowing {
  /** Words and phrases that must all be found in a row. */
  texts: readonly string[]
  /** Must all hold. */
  conditions: readonly Condition[]
  selection: FacetSelection
}

export const everything: Narrowing = { texts: [], conditions: [], selection: noSelection }

const isDistro = (value: string) => distros.some((distro) => distro === value)

/** The term that a facet shows as its ticks. Distributions not known here count together, so they are no tick. */
const tickedTerm = (query: ParsedQuery, facet: FacetName) => {
  const term = facetTermOf(query, facet)
  return facet === 'os' && !term?.values.every(({ text }) => isDistro(facetOf('os').canonical(text))) ? null : term
}

/** The same wherever it stands in the text. */
const conditionOf = (term: QueryTerm, onlooker: Onlooker): Condition => {
  const { span: _span, ...meaning } = term
  return { key: JSON.stringify([meaning, onlooker.now]), holds: predicateOf(term, onlooker) }
}

/** Facets that are chosen are told apart from the other terms: each leaves its own choice aside when it counts. */
export const narrowingOf = (query: ParsedQuery, onlooker: Onlooker): Narrowing => {
  const ticked = new Set<QueryTerm>()
  const selection = perFacet((facet) => {
    const term = tickedTerm(query, facet)
    if (term) ticked.add(term)
    return term?.values.map(({ text }) => facetOf(facet).canonical(text)) ?? []
  })
  const conditions = query.terms.filter((term) => !ticked.has(term)).map((term) => conditionOf(term, onlooker))
  return { texts: query.text, conditions, selection }
}

export const isNarrowed = (query: ParsedQuery): boolean => query.text.length > 0 || query.terms.length > 0
