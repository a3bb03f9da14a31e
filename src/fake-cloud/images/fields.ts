/**
 * Base fields that a caller may write: what each accepts and where it goes.
 * Source: api §3.2 "Image entity"; refusals carry the first lines of the service's schema dump.
 */
import type { Flavour } from '#lib/contract.ts'

import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import { VALUES } from './schemas.ts'

/** Largest value of the database's integer column. */
const MOST = 2 ** 31 - 1

/** A value as Python prints it, since the real refusals do. */
function printed(value: unknown): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}

function mismatch(field: string, value: unknown, why: string, rule: string): Refusal {
  return new Refusal(
    400,
    `Provided object does not match schema 'image': ${printed(value)} ${why}\n\nFailed validating '${rule}' in schema['properties']['${field}']\n\nOn instance['${field}']:\n    ${printed(value)}`,
  )
}

/** MySQL's three-byte text holds no emoji. Source: api §3.5, 400 "4-byte unicode on some databases". */
export function refuseFourBytes(field: string, value: string): void {
  if (/[\u{10000}-\u{10ffff}]/u.test(value)) {
    const name = field.charAt(0).toUpperCase() + field.slice(1)
    throw new Refusal(400, `${name} can't contain 4 byte unicode characters.`)
  }
}

function textOrNull(field: string, value: unknown): string | null {
  if (value === null) return null
  if (typeof value !== 'string') throw mismatch(field, value, "is not of type 'null', 'string'", 'type')
  if (value.length > 255) throw mismatch(field, value, 'is too long', 'maxLength')
  return value
}

function truth(field: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw mismatch(field, value, "is not of type 'boolean'", 'type')
  return value
}

function whole(field: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw mismatch(field, value, "is not of type 'integer'", 'type')
  }
  if (value < 0) throw new Refusal(400, `Invalid value '${value}' for parameter '${field}': Cannot be a negative value`)
  if (value > MOST) throw new Refusal(400, `'${field}' value out of range, must not exceed ${MOST}.`)
  return value
}

function oneOf<T extends string>(field: string, value: unknown, values: readonly T[]): T {
  const found = values.find((candidate) => candidate === value)
  if (found === undefined) {
    throw mismatch(field, value, `is not one of [${values.map((one) => printed(one)).join(', ')}]`, 'enum')
  }
  return found
}

const oneOfOrNull = (field: string, value: unknown, values: readonly string[]): string | null =>
  value === null ? null : oneOf(field, value, values)

/** Duplicates collapse; order does not matter. */
function tagList(value: unknown): string[] {
  if (!Array.isArray(value)) throw mismatch('tags', value, "is not of type 'array'", 'type')
  return [...new Set(value.map((tag: unknown) => checkTag(tag)))]
}

/** @throws Refusal 400 */
export function checkTag(tag: unknown): string {
  if (typeof tag !== 'string') throw mismatch('tags', tag, "is not of type 'string'", 'type')
  if (tag.length > 255) throw mismatch('tags', tag, 'is too long', 'maxLength')
  return tag
}

/** The value of an additional property. @throws Refusal 400 */
export function checkProperty(key: string, value: unknown): string {
  if (typeof value !== 'string') throw mismatch(key, value, "is not of type 'string'", 'type')
  return value
}

export type FieldWriter = (image: ImageRow, value: unknown) => ImageRow

/** Writers of the base fields by name; every other name is an additional property. */
export function fieldWriters(flavour: Flavour): ReadonlyMap<string, FieldWriter> {
  const { visibilities, diskFormats, containerFormats } = VALUES[flavour]
  const writers: Record<string, FieldWriter> = {
    name: (image, value) => ({ ...image, name: textOrNull('name', value) }),
    visibility: (image, value) => ({ ...image, visibility: oneOf('visibility', value, visibilities) }),
    protected: (image, value) => ({ ...image, protected: truth('protected', value) }),
    owner: (image, value) => ({ ...image, owner: textOrNull('owner', value) }),
    tags: (image, value) => ({ ...image, tags: tagList(value) }),
    disk_format: (image, value) => ({ ...image, diskFormat: oneOfOrNull('disk_format', value, diskFormats) }),
    container_format: (image, value) => ({
      ...image,
      containerFormat: oneOfOrNull('container_format', value, containerFormats),
    }),
    min_disk: (image, value) => ({ ...image, minDisk: whole('min_disk', value) }),
    min_ram: (image, value) => ({ ...image, minRam: whole('min_ram', value) }),
    ...(flavour === 'openstack' && {
      os_hidden: (image: ImageRow, value: unknown) => ({ ...image, hidden: truth('os_hidden', value) }),
    }),
  }
  return new Map(Object.entries(writers))
}

/** Fields only the service writes. Source: api §3.2 "Names the client must refuse". */
export const READ_ONLY: readonly string[] = [
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
]
const RESERVED: readonly string[] = ['location', 'deleted', 'deleted_at']

/** Names nobody may use. */
export const isReserved = (name: string): boolean => RESERVED.includes(name) || name.startsWith('os_glance')

/** What Rackspace's images come with, beyond the two prefixes; [infer] which of them are locked. Source: api §3.2. */
const RACKSPACE_LOCKED: readonly string[] = [
  'base_image_ref',
  'cache_in_nova',
  'flavor_classes',
  'image_type',
  'instance_type_name',
  'instance_uuid',
  'os_type',
  'user_id',
]

/** Properties Rackspace keeps to itself: its prefix always, the others while the image has them. */
export const isRackspaceLocked = (image: ImageRow, name: string): boolean =>
  name.startsWith('com.rackspace') ||
  (name in image.properties && (name.startsWith('org.openstack') || RACKSPACE_LOCKED.includes(name)))
