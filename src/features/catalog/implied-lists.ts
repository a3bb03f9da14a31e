/** A search for what the usual list leaves out asks for the list that has it. */
import { isSameFacetValue } from './query/facets.ts'

import { type AlsoList, alsoLists } from './catalog-url.ts'
import type { Flag, ParsedQuery, QueryTerm } from './query/terms.ts'

/** What an image of each list is like; `list:pending` names a list outright. */
const marks: Readonly<Record<AlsoList, readonly Pick<Extract<Flag, { kind: 'facet' }>, 'facet' | 'value'>[]>> = {
  community: [
    { facet: 'visibility', value: 'community' },
    { facet: 'ownership', value: 'community' },
    { facet: 'list', value: 'community' },
  ],
  hidden: [
    { facet: 'hidden', value: 'yes' },
    { facet: 'list', value: 'hidden' },
  ],
  pending: [{ facet: 'list', value: 'pending' }],
  rejected: [{ facet: 'list', value: 'rejected' }],
}

const asksFor = (
  term: QueryTerm,
  { facet, value }: { facet: Extract<Flag, { kind: 'facet' }>['facet']; value: string },
) => {
  if (term.negated) return false
  switch (term.kind) {
    case 'facet':
      return term.facet === facet && term.values.some(({ text }) => isSameFacetValue(facet, text, value))
    case 'is':
      return term.flags.some((flag) => flag.kind === 'facet' && flag.facet === facet && flag.value === value)
    case 'owner':
      return facet === 'ownership' && term.ownerships.some((ownership) => ownership === value)
    default:
      return false
  }
}

/** Lists beside those chosen that a search cannot do without. */
export const impliedLists = ({ terms }: Pick<ParsedQuery, 'terms'>): AlsoList[] =>
  alsoLists.filter((list) => terms.some((term) => marks[list].some((mark) => asksFor(term, mark))))
