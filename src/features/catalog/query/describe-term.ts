/** A term in people's words, for a chip. */
import { dateTitles, quantityFields, textFieldTitles } from './fields.ts'
import { ownershipTitles, queryFacet } from './facets.ts'
import { flagWords, havables } from './flags.ts'
import { hasWildcard, isAnyValue, type TextPattern } from './pattern.ts'

import type { Had, QueryTerm } from './terms.ts'

export interface TermWords {
  /** What it looks at: `Size`, `Status`, a property's key. */
  label: string
  /** `over 2 GiB`, `Active or Queued`. */
  value: string
  negated: boolean
}

const anyOf = new Intl.ListFormat('en-GB', { type: 'disjunction' })

const either = (words: Iterable<string>) => anyOf.format([...new Set(words)])

const patternWords = (pattern: TextPattern, words: (text: string) => string = (text) => text) => {
  if (isAnyValue(pattern)) return 'any value'
  return hasWildcard(pattern) ? pattern.text : words(pattern.text) || 'empty'
}

const hadWords = (had: Had) => (had.kind === 'fact' ? havables[had.fact] : `the property ${had.key.text}`)

const contained = (pattern: TextPattern) => (hasWildcard(pattern) ? patternWords(pattern) : `“${pattern.text}”`)

const wordsOf = (term: QueryTerm): Omit<TermWords, 'negated'> => {
  switch (term.kind) {
    case 'text':
      return { label: 'Text', value: `“${term.word}”` }
    case 'facet': {
      const { title, words } = queryFacet(term.facet)
      return { label: title, value: either(term.values.map((value) => patternWords(value, words))) }
    }
    case 'owner': {
      const owners = term.ownerships.map((one) => ownershipTitles[one] ?? one)
      return { label: 'Owner', value: either([...owners, ...term.accounts.map((one) => patternWords(one))]) }
    }
    case 'field': {
      const verbs = { name: 'contains ', id: 'starts with ', checksum: '', container_format: '', os_hash_algo: '' }
      const verb = term.values.every(hasWildcard) ? '' : verbs[term.field]
      const value = either(term.values.map((one) => (verb ? contained(one) : patternWords(one))))
      return { label: textFieldTitles[term.field], value: verb + value }
    }
    case 'property': {
      const texts = term.values.map((one) => patternWords(one))
      return { label: term.key, value: either([...texts, ...term.ranges.map(({ words }) => words)]) }
    }
    case 'quantity':
    case 'date': {
      const label = term.kind === 'date' ? dateTitles[term.field] : quantityFields[term.field].title
      const words = term.ranges.map((range) => range.words)
      return { label, value: either(term.isAnyKnown ? [...words, 'any value'] : words) }
    }
    case 'has':
      return { label: 'Has', value: either(term.had.map(hadWords)) }
    case 'is':
      return { label: 'Is', value: either(term.flags.map(flagWords)) }
    default:
      return term satisfies never
  }
}

export const describeTerm = (term: QueryTerm): TermWords => ({ ...wordsOf(term), negated: term.negated })
