/** What one image says under one key: what kind of value it is decides how it is compared, shown and written out. */
import { absoluteUtc } from '#lib/dates.ts'
import { exactBytes, formatBytes, unknownValue } from '#lib/units.ts'

export type Value =
  /** The service sent nothing or null. An empty text is a value. */
  | { type: 'absent' }
  /** `words`: how people say it, where that differs. `note`: what it means to the viewer. */
  | { type: 'text'; text: string; words?: string; note?: string }
  | { type: 'bytes'; bytes: number }
  /** Milliseconds since 1970. */
  | { type: 'time'; time: number }
  /** Without order or duplicates; here each member once, by code units. */
  | { type: 'set'; members: readonly string[] }

export const absent: Value = { type: 'absent' }

export const setOf = (members: readonly string[]): Value => ({ type: 'set', members: [...new Set(members)].toSorted() })

/** Stands for a text without characters, which nobody could tell from no text. */
export const EMPTY_TEXT = '""'

/** Equal identities are equal values, whatever words they are shown in. */
const identity = (value: Value): string => {
  switch (value.type) {
    case 'absent':
      return ''
    case 'text':
      return value.text
    case 'bytes':
      return String(value.bytes)
    case 'time':
      return String(value.time)
    case 'set':
      return JSON.stringify(value.members)
    default:
      return value satisfies never
  }
}

export const isSameValue = (one: Value, two: Value) => one.type === two.type && identity(one) === identity(two)

/** The value as the service holds it, for copying and for spreadsheets: bytes as a bare number, nothing as a dash. */
export const exactText = (value: Value): string => {
  switch (value.type) {
    case 'absent':
      return unknownValue
    case 'text':
      return value.text === '' ? EMPTY_TEXT : value.text
    case 'bytes':
      return String(value.bytes)
    case 'time':
      return absoluteUtc(value.time)
    case 'set':
      return value.members.length > 0 ? value.members.join(', ') : unknownValue
    default:
      return value satisfies never
  }
}

/** The value as people read it. */
export const wordsText = (value: Value): string => {
  if (value.type === 'bytes') return `${formatBytes(value.bytes)} (${exactBytes(value.bytes)})`
  return value.type === 'text' && value.words !== undefined ? value.words : exactText(value)
}
