/**
 * What keys, values and their number must be like, checked while somebody types. A problem is a sentence for people;
 * null: none. Sources: "Limits summary", "PATCH /v2/images/{id}" (pointer rules), "Image entity".
 */
import type { Flavour } from '#lib/contract.ts'
import { type FieldValue, type ImageValues, isWritableField } from './image-values.ts'
import { keyVerdict, type RuleContext } from './property-rules.ts'

/** Upstream's defaults; a cloud may allow fewer, which only its 413 tells. */
export const limits = { keyLength: 255, nameLength: 255, tagLength: 255, properties: 128, tags: 128 } as const

const LARGEST_NUMBER = 2 ** 31 - 1

/** Characters, as the service counts them: not UTF-16 code units. */
const lengthOf = (text: string) => Array.from(text).length

const HAS_CONTROL = /\p{Cc}/u

/** Why no property can be called so; null when one can. */
export function keyProblem(key: string): string | null {
  if (key === '') return 'A property needs a name.'
  // The service trims pointers: the property would be stored under another name than the one asked for.
  if (key.trim() !== key) return 'A name cannot begin or end with a space.'
  if (HAS_CONTROL.test(key)) return 'A name cannot hold line breaks or control characters.'
  if (lengthOf(key) > limits.keyLength)
    return `A name has at most ${limits.keyLength} characters; this has ${lengthOf(key)}.`
  return null
}

/** Why a property of this name cannot be added to these values; null when it can. */
export function newKeyProblem(key: string, values: ImageValues, context: RuleContext): string | null {
  const problem = keyProblem(key)
  if (problem !== null) return problem
  const verdict = keyVerdict(key, context)
  if (!verdict.ok) return verdict.reason
  if (isWritableField(key)) return `${key} is a field that every image has: change it in its own row.`
  if (values.has(key)) return 'The image has a property of this name.'
  if (context.schema?.isOpen === false && !context.schema.descriptions.has(key))
    return 'This cloud allows only the properties that its schema names.'
  return null
}

/** What may go wrong with a key although it is allowed; null: nothing known. */
export function keyCaution(key: string, values: ImageValues): string | null {
  const lower = key.toLowerCase()
  const twin = [...values.keys()].find((other) => other !== key && other.toLowerCase() === lower)
  if (twin !== undefined) return `Differs from ${twin} in capitals only, which some clouds take for the same.`
  return null
}

/** Why a field or property cannot have this value; null when it can. */
export function valueProblem(key: string, value: FieldValue): string | null {
  switch (key) {
    case 'name':
      return typeof value === 'string' && lengthOf(value) > limits.nameLength
        ? `A name has at most ${limits.nameLength} characters; this has ${lengthOf(value)}.`
        : null
    case 'min_disk':
    case 'min_ram':
      return isSize(value) ? null : `A whole number from 0 to ${LARGEST_NUMBER.toLocaleString('en')}.`
    case 'tags':
      return typeof value === 'object' && value !== null ? tagsProblem(value) : null
    default:
      return null
  }
}

const isSize = (value: FieldValue) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_NUMBER

function tagsProblem(tags: readonly string[]): string | null {
  if (tags.length > limits.tags) return `An image has at most ${limits.tags} tags; these are ${tags.length}.`
  for (const tag of tags) {
    const problem = tagProblem(tag)
    if (problem !== null) return problem
  }
  return null
}

/** Why this cannot be a tag; null when it can. */
export function tagProblem(tag: string): string | null {
  if (tag.trim() === '') return 'A tag needs at least one letter.'
  if (lengthOf(tag) > limits.tagLength)
    return `A tag has at most ${limits.tagLength} characters; this has ${lengthOf(tag)}.`
  return null
}

/** Upstream's default database cannot hold what lies beyond the Basic Multilingual Plane, and answers 400. */
export const valueCaution = (text: string, flavour: Flavour): string | null => {
  const rare = /[\u{10000}-\u{10FFFF}]/u.exec(text)?.[0]
  return flavour === 'openstack' && rare !== undefined ? `Many clouds cannot store characters such as ${rare}.` : null
}

/** How many properties count towards the limit: what the service itself writes does not. */
export const countedProperties = (values: ImageValues): number =>
  [...values.keys()].filter((key) => !isWritableField(key) && !key.startsWith('os_glance')).length

/** Why the image cannot have this many properties; null when it can. */
export const countProblem = (values: ImageValues): string | null => {
  const count = countedProperties(values)
  return count > limits.properties
    ? `An image has at most ${limits.properties} properties; this would have ${count}. Remove ${count - limits.properties}.`
    : null
}
