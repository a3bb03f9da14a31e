/** What a column of the catalog is called, in URLs and in what the browser remembers. */

/** Fields of every image that have a column. All but `tags` can be sorted by. */
export const fieldColumns = [
  'name',
  'kind',
  'status',
  'visibility',
  'owner',
  'region',
  'tags',
  'min_disk',
  'min_ram',
  'disk_format',
  'container_format',
  'size',
  'virtual_size',
  'checksum',
  'id',
  'created_at',
  'updated_at',
] as const

type FieldColumnId = (typeof fieldColumns)[number]

/** A custom property: `property.os_distro`. */
export type PropertyColumnId = `property.${string}`
export type ColumnId = FieldColumnId | PropertyColumnId
export type SortKey = Exclude<ColumnId, 'tags'>

const prefix = 'property.'

/** Longer keys than the service stores cannot be a property's. */
const LONGEST_KEY = 255

export const isPropertyColumn = (id: string): id is PropertyColumnId =>
  id.startsWith(prefix) && id.length > prefix.length && id.length <= prefix.length + LONGEST_KEY

export const isColumnId = (id: string): id is ColumnId =>
  isPropertyColumn(id) || fieldColumns.some((field) => field === id)

export const isSortKey = (id: string): id is SortKey => isColumnId(id) && id !== 'tags'

export const propertyColumnId = (key: string): PropertyColumnId => `${prefix}${key}`

/** The key of the property that a column shows. */
export const propertyOf = (id: PropertyColumnId): string => id.slice(prefix.length)
