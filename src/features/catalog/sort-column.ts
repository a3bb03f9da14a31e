/** What the rows of a catalog compare by, for each column: computed once per row, compared with plain `<`. */
import { ownership, textProperty } from '#api/image-facts.ts'
import { imageKind, imageKinds } from '#api/image-kind.ts'
import { parseApiTime } from '#lib/dates.ts'

import { isPropertyColumn, propertyOf } from './column-id.ts'
import { naturalKey } from './natural-key.ts'

import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { CatalogSort, SortDirection } from './catalog-url.ts'
import type { PropertyColumnId, SortKey } from './column-id.ts'

export interface SortColumn {
  set: (slot: number, entry: CatalogEntry) => void
  /** Zero when the column does not tell two rows apart. */
  compare: (slot: number, other: number) => number
}

const kindRank = ({ image, list }: CatalogEntry, viewer: Viewer) => {
  const { kind } = imageKind(image, { ...viewer, listedPublicly: list !== 'hidden' })
  return kind === 'unknown' ? null : imageKinds.indexOf(kind)
}

/** Sorts one's own images before those of all other owners: no owner's id is that low. */
const myself = '\0'

/** A column for each sort key; null and the empty text have nothing to sort by. */
const columns: Record<Exclude<SortKey, PropertyColumnId>, (direction: SortDirection, viewer: Viewer) => SortColumn> = {
  name: (direction) => textColumn(direction, ({ image }) => image.name && naturalKey(image.name)),
  kind: (direction, viewer) => numberColumn(direction, (entry) => kindRank(entry, viewer)),
  status: (direction) => textColumn(direction, ({ image }) => image.status),
  visibility: (direction) => textColumn(direction, ({ image }) => image.visibility),
  owner: (direction, viewer) =>
    textColumn(direction, ({ image }) => (ownership(image, viewer) === 'mine' ? myself : image.owner)),
  region: (direction) => textColumn(direction, ({ region }) => region),
  size: (direction) => numberColumn(direction, ({ image }) => image.size),
  virtual_size: (direction) => numberColumn(direction, ({ image }) => image.virtual_size),
  disk_format: (direction) => textColumn(direction, ({ image }) => image.disk_format),
  container_format: (direction) => textColumn(direction, ({ image }) => image.container_format),
  min_disk: (direction) => numberColumn(direction, ({ image }) => image.min_disk),
  min_ram: (direction) => numberColumn(direction, ({ image }) => image.min_ram),
  checksum: (direction) => textColumn(direction, ({ image }) => image.checksum),
  id: (direction) => textColumn(direction, ({ image }) => image.id),
  updated_at: (direction) => numberColumn(direction, ({ image }) => parseApiTime(image.updated_at)),
  created_at: (direction) => numberColumn(direction, ({ image }) => parseApiTime(image.created_at)),
}

const propertyColumn = (property: string, direction: SortDirection) =>
  textColumn(direction, ({ image }) => {
    const text = textProperty(image, property)
    return text === null ? null : naturalKey(text)
  })

export const sortColumn = ({ key, direction }: CatalogSort, viewer: Viewer) =>
  isPropertyColumn(key) ? propertyColumn(propertyOf(key), direction) : columns[key](direction, viewer)

// Two plain functions rather than one over both types: comparing is nearly all the time a sort takes, and engines
// compare an array of only numbers, or only strings, several times faster.

function numberColumn(direction: SortDirection, of: (entry: CatalogEntry) => number | null): SortColumn {
  const keys: number[] = []
  const sign = direction === 'asc' ? 1 : -1
  return {
    set: (slot, entry) => {
      const key = of(entry)
      keys[slot] = key === null ? Infinity : sign * key
    },
    compare: (slot, other) => {
      const one = keys[slot] ?? Infinity
      const two = keys[other] ?? Infinity
      if (one === two) return 0
      return one < two ? -1 : 1
    },
  }
}

function textColumn(direction: SortDirection, of: (entry: CatalogEntry) => string | null): SortColumn {
  const keys: string[] = []
  // Whatever the direction, what is missing compares as last: above all text, or below it.
  const [missing, whenLess] = direction === 'asc' ? (['\uffff', -1] as const) : (['', 1] as const)
  return {
    set: (slot, entry) => {
      const key = of(entry)
      keys[slot] = key === null || key === '' ? missing : key
    },
    compare: (slot, other) => {
      const one = keys[slot] ?? missing
      const two = keys[other] ?? missing
      if (one === two) return 0
      return one < two ? whenLess : -whenLess
    },
  }
}
