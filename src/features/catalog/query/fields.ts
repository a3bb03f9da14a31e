/** The keys a query understands beside the catalog's own properties, and what each looks at. */
import { type QueryFacet, queryFacet, queryFacetNames } from './facets.ts'

export type TextFieldName = 'name' | 'id' | 'checksum' | 'container_format' | 'os_hash_algo'
export type QuantityFieldName = 'size' | 'virtual_size' | 'min_disk' | 'min_ram'
export type DateFieldName = 'created' | 'updated'

export type Field =
  | { kind: 'facet'; facet: QueryFacet }
  | { kind: 'text'; field: TextFieldName }
  | { kind: 'quantity'; field: QuantityFieldName }
  | { kind: 'date'; field: DateFieldName }
  | { kind: 'is' }
  | { kind: 'has' }

export const textFieldTitles: Readonly<Record<TextFieldName, string>> = {
  name: 'Name',
  id: 'ID',
  checksum: 'Checksum',
  container_format: 'Container format',
  os_hash_algo: 'Hash algorithm',
}

/** `unit`: bytes in what a plain number counts. */
export const quantityFields: Readonly<Record<QuantityFieldName, { title: string; unit: number }>> = {
  size: { title: 'Size', unit: 1 },
  virtual_size: { title: 'Virtual size', unit: 1 },
  min_disk: { title: 'Min disk', unit: 2 ** 30 },
  min_ram: { title: 'Min RAM', unit: 2 ** 20 },
}

export const dateTitles: Readonly<Record<DateFieldName, string>> = { created: 'Created', updated: 'Updated' }

const fields = new Map<string, Field>([
  ...queryFacetNames.map((facet): [string, Field] => [queryFacet(facet).field, { kind: 'facet', facet }]),
  ['is', { kind: 'is' }],
  ['has', { kind: 'has' }],
  ['name', { kind: 'text', field: 'name' }],
  ['id', { kind: 'text', field: 'id' }],
  ['checksum', { kind: 'text', field: 'checksum' }],
  ['container_format', { kind: 'text', field: 'container_format' }],
  ['os_hash_algo', { kind: 'text', field: 'os_hash_algo' }],
  ['size', { kind: 'quantity', field: 'size' }],
  ['virtual_size', { kind: 'quantity', field: 'virtual_size' }],
  ['min_disk', { kind: 'quantity', field: 'min_disk' }],
  ['min_ram', { kind: 'quantity', field: 'min_ram' }],
  ['created', { kind: 'date', field: 'created' }],
  ['updated', { kind: 'date', field: 'updated' }],
])

/** Keys as completion offers them, in the order to offer. */
export const fieldKeys: readonly string[] = [...fields.keys()]

/** The API's own names, understood but not offered. */
const aliases = new Map([
  ['disk_format', 'format'],
  ['tags', 'tag'],
  ['stores', 'store'],
  ['os_hidden', 'hidden'],
  ['ownership', 'owner'],
  ['created_at', 'created'],
  ['updated_at', 'updated'],
  ['os_hash_value', 'checksum'],
])

/** What a key means, in any letter case; null when it is no field. */
export const fieldOf = (key: string): Field | null => {
  const name = key.toLowerCase()
  return fields.get(aliases.get(name) ?? name) ?? null
}

/** What makes a property reachable whose name is a field's. */
export const propertyPrefix = 'property.'
