/** Listings of accounts and containers. Source: api §4 "Paging", Swift's pagination and pseudo-folder guides. */
import { preferred } from '#fake-cloud/core/accept.ts'
import { compareNames, type NamedRows } from '#fake-cloud/core/object-tables.ts'

import { sentence, StorageRefusal } from './errors.ts'
import { LIMITS } from './info.ts'

export interface ListingQuery {
  prefix: string
  delimiter: string
  marker: string
  endMarker: string
  limit: number
  isReverse: boolean
  /** The older way to list one pseudo folder: objects directly in it, no folders. */
  path: string | null
}

const TRUE = new Set(['true', '1', 'yes', 'on', 't', 'y'])

/** @throws StorageRefusal 400 for text that is no UTF-8, 412 for a limit that is too high */
export function readListingQuery(url: URL): ListingQuery {
  refuseBrokenText(url.search)
  const text = (name: string) => url.searchParams.get(name) ?? ''
  return {
    prefix: text('prefix'),
    delimiter: text('delimiter'),
    marker: text('marker'),
    endMarker: text('end_marker'),
    limit: limitOf(text('limit')),
    isReverse: TRUE.has(text('reverse').toLowerCase()),
    path: url.searchParams.get('path'),
  }
}

/** Anything that is no number counts for nothing. Source: seen on a real Swift; 412 from api §4 "Paging". */
function limitOf(text: string): number {
  const most = LIMITS.container_listing_limit
  if (!/^\d+$/.test(text)) return most
  if (Number(text) > most) {
    throw new StorageRefusal(412, { body: `Maximum limit is ${most}` })
  }
  return Number(text)
}

/** A query is read with mercy by URLSearchParams; the service refuses what it cannot decode. */
function refuseBrokenText(search: string): void {
  for (const part of search.slice(1).split('&')) {
    const [name = '', value = ''] = part.split('=')
    try {
      decodeURIComponent(value.replaceAll('+', ' '))
    } catch {
      throw sentence(400, `"${name}" parameter not valid UTF-8`)
    }
  }
}

/** One row of a listing: something that is there, or a pseudo folder. */
export type Listed<Row> = { row: Row } | { subdir: string }

/** The rows a query asks for. */
export function listNames<Row extends { readonly name: string }>(
  rows: NamedRows<Row>,
  query: ListingQuery,
): Listed<Row>[] {
  // The older form of a folder listing is a prefix and a delimiter without the folders.
  const prefix = query.path === null ? query.prefix : folderPrefix(query.path)
  const delimiter = query.path === null ? query.delimiter : '/'
  const listed: Listed<Row>[] = []
  let folder: string | undefined
  for (const row of inOrder(rows, prefix, query)) {
    if (listed.length >= query.limit) break
    const subdir = folderOf(row.name, prefix, delimiter)
    if (subdir === undefined) listed.push({ row })
    else if (subdir !== folder && subdir !== query.marker && query.path === null) listed.push({ subdir })
    folder = subdir
  }
  return listed
}

const folderPrefix = (path: string) => (path === '' || path.endsWith('/') ? path : `${path}/`)

function folderOf(name: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined
  const end = name.indexOf(delimiter, prefix.length)
  return end < 0 ? undefined : name.slice(0, end + delimiter.length)
}

/** Names with the prefix between the markers; backwards, marker and end marker change sides. */
function* inOrder<Row extends { readonly name: string }>(
  rows: NamedRows<Row>,
  prefix: string,
  { marker, endMarker, isReverse }: ListingQuery,
): Generator<Row> {
  const [after, before] = isReverse ? [endMarker, marker] : [marker, endMarker]
  const inside = function* () {
    for (const row of rows.from(compareNames(after, prefix) > 0 ? after : prefix)) {
      if (!row.name.startsWith(prefix)) return
      if (before !== '' && compareNames(row.name, before) >= 0) return
      if (row.name !== after) yield row
    }
  }
  if (isReverse) yield* [...inside()].toReversed()
  else yield* inside()
}

/** Answers with a listing as JSON or as names in lines, as `format` or `Accept` ask. @throws StorageRefusal 406 */
export function renderListing<Row extends { readonly name: string }>(
  request: Request,
  listed: readonly Listed<Row>[],
  entityOf: (row: Row) => object,
  headers: Record<string, string>,
): Response {
  const format = formatOf(request)
  if (format === 'json') {
    const rows = listed.map((one) => ('subdir' in one ? one : entityOf(one.row)))
    return Response.json(rows, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } })
  }
  const lines = listed.map((one) => `${'subdir' in one ? one.subdir : one.row.name}\n`).join('')
  return new Response(lines === '' ? null : lines, {
    // An empty plain listing is "no content"; an empty JSON listing is `[]`. Source: api §4, first row.
    status: lines === '' ? 204 : 200,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
  })
}

function formatOf(request: Request): 'json' | 'plain' {
  const asked = new URL(request.url).searchParams.get('format')
  if (asked === 'json' || asked === 'plain') return asked
  const accept = request.headers.get('accept') ?? ''
  const type = preferred(accept === '' ? '*/*' : accept, ['text/plain', 'application/json'])
  // XML listings are not part of this cloud.
  if (asked === 'xml' || type === undefined) throw new StorageRefusal(406, { body: '' })
  return type === 'application/json' ? 'json' : 'plain'
}
