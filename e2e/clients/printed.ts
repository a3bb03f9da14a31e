/** Reads what clients print: JSON, or the tables and lists of those that speak no JSON. */

/** Of one connection and no service's words. Source: RFC 9110 "Connection". */
const OF_THE_CONNECTION = new Set(['Connection', 'Keep-Alive'])

/** Rows of `| a | b |` under a header; a row whose first cell is empty goes on with the one before. */
function tableRows(lines: readonly string[]): Record<string, string>[] {
  const [header = [], ...rows] = lines
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
  const whole: string[][] = []
  for (const cells of rows) {
    const before = whole.at(-1)
    if (before && cells[0] === '') cells.forEach((cell, index) => (before[index] = `${before[index] ?? ''}${cell}`))
    else whole.push(cells)
  }
  return whole.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])))
}

/** `   Name: value` on every line, as `swift stat` prints headers: in the order they came, which means nothing. */
const namedLines = (lines: readonly string[]): Record<string, string> => {
  const fields = lines.map((line) => {
    const [name = '', ...rest] = line.split(':')
    return [name.trim(), rest.join(':').trim()] as const
  })
  return Object.fromEntries(fields.filter(([name]) => !OF_THE_CONNECTION.has(name)))
}

function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutOrder)
    // Tags are a set, and come in any order.
    return items.every((item) => typeof item === 'string') ? items.toSorted() : items
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOrder(item)]))
}

/** The value of JSON, the rows of a table, the fields of a list of headers; any other text as it is. */
export function readPrinted(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines[0]?.startsWith('+-')) return tableRows(lines)
  if (lines.length > 3 && lines.every((line) => /^ *[\w -]+:/.test(line))) return namedLines(lines)
  try {
    return withoutOrder(JSON.parse(text))
  } catch {
    return text
  }
}

/**
 * What a client complains of. The SDK tells an HTML refusal as the set of its lines, joined by colons in any order:
 * `… Client Error for url: URL, 403 Forbidden: Not allowed.` They are put in order.
 */
export const readErrors = (text: string): string =>
  text.replaceAll(
    /(Error for url: \S+, )(.*)/g,
    (_whole, start: string, lines: string) => `${start}${lines.split(': ').toSorted().join(': ')}`,
  )

/** What a value is, all the way down: `{ id: 'string', tags: ['string'] }`. A list is the set of its items' shapes. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null'
  if (Array.isArray(value)) {
    const shapes = new Map(value.map((item) => [JSON.stringify(shapeOf(item)), shapeOf(item)]))
    return [...shapes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, shape]) => shape)
  }
  if (typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]))
}
