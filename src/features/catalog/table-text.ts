/** The catalog as plain values, for tables outside of the app. */
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { type Viewer, ownership, propertyText } from '#api/image-facts.ts'
import { imageKind } from '#api/image-kind.ts'
import type { Image } from '#api/schemas.ts'
import { type ColumnId, isPropertyColumn, propertyOf } from './column-id.ts'

/** Exact values, not the rounded ones of the screen: bytes, whole times, IDs. Empty where there is none. */
const fieldText = (id: ColumnId, { image, region, list }: CatalogEntry, viewer: Viewer): string => {
  if (isPropertyColumn(id)) return textOf(image[propertyOf(id)])
  switch (id) {
    case 'kind':
      return imageKind(image, { ...viewer, listedPublicly: list !== 'hidden' }).kind
    case 'owner':
      return image.owner ?? ownership(image, viewer)
    case 'region':
      return region
    case 'tags':
      return image.tags.join(', ')
    default:
      return textOf((image satisfies Image)[id])
  }
}

const textOf = (value: unknown) => (value === null || value === undefined ? '' : propertyText(value))

export interface TableText {
  fields: string[]
  data: string[][]
}

/** Rows by columns, headed by the field's own names, with ID and name in front: they say which image a row is. */
export const tableText = (
  entries: readonly CatalogEntry[],
  columns: readonly ColumnId[],
  viewer: Viewer,
): TableText => {
  const ids = [...new Set<ColumnId>(['id', 'name', ...columns])]
  return {
    fields: ids.map((id) => (isPropertyColumn(id) ? propertyOf(id) : id)),
    data: entries.map((entry) => ids.map((id) => fieldText(id, entry, viewer))),
  }
}
