/** Text to compare with, whole or with `*` for any stretch. No regular expressions: what is typed cannot stall. */
import { comparable } from './comparable.ts'

import type { ValueItem } from './tokens.ts'

/** Comparable text between wildcards: a single chunk is the whole value. */
export interface TextPattern {
  chunks: readonly string[]
  /** As typed, for people. */
  text: string
}

export const patternOf = ({ chunks, text }: ValueItem): TextPattern => ({ chunks: chunks.map(comparable), text })

export const exactPattern = (text: string): TextPattern => ({ chunks: [comparable(text)], text })

/** A lone `*`: any value at all. */
export const isAnyValue = ({ chunks }: TextPattern) => chunks.length === 2 && chunks.every((chunk) => chunk === '')

export const hasWildcard = ({ chunks }: TextPattern) => chunks.length > 1

/** @param value comparable text */
export const matchesPattern = ({ chunks }: TextPattern, value: string): boolean => {
  const [first = '', ...rest] = chunks
  const last = rest.pop()
  if (last === undefined) return value === first
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false
  let at = first.length
  for (const chunk of rest) {
    const found = value.indexOf(chunk, at)
    if (found === -1) return false
    at = found + chunk.length
  }
  return at <= value.length - last.length
}
