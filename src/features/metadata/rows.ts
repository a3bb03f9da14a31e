/** The rows of the editor: which keys, in which groups, and what each says about its value. */
import type { FieldValue, ImageValues } from '#api/image-values.ts'
import { isWritableField, writableFields } from '#api/image-values.ts'
import type { ImageSchema } from '#api/image-schema.ts'
import { type Origin, originOf } from '#api/property-rules.ts'
import type { Image } from '#api/schemas.ts'
import { type PropertyMeaning, type Vocabulary } from '#api/vocabulary.ts'
import type { Flavour } from '#lib/contract.ts'

export interface RowGroup {
  origin: Origin
  title: string
  /** Who sets what is in it. */
  detail: string
  keys: readonly string[]
}

const groups: readonly Omit<RowGroup, 'keys'>[] = [
  { origin: 'base', title: 'Base fields', detail: 'Every image has these.' },
  { origin: 'yours', title: 'Properties', detail: 'Set by whoever owns the image.' },
  { origin: 'provider', title: 'Provider’s properties', detail: 'Reserved for the provider of the image.' },
  { origin: 'system', title: 'Set by the cloud', detail: 'Written by the service as it works.' },
]

/** Shown on the Overview, or of no use to people. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['self', 'file', 'schema', 'id'])

/**
 * @param keys those of the image and of the edits
 * @returns groups with their keys in order; properties are always there, for they can be added
 */
export function rowGroups(image: Image, keys: Iterable<string>, flavour: Flavour): RowGroup[] {
  const all = new Set([...Object.keys(image), ...keys].filter((key) => !NOT_SHOWN.has(key)))
  const base = writableFields.filter((field) => flavour === 'openstack' || field !== 'os_hidden')
  const others = [...all].filter((key) => !isWritableField(key)).toSorted((one, other) => (one < other ? -1 : 1))
  return groups
    .map((group) => ({
      ...group,
      keys: group.origin === 'base' ? base : others.filter((key) => originOf(key, flavour) === group.origin),
    }))
    .filter(({ origin, keys: own }) => own.length > 0 || origin === 'yours')
}

/** The value of a row that is no writable field: system fields are shown as they are. */
export const shownValue = (key: string, values: ImageValues, image: Image): FieldValue | undefined => {
  if (values.has(key)) return values.get(key)
  if (originOf(key, 'openstack') !== 'system') return undefined
  const value = image[key]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** The type of a value, in a word. */
export function typeWord(value: FieldValue | undefined, meaning: PropertyMeaning | undefined): string {
  if (typeof value === 'boolean' || meaning?.type === 'boolean') return 'boolean'
  if (typeof value === 'object' && value !== null) return 'list'
  if (typeof value === 'number') return 'integer'
  if (meaning && meaning.choices.length > 0 && meaning.type === 'string') return 'choice'
  return meaning?.type ?? 'string'
}

const fieldTitles: Record<string, [title: string, description: string]> = {
  name: ['Name', 'What people call the image. Several images may have the same.'],
  min_disk: ['Minimum disk', 'The smallest disk the image boots from, in GB; 0 asks for nothing.'],
  min_ram: ['Minimum memory', 'The least memory the image boots with, in MB; 0 asks for nothing.'],
  disk_format: ['Disk format', 'How the disk is laid out in the data.'],
  container_format: ['Container format', 'What wraps the disk; bare when nothing does.'],
  visibility: ['Visibility', 'Who can see the image.'],
  protected: ['Protected', 'A protected image cannot be deleted.'],
  os_hidden: ['Hidden', 'A hidden image is left out of lists; whoever knows its ID can use it.'],
  owner: ['Owner', 'The account that the image belongs to.'],
  tags: ['Tags', 'Words to find the image by.'],
}

/** What a row’s key means, from the fields every image has, the cloud’s definitions, or its schema. */
export function meaningOf(
  key: string,
  vocabulary: Vocabulary | null,
  schema: ImageSchema | null,
): PropertyMeaning | undefined {
  const [title, description] = fieldTitles[key] ?? []
  if (title !== undefined && description !== undefined) return { key, title, description, type: 'string', choices: [] }
  const known = vocabulary?.byKey.get(key)
  if (known) return known
  const said = schema?.descriptions.get(key)
  return said === undefined ? undefined : { key, title: key, description: said, type: 'string', choices: [] }
}
