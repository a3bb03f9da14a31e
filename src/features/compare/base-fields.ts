/** The fields every image has, as people call them, in the order of an image's own page. */
import { ownership, type Ownership, statusWords, type Viewer, visibilityWords } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import { parseApiTime } from '#lib/dates.ts'
import { absent, setOf, type Value } from './values.ts'

export interface BaseField {
  /** The API's name. */
  key: string
  label: string
  /** IDs and hashes, which are read letter by letter. */
  isMono?: boolean
  /** Not every cloud has it: no row when none of the images does. */
  isOptional?: boolean
  read: (image: Image, viewer: Viewer) => Value
}

const text = (value: string | null | undefined, words?: string): Value =>
  value === null || value === undefined ? absent : { type: 'text', text: value, ...(words !== undefined && { words }) }

const bytes = (value: number | null): Value => (value === null ? absent : { type: 'bytes', bytes: value })

/** A time that cannot be read is still what the service said. */
const time = (value: string | null): Value => {
  const milliseconds = parseApiTime(value)
  return milliseconds === null ? text(value) : { type: 'time', time: milliseconds }
}

/** The least it takes to boot: 0 asks for nothing. */
const minimum = (value: number | null, unit: string) =>
  value === null ? absent : text(String(value), value === 0 ? 'None' : `${value} ${unit}`)

const flag = (value: boolean) => text(String(value), value ? 'Yes' : 'No')

const owners: Record<Ownership, string> = {
  mine: 'Your account',
  'shared-with-me': 'Shares it with your account',
  provider: 'Offers it to everyone',
  community: 'Offers it to the community',
  other: 'Another account',
}

const owner = (image: Image, viewer: Viewer): Value =>
  image.owner === null ? absent : { type: 'text', text: image.owner, note: owners[ownership(image, viewer)] }

/**
 * Name, ID, region and operating system head the columns. Left out are the addresses (`self`, `file`, `schema`,
 * `direct_url`, `locations`): they hold the ID and so differ always.
 */
export const baseFields: readonly BaseField[] = [
  { key: 'status', label: 'Status', read: ({ status }) => text(status, statusWords(status)) },
  { key: 'visibility', label: 'Visibility', read: ({ visibility }) => text(visibility, visibilityWords(visibility)) },
  { key: 'protected', label: 'Protected', read: (image) => flag(image.protected) },
  { key: 'os_hidden', label: 'Hidden', read: (image) => flag(image.os_hidden) },
  { key: 'size', label: 'Size', read: ({ size }) => bytes(size) },
  { key: 'virtual_size', label: 'Virtual size', read: (image) => bytes(image.virtual_size) },
  { key: 'disk_format', label: 'Disk format', read: (image) => text(image.disk_format) },
  { key: 'container_format', label: 'Container format', read: (image) => text(image.container_format) },
  { key: 'checksum', label: 'MD5', isMono: true, read: ({ checksum }) => text(checksum) },
  { key: 'os_hash_algo', label: 'Hash algorithm', isOptional: true, read: (image) => text(image.os_hash_algo) },
  { key: 'os_hash_value', label: 'Hash', isMono: true, isOptional: true, read: (image) => text(image.os_hash_value) },
  {
    key: 'stores',
    label: 'Stores',
    isOptional: true,
    read: ({ stores }) => (stores === undefined ? absent : setOf(stores.split(',').filter(Boolean))),
  },
  { key: 'owner', label: 'Owner', isMono: true, read: owner },
  { key: 'tags', label: 'Tags', read: ({ tags }) => setOf(tags) },
  { key: 'min_disk', label: 'Minimum disk', read: (image) => minimum(image.min_disk, 'GB') },
  { key: 'min_ram', label: 'Minimum memory', read: (image) => minimum(image.min_ram, 'MB') },
  { key: 'created_at', label: 'Created', read: (image) => time(image.created_at) },
  { key: 'updated_at', label: 'Updated', read: (image) => time(image.updated_at) },
]
