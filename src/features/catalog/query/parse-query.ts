/** Reads the text of a query. Whatever the text, it has a reading: nothing throws. */
import { queryFacet } from './facets.ts'
import { readPair } from './pair-meaning.ts'
import { hasWildcard } from './pattern.ts'
import { resolvePair } from './resolve-key.ts'
import { type PairToken, type Token, tokensOf } from './tokens.ts'

import type { KnownKeys, ParsedQuery, QueryProblem, QueryTerm, TermMeaning } from './terms.ts'

/** What one token adds to a query. */
interface Part {
  text?: readonly string[]
  terms?: readonly QueryTerm[]
  problems?: readonly QueryProblem[]
}

const plainPart = ({ words, negated, span }: Token): Part =>
  negated ? { terms: words.map((word) => ({ kind: 'text', word, span, negated })) } : { text: words }

const opposite = (value: string | undefined) => ({ yes: 'no', no: 'yes' })[value ?? '']

/** Not protected is a selection like any other: of two values, one negated is the other. */
const withoutNegation = (term: QueryTerm): QueryTerm => {
  if (!term.negated || term.kind !== 'facet') return term
  const [value, ...others] = term.values
  const other = opposite(value?.text)
  if (other === undefined || others.length > 0 || queryFacet(term.facet).values?.length !== 2) return term
  return { ...term, negated: false, values: [{ text: other, chunks: [other] }] }
}

const notesOn = (meaning: TermMeaning, token: PairToken, { hasProperty }: KnownKeys): QueryProblem[] => {
  const isMissing =
    meaning.kind === 'property'
      ? !hasProperty(meaning.key)
      : meaning.kind === 'has' &&
        meaning.had.some((had) => had.kind === 'property' && !hasWildcard(had.key) && !hasProperty(had.key.text))
  return isMissing
    ? [{ span: token.span, message: 'No image here has a property of this name.', severity: 'note' }]
    : []
}

const unfinished = ({ span }: PairToken): QueryProblem => ({
  span,
  message: 'A value is still to come, right after the colon.',
  severity: 'note',
})

const pairPart = (text: string, pair: PairToken, known: KnownKeys): Part => {
  const resolved = resolvePair(text, pair, known)
  if (!resolved) {
    const message = 'It starts with no field and no property of these images, so it is searched as text.'
    return { ...plainPart(pair), problems: [{ span: pair.span, message, severity: 'note' }] }
  }
  const { target, token } = resolved
  if (token.items.length === 0) return { problems: [unfinished(token)] }
  const reading = readPair(target, token.items)
  if ('misread' in reading) {
    return { problems: [{ span: token.span, message: reading.misread.message, severity: 'error' }] }
  }
  const { meaning } = reading
  const term = withoutNegation({ ...meaning, span: token.span, negated: token.negated })
  return { terms: [term], problems: notesOn(meaning, token, known) }
}

/**
 * Words and phrases are plain text, as ever; `key:value` is a term when the key is a field or a property of the
 * catalog. A value that cannot be understood is a problem and its term is left out; the rest still holds.
 */
export const parseQuery = (text: string, known: KnownKeys): ParsedQuery => {
  const parts = tokensOf(text).map((token) => (token.kind === 'pair' ? pairPart(text, token, known) : plainPart(token)))
  return {
    text: [...new Set(parts.flatMap((part) => part.text ?? []))],
    terms: parts.flatMap((part) => part.terms ?? []),
    problems: parts.flatMap((part) => part.problems ?? []),
  }
}
