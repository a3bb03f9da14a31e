/** Times asked for by the calendar (`2026-05`, in UTC) or by age (`<30d`). */
import { absoluteUtc, parseApiTime } from '#lib/dates.ts'

import { comparisonOf, type Operator } from './comparison.ts'

/** Milliseconds; an open end is infinite. */
export type DateRange = { words: string } & (
  | {
      kind: 'calendar'
      /** Since 1970, included. */
      from: number
      /** Since 1970, excluded. */
      to: number
    }
  | { kind: 'age'; youngest: number; oldest: number }
)

interface Stretch {
  from: number
  to: number
  words: string
  /** `in May`, `on 3 May`, `at 10:00`. */
  preposition: string
}

const calendarText = /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/
const clockText = /^([1-9]\d{3}-\d{2}-\d{2}[T ]\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i

const yearFormat = { timeZone: 'UTC', year: 'numeric' } as const
const formats = {
  month: new Intl.DateTimeFormat('en-GB', { ...yearFormat, month: 'long' }),
  day: new Intl.DateTimeFormat('en-GB', { ...yearFormat, month: 'short', day: 'numeric' }),
}

const momentOf = (text: string): Stretch | null => {
  const [, start, seconds, zone = ''] = clockText.exec(text) ?? []
  if (start === undefined) return null
  const from = parseApiTime(`${start}${seconds ?? ':00'}${zone}`)
  if (from === null) return null
  return { from, to: from + (seconds === undefined ? 60_000 : 1_000), words: absoluteUtc(from), preposition: 'at' }
}

/** The year, month, day, minute or second that a text names; null when there is no such. */
const stretchOf = (text: string): Stretch | null => {
  const [, yearText, monthText, dayText] = calendarText.exec(text) ?? []
  if (yearText === undefined) return momentOf(text)
  const year = Number(yearText)
  if (monthText === undefined) {
    return { from: Date.UTC(year), to: Date.UTC(year + 1), words: yearText, preposition: 'in' }
  }
  const month = Number(monthText) - 1
  if (month < 0 || month > 11) return null
  if (dayText === undefined) {
    const from = Date.UTC(year, month)
    return { from, to: Date.UTC(year, month + 1), words: formats.month.format(from), preposition: 'in' }
  }
  const day = Number(dayText)
  const from = Date.UTC(year, month, day)
  // 31 February would be 3 March.
  if (new Date(from).getUTCDate() !== day) return null
  return { from, to: Date.UTC(year, month, day + 1), words: formats.day.format(from), preposition: 'on' }
}

const hour = 3_600_000
const day = 24 * hour
/** As `relativeTime` counts them. `m` is minutes, as in every duration of a command line; months are `mo`. */
const ageUnits = new Map([
  ['m', { ms: 60_000, word: 'minute' }],
  ['min', { ms: 60_000, word: 'minute' }],
  ['h', { ms: hour, word: 'hour' }],
  ['d', { ms: day, word: 'day' }],
  ['w', { ms: 7 * day, word: 'week' }],
  ['mo', { ms: 30 * day, word: 'month' }],
  ['y', { ms: 365 * day, word: 'year' }],
])
const ageText = /^(\d{1,6})\s*([a-z]{1,3})$/i

const ageOf = (text: string) => {
  const [, digits, unitName = ''] = ageText.exec(text) ?? []
  const unit = ageUnits.get(unitName.toLowerCase())
  if (digits === undefined || !unit) return null
  const count = Number(digits)
  return { ms: count * unit.ms, words: `${count} ${unit.word}${count === 1 ? '' : 's'}` }
}

const younger = (ms: number, words: string): DateRange => ({
  kind: 'age',
  youngest: -Infinity,
  oldest: ms,
  words: `within ${words}`,
})
const older = (ms: number, words: string): DateRange => ({
  kind: 'age',
  youngest: ms,
  oldest: Infinity,
  words: `more than ${words} ago`,
})
const calendar = (from: number, to: number, words: string): DateRange => ({ kind: 'calendar', from, to, words })

const compareStretch = (operator: Operator, { from, to, words }: Stretch): DateRange => {
  switch (operator) {
    case '>':
      return calendar(to, Infinity, `after ${words}`)
    case '>=':
      return calendar(from, Infinity, `since ${words}`)
    case '<':
      return calendar(-Infinity, from, `before ${words}`)
    case '<=':
      return calendar(-Infinity, to, `until ${words}`)
    default:
      return operator satisfies never
  }
}

const agesBetween = (from: string | null, to: string | null): DateRange | null => {
  const youngest = from === null ? null : ageOf(from)
  const oldest = to === null ? null : ageOf(to)
  if ((from !== null && !youngest) || (to !== null && !oldest)) return null
  if (youngest && oldest) {
    const words = `${youngest.words} to ${oldest.words} ago`
    return { kind: 'age', youngest: youngest.ms, oldest: oldest.ms, words }
  }
  if (youngest) return older(youngest.ms, youngest.words)
  return oldest && younger(oldest.ms, oldest.words)
}

const stretchesBetween = (from: string | null, to: string | null): DateRange | null => {
  const first = from === null ? null : stretchOf(from)
  const last = to === null ? null : stretchOf(to)
  if ((from !== null && !first) || (to !== null && !last)) return null
  if (first && last) return calendar(first.from, last.to, `${first.words} to ${last.words}`)
  if (first) return compareStretch('>=', first)
  return last && compareStretch('<=', last)
}

/** The times a value names; null when it names none. An age alone means within it. */
export const dateRange = (text: string): DateRange | null => {
  const comparison = comparisonOf(text)
  if (!comparison) return null
  if (comparison.kind === 'between') {
    return agesBetween(comparison.from, comparison.to) ?? stretchesBetween(comparison.from, comparison.to)
  }
  const { operand } = comparison
  const age = ageOf(operand)
  if (age) {
    const isOlder = comparison.kind === 'compare' && comparison.operator.startsWith('>')
    return isOlder ? older(age.ms, age.words) : younger(age.ms, age.words)
  }
  const stretch = stretchOf(operand)
  if (!stretch) return null
  return comparison.kind === 'equal'
    ? calendar(stretch.from, stretch.to, `${stretch.preposition} ${stretch.words}`)
    : compareStretch(comparison.operator, stretch)
}

/** Milliseconds since 1970, from included, to excluded. @param now milliseconds since 1970 */
export const timesOf = (range: DateRange, now: number): { from: number; to: number } =>
  range.kind === 'calendar'
    ? { from: range.from, to: range.to }
    : { from: now - range.oldest, to: now - range.youngest }
