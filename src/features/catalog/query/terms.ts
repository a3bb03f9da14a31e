/** What a query says, term by term. */
import type { Ownership } from '#api/image-facts.ts'
import type { DateRange } from './date-range.ts'
import type { QueryFacet } from './facets.ts'
import type { DateFieldName, QuantityFieldName, TextFieldName } from './fields.ts'
import type { NumberRange } from './number-range.ts'
import type { TextPattern } from './pattern.ts'
import type { Span } from './tokens.ts'

/** What an image can have or lack. */
export type Havable =
  | 'name'
  | 'tags'
  | 'checksum'
  | 'hash'
  | 'size'
  | 'virtual_size'
  | 'min_disk'
  | 'min_ram'
  | 'format'
  | 'container_format'
  | 'owner'
  | 'store'
  | 'os'
  | 'property'

export type Had = { kind: 'fact'; fact: Havable } | { kind: 'property'; key: TextPattern }

export type Flag =
  | { kind: 'facet'; facet: QueryFacet; value: string }
  | { kind: 'state'; state: 'transition' | 'stuck' }

/** Several values of one term: any of them is enough. */
export type TermMeaning =
  /** A negated word or phrase, comparable; positive ones are the query's `text`. */
  | { kind: 'text'; word: string }
  | { kind: 'facet'; facet: QueryFacet; values: readonly TextPattern[] }
  | { kind: 'owner'; ownerships: readonly Ownership[]; accounts: readonly TextPattern[] }
  | { kind: 'field'; field: TextFieldName; values: readonly TextPattern[] }
  | { kind: 'property'; key: string; values: readonly TextPattern[]; ranges: readonly NumberRange[] }
  | { kind: 'quantity'; field: QuantityFieldName; ranges: readonly NumberRange[]; isAnyKnown: boolean }
  | { kind: 'date'; field: DateFieldName; ranges: readonly DateRange[]; isAnyKnown: boolean }
  | { kind: 'has'; had: readonly Had[] }
  | { kind: 'is'; flags: readonly Flag[] }

export type QueryTerm = TermMeaning & {
  span: Span
  negated: boolean
}

export interface QueryProblem {
  /** The stretch of the text that it is about. */
  span: Span
  /** One sentence: what would be understood, or what was made of it. */
  message: string
  /** `error`: the term is left out. `note`: it counts, though perhaps not as meant, or is not finished. */
  severity: 'error' | 'note'
}

export interface ParsedQuery {
  /** Words and phrases to be contained, comparable, each once. */
  text: readonly string[]
  /** Everything else; all must hold. */
  terms: readonly QueryTerm[]
  problems: readonly QueryProblem[]
}

/** What a query may name beside the fields. */
export interface KnownKeys {
  /** Whether any image of the catalog has this custom property. */
  hasProperty: (key: string) => boolean
}
