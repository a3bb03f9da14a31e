/** Operators of upstream filters: `in:a,b`, `gt:2026-…`. Source: api §3.4, rows `name…`, `created_at`; "`in:` quoting". */
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import { type ImageTest, sameText, textFields } from './list-query.ts'

const ISO_TIME = /^\d{4}-?\d{2}-?\d{2}([T ]\d{2}:?\d{2}(:?\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/i

/** Milliseconds since the epoch, or undefined; a time without a zone means UTC. */
function parseTime(text: string): number | undefined {
  if (!ISO_TIME.test(text)) return undefined
  const hasZone = /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text) && /[T ]/.test(text)
  const moment = Date.parse(hasZone || !/[T ]/.test(text) ? text : `${text}Z`)
  return Number.isNaN(moment) ? undefined : moment
}

/** `op:value`; a bare time holds colons and is no operator. */
function splitOperator(text: string): [operator: string, value: string] {
  const colon = text.indexOf(':')
  if (colon === -1 || parseTime(text) !== undefined) return ['eq', text]
  return [text.slice(0, colon), text.slice(colon + 1)]
}

/** Refuses quotes that do not stand at a comma or an end. @throws Refusal 400 */
function checkQuotes(text: string): void {
  const refuse = (why: string) => new Refusal(400, `Invalid filter value ${text}. ${why}`)
  let isOpen = false
  for (const { index } of text.matchAll(/(?<!\\)"/g)) {
    const [before, after] = [text[index - 1], text[index + 1]]
    if (!isOpen && before !== undefined && before !== ',')
      throw refuse('There is no comma before opening quotation mark.')
    if (isOpen && after !== undefined && after !== ',') throw refuse('There is no comma after closing quotation mark.')
    isOpen = !isOpen
  }
  if (isOpen) throw refuse('The quote is not closed.')
}

/** Values of an `in:` list; one with a comma stands in double quotes, `\"` escapes a quote. @throws Refusal 400 */
function splitValues(text: string): string[] {
  checkQuotes(text)
  const values = text.matchAll(/"((?:[^"\\]|\\.)*)"|[^,]+/g)
  return [...values].map(([bare, quoted]) => (quoted ?? bare).replaceAll(String.raw`\"`, '"'))
}

/** Fields that take `in:` and `eq:`. */
export const OPERATOR_FIELDS: readonly string[] = ['id', 'name', 'status', 'container_format', 'disk_format']

export function operatorTest(key: string, text: string): ImageTest {
  const read = textFields[key]
  if (!read) throw new Error(`No text field ${key}`)
  const [operator, value] = splitOperator(text)
  if (operator === 'eq') return (image) => sameText(read(image), value)
  if (operator !== 'in') throw new Refusal(400, `Unable to filter by unknown operator '${operator}'.`)
  const wanted = new Set(splitValues(value).map((one) => one.toLowerCase()))
  return (image) => {
    const actual = read(image)
    return actual !== null && wanted.has(actual.toLowerCase())
  }
}

const COMPARISONS: Record<string, (actual: number, wanted: number) => boolean> = {
  eq: (actual, wanted) => actual === wanted,
  neq: (actual, wanted) => actual !== wanted,
  gt: (actual, wanted) => actual > wanted,
  gte: (actual, wanted) => actual >= wanted,
  lt: (actual, wanted) => actual < wanted,
  lte: (actual, wanted) => actual <= wanted,
}

/** `created_at`, `updated_at`: exact or compared. */
export function timeTest(key: 'created_at' | 'updated_at', text: string): ImageTest {
  const read = (image: ImageRow) => (key === 'created_at' ? image.createdAt : image.updatedAt)
  const [operator, value] = splitOperator(text)
  const wanted = parseTime(value)
  if (wanted === undefined) {
    throw new Refusal(400, `Bad "${key}" query filter format. Use ISO 8601 DateTime notation.`)
  }
  const compare = COMPARISONS[operator]
  if (!compare) throw new Refusal(400, 'Unable to filter on a unknown operator.')
  return (image) => compare(read(image), wanted)
}
