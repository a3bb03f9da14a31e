/**
 * What of an image somebody may write, as one map of values by key: base fields with their own types, tags as a set,
 * every other property as text. Editors compare and merge such maps; `image-changes.ts` makes patches of them.
 * Source: "Image entity", "PATCH /v2/images/{id}".
 */
import { baseKeys, propertyText } from './image-facts.ts'
import { isSameValue } from './json-patch.ts'
import type { Image } from './schemas.ts'

/** A tag list stands for a set: its order says nothing. */
export type FieldValue = string | number | boolean | null | readonly string[]

/** A key that is not there is a property that the image does not have. A map, for `__proto__` is a legal key. */
export type ImageValues = ReadonlyMap<string, FieldValue>

/** Base fields that a PATCH may set, in the order to show them; they can never be removed. */
export const writableFields = [
  'name',
  'min_disk',
  'min_ram',
  'disk_format',
  'container_format',
  'visibility',
  'protected',
  'os_hidden',
  'owner',
  'tags',
] as const
export type WritableField = (typeof writableFields)[number]

const writable: ReadonlySet<string> = new Set(writableFields)

export const isWritableField = (key: string): key is WritableField => writable.has(key)

/** The values of an image as it is. A property of null is the same as none. */
export function valuesOf(image: Image): ImageValues {
  const values = new Map<string, FieldValue>(writableFields.map((field) => [field, image[field]]))
  for (const key of Object.keys(image)) {
    const value = image[key]
    if (!baseKeys.has(key) && value !== null && value !== undefined) values.set(key, propertyText(value))
  }
  return values
}

/** Whether two values, or the absence of both, are the same. */
export const isSameField = (one: FieldValue | undefined, other: FieldValue | undefined) => isSameValue(one, other)

/** A value in words for people: tags in a row, nothing as a dash. */
export const valueText = (value: FieldValue | undefined): string => {
  if (value === undefined || value === null) return '—'
  if (typeof value === 'object') return value.length > 0 ? value.join(', ') : 'none'
  return value === '' ? 'empty' : String(value)
}
