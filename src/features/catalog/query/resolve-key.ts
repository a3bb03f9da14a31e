/** What the key of a pair means: a field, a property of the catalog, or nothing, so that the pair is plain text. */
import { type Field, fieldOf, propertyPrefix } from './fields.ts'
import { keyLimit, type PairToken, withKeyUpTo } from './tokens.ts'

import type { KnownKeys } from './terms.ts'

export type KeyTarget = Field | { kind: 'property'; key: string }

interface ResolvedPair {
  target: KeyTarget
  /** The pair, read with the key that was found. */
  token: PairToken
}

const withoutPrefix = (key: string) => (key.startsWith(propertyPrefix) ? key.slice(propertyPrefix.length) : key)

const targetOf = (key: string, { hasProperty }: KnownKeys): KeyTarget | null => {
  const field = fieldOf(key)
  if (field) return field
  const property = [key, withoutPrefix(key)].find((one) => hasProperty(one))
  return property === undefined ? null : { kind: 'property', key: property }
}

/** The places where a bare key may end beyond its first colon: keys such as `trait:HW_CPU` hold some. */
const laterColons = function* (text: string, { span, valueStart }: PairToken, start: number) {
  if (text[start] === '"') return
  const limit = Math.min(span.end, start + keyLimit)
  for (let at = valueStart; at < limit && !/["\s]/.test(text[at] ?? ''); at += 1) {
    if (text[at] === ':') yield at
  }
}

/** Null when the key is none that is known here. */
export const resolvePair = (text: string, token: PairToken, known: KnownKeys): ResolvedPair | null => {
  const target = targetOf(token.key, known)
  if (target) return { target, token }
  const start = token.span.start + (token.negated ? 1 : 0)
  for (const colon of laterColons(text, token, start)) {
    const property = targetOf(text.slice(start, colon), known)
    if (!property) continue
    const longer = withKeyUpTo(text, token, colon)
    // Where a token ends must not depend on the catalog's properties.
    if (longer.span.end === token.span.end) return { target: property, token: longer }
  }
  const key = withoutPrefix(token.key)
  return key !== token.key && key !== '' ? { target: { kind: 'property', key }, token } : null
}
