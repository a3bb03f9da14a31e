/** Whether an image was made or changed in one of several ranges of time. */
import { parseApiTime } from '#lib/dates.ts'

import { timesOf } from './date-range.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { TermMeaning } from './terms.ts'

/** Times of whole seconds as Glance writes them sort as text, which spares parsing each of them. */
const isSortable = (text: string) => text.length === 20 && text.endsWith('Z') && text[10] === 'T'

const firstSortable = '0000-01-01T00:00:00Z'
const afterSortable = '9999-12-31T23:59:60Z'

/** The first whole second at or after a time, written so that it sorts. @param time milliseconds since 1970 */
const sortable = (time: number) => {
  const second = Math.ceil(time / 1_000) * 1_000
  if (second < Date.UTC(1000, 0)) return firstSortable
  if (second >= Date.UTC(9999, 11, 31)) return afterSortable
  return `${new Date(second).toISOString().slice(0, 19)}Z`
}

export const datePredicate = (term: Extract<TermMeaning, { kind: 'date' }>, now: number) => {
  const ranges = term.ranges.map((range) => {
    const { from, to } = timesOf(range, now)
    return { from, to, fromText: sortable(from), toText: sortable(to) }
  })
  const isWithin = (text: string) => {
    if (isSortable(text)) return ranges.some(({ fromText, toText }) => text >= fromText && text < toText)
    const time = parseApiTime(text)
    return time !== null && ranges.some(({ from, to }) => time >= from && time < to)
  }
  return ({ image }: CatalogEntry) => {
    const text = term.field === 'created' ? image.created_at : image.updated_at
    return text !== null && (term.isAnyKnown || isWithin(text))
  }
}
