/** What a list call asks for, whichever flavour parsed it, and the parts both parsers share. */
import type { MemberStatus } from '#fake-cloud/core/db.ts'
import type { ImageRow, Order, SortDirection, SortKey } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import { crash } from './errors.ts'

export type ImageTest = (image: ImageRow) => boolean

/** Which part of what the caller may see is wanted. */
export type VisibilityScope = 'default' | 'all' | ImageRow['visibility']

export interface ListQuery {
  limit: number
  /** Id of the last image seen. */
  marker: string | undefined
  order: Order
  scope: VisibilityScope
  memberStatus: MemberStatus | 'all'
  tests: ImageTest[]
}

export const SORT_KEYS: readonly SortKey[] = [
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
]

export const isSortKey = (text: string): text is SortKey => SORT_KEYS.some((key) => key === text)
export const isSortDirection = (text: string): text is SortDirection => text === 'asc' || text === 'desc'

/** Makes an order total: `created_at` and `id` are appended. Source: api §3.4 "Ties". */
export const totalOrder = (order: Order, fallback: SortDirection): Order => [
  ...order,
  ...(['created_at', 'id'] as const)
    .filter((key) => !order.some(([used]) => used === key))
    .map((key): readonly [SortKey, SortDirection] => [key, fallback]),
]

const CONTROLS = ['limit', 'marker', 'member_status']

/**
 * Takes the first value of each control. A repeated one stays behind and acts as a property filter, which empties the
 * list: seen on a real Glance, and documented in the 2014 source (api §8 "Repeated sort_key/limit").
 */
export function takeControls(
  params: URLSearchParams,
  more: readonly string[] = [],
): { taken: Map<string, string>; left: URLSearchParams } {
  const taken = new Map<string, string>()
  const left = new URLSearchParams()
  for (const [key, value] of params) {
    if ([...CONTROLS, ...more].includes(key) && !taken.has(key)) taken.set(key, value)
    else left.append(key, value)
  }
  return { taken, left }
}

/** @returns images a page; the server's default without a value. @throws Refusal 400 */
export function parseLimit(text: string | undefined, page: { normal: number; most: number }): number {
  if (text === undefined) return page.normal
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Refusal(400, 'limit param must be an integer')
  const limit = Number(text)
  if (limit < 0) throw new Refusal(400, 'limit param must be positive')
  return Math.min(limit, page.most)
}

const MEMBER_STATUSES = ['pending', 'accepted', 'rejected', 'all'] as const

export function parseMemberStatus(text: string | undefined): MemberStatus | 'all' {
  const status = MEMBER_STATUSES.find((candidate) => candidate === (text ?? 'accepted'))
  if (!status) throw new Refusal(400, `Invalid status: ${text}`)
  return status
}

/** @param scopes those a caller may name. @throws Refusal 400 */
export function parseScope(text: string | undefined, scopes: readonly VisibilityScope[]): VisibilityScope {
  if (text === undefined) return 'default'
  const scope = scopes.find((candidate) => candidate === text)
  if (!scope) throw new Refusal(400, `Invalid visibility value: ${text}`)
  return scope
}

/** Base fields a filter can compare as numbers. */
const numberFields: Record<string, (image: ImageRow) => number | null> = {
  size: (image) => image.size,
  virtual_size: (image) => image.virtualSize,
  min_disk: (image) => image.minDisk,
  min_ram: (image) => image.minRam,
}

/** Base fields a filter can compare as text. */
export const textFields: Record<string, (image: ImageRow) => string | null> = {
  id: (image) => image.id,
  name: (image) => image.name,
  status: (image) => image.status,
  disk_format: (image) => image.diskFormat,
  container_format: (image) => image.containerFormat,
  owner: (image) => image.owner,
  checksum: (image) => image.digests?.md5 ?? null,
}

/** The databases behind both flavours compare text without case. */
export const sameText = (value: string | null | undefined, wanted: string): boolean =>
  value != null && value.toLowerCase() === wanted.toLowerCase()

/** `size_min=…`, `min_ram_max=…`: inclusive bounds; a missing size never matches. Undefined when the key is no bound. */
function boundTest(key: string, value: string): ImageTest | undefined {
  const bound = /^(.*)_(min|max)$/.exec(key)
  if (!bound) return undefined
  const [, field = '', side] = bound
  if (!/^\s*[+-]?\d+\s*$/.test(value)) {
    throw new Refusal(400, 'Unable to filter on a range with a non-numeric value.')
  }
  const read = numberFields[field]
  if (!read) {
    // A field that does not exist takes the server down. Source: api §3.4, `size_min` row.
    throw crash()
  }
  const limit = Number(value)
  return (image) => {
    const actual = read(image)
    return actual !== null && (side === 'min' ? actual >= limit : actual <= limit)
  }
}

/** Exact match of a number field; the database reads other text as its leading digits, or 0. */
function numberTest(key: string, value: string): ImageTest | undefined {
  const read = numberFields[key]
  const wanted = Number.parseFloat(value) || 0
  return read && ((image) => read(image) === wanted)
}

/** Exact match of a text field. */
function textTest(key: string, value: string): ImageTest | undefined {
  const read = textFields[key]
  return read && ((image) => sameText(read(image), value))
}

/** Any other key is an additional property: a misspelt filter empties the list instead of failing. Source: api §3.4. */
const propertyTest =
  (key: string, value: string): ImageTest =>
  (image) =>
    sameText(image.properties[key], value)

/** A filter without an operator: a bound, a base field, or a property. @throws Refusal 400, 500 */
export const plainTest = (key: string, value: string): ImageTest =>
  boundTest(key, value) ?? numberTest(key, value) ?? textTest(key, value) ?? propertyTest(key, value)

export const tagTest =
  (tag: string): ImageTest =>
  (image) =>
    image.tags.some((one) => sameText(one, tag))

/** `protected=true|false`, lower case only. @throws Refusal 400 */
export function protectedTest(value: string): ImageTest {
  if (value !== 'true' && value !== 'false') {
    throw new Refusal(400, `Invalid value '${value}' for 'protected' filter. Valid values are 'true' or 'false'.`)
  }
  return (image) => image.protected === (value === 'true')
}

/** Never in a list, whoever asks. Source: api §3.3. */
export const isListable: ImageTest = (image) => image.status !== 'killed' && image.status !== 'pending_delete'

export function refuseChangesSince(keys: Iterable<string>): void {
  for (const key of keys) {
    if (key === 'changes-since') {
      throw new Refusal(400, 'The "changes-since" filter is no longer available on v2.')
    }
  }
}
