/** The columns of the catalog: data, and for each a cell that is a pure function of the row. */
import type { ReactNode } from 'react'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { textProperty } from '#api/image-facts.ts'
import type { Column, RowLinkProps } from '#ui/virtual-table/column.ts'
import {
  AgeCell,
  type CellContext,
  KindCell,
  NameCell,
  Nothing,
  OwnerCell,
  SizeCell,
  StatusCell,
  TextCell,
  VisibilityCell,
} from './cells.tsx'
import { columnTitle } from './column-title.ts'
import { type ColumnId, isPropertyColumn, isSortKey, type PropertyColumnId, propertyOf } from './column-id.ts'

type CatalogColumn = Column<CatalogEntry> & { id: ColumnId }

export const nameColumn = {
  id: 'name',
  header: 'Name',
  width: 'minmax(15rem, 5fr)',
  sortable: true,
  cell: (entry: CatalogEntry, link: RowLinkProps) => <NameCell entry={entry} link={link} />,
}

type Look = Pick<CatalogColumn, 'width' | 'align'> & {
  cell: (entry: CatalogEntry, context: CellContext) => ReactNode
}

const looks: Record<Exclude<ColumnId, PropertyColumnId | 'name'>, Look> = {
  kind: { width: '6.5rem', cell: (entry, { viewer }) => <KindCell entry={entry} viewer={viewer} /> },
  status: { width: '9rem', cell: ({ image }, { now }) => <StatusCell image={image} now={now} /> },
  visibility: { width: '6.75rem', cell: ({ image }) => <VisibilityCell image={image} /> },
  owner: { width: '8rem', cell: (entry, { viewer }) => <OwnerCell entry={entry} viewer={viewer} /> },
  region: { width: '6rem', cell: ({ region }) => region },
  tags: { width: 'minmax(6rem, 2fr)', cell: ({ image }) => <TextCell text={image.tags.join(', ')} /> },
  min_disk: {
    width: '6.5rem',
    align: 'end',
    cell: ({ image }) => (image.min_disk ? `${image.min_disk} GB` : <Nothing />),
  },
  min_ram: {
    width: '6.5rem',
    align: 'end',
    cell: ({ image }) => (image.min_ram ? `${image.min_ram} MB` : <Nothing />),
  },
  disk_format: { width: '5rem', cell: ({ image }) => <TextCell text={image.disk_format} /> },
  container_format: { width: '6.5rem', cell: ({ image }) => <TextCell text={image.container_format} /> },
  size: { width: '5.75rem', align: 'end', cell: ({ image }) => <SizeCell bytes={image.size} /> },
  virtual_size: { width: '7rem', align: 'end', cell: ({ image }) => <SizeCell bytes={image.virtual_size} /> },
  checksum: { width: '12rem', cell: ({ image }) => <TextCell isCode text={image.checksum} /> },
  id: { width: '19rem', cell: ({ image }) => <TextCell isCode text={image.id} /> },
  created_at: {
    width: '7rem',
    align: 'end',
    cell: ({ image }, { now }) => <AgeCell time={image.created_at} now={now} />,
  },
  updated_at: {
    width: '7rem',
    align: 'end',
    cell: ({ image }, { now }) => <AgeCell time={image.updated_at ?? image.created_at} now={now} />,
  },
}

const propertyLook = (id: PropertyColumnId): Look => {
  const key = propertyOf(id)
  return { width: 'minmax(7rem, 1fr)', cell: ({ image }) => <TextCell text={textProperty(image, key)} /> }
}

type UsualId = Exclude<ColumnId, PropertyColumnId | 'name'>

/** The columns shown when nobody has chosen, in the order they stand. */
const usual: readonly UsualId[] = [
  'region',
  'kind',
  'status',
  'visibility',
  'owner',
  'tags',
  'min_disk',
  'min_ram',
  'disk_format',
  'size',
  'updated_at',
]

/** Pixels that every table takes: boxes, name, status, size, age and the rows' menu. */
const ALWAYS_PX = 652

/** The other usual columns, the most telling first, with the pixels each takes: they come as there is room. */
const asThereIsRoom: readonly [id: UsualId, px: number][] = [
  ['visibility', 108],
  ['region', 96],
  ['kind', 104],
  ['owner', 128],
  ['disk_format', 80],
  ['min_ram', 104],
  ['tags', 96],
  ['min_disk', 104],
]

/** Narrowest table, in pixels, that shows a column; columns that somebody chose are always shown. */
const roomFor = (shown: readonly UsualId[]): Map<UsualId, number> => {
  const from = new Map<UsualId, number>()
  let px = ALWAYS_PX
  for (const [id, width] of asThereIsRoom) {
    if (!shown.includes(id)) continue
    px += width
    from.set(id, px)
  }
  return from
}

interface UsualColumns {
  /** False on a cloud that does not tell standard images from others: the column would say nothing. */
  hasKinds: boolean
  /** The list spans more than one region. */
  hasRegions: boolean
}

/** The columns shown when nobody has chosen. */
export const usualColumnIds = ({ hasKinds, hasRegions }: UsualColumns): readonly UsualId[] =>
  usual.filter((id) => (hasKinds || id !== 'kind') && (hasRegions || id !== 'region'))

const columnOf = (id: ColumnId, context: CellContext): CatalogColumn[] => {
  if (id === 'name') return []
  const { cell, ...look } = isPropertyColumn(id) ? propertyLook(id) : looks[id]
  return [
    {
      id,
      header: columnTitle(id),
      sortable: isSortKey(id),
      ...look,
      cell: (entry: CatalogEntry) => cell(entry, context),
    },
  ]
}

/** @param chosen null: the usual columns */
export const catalogColumns = (
  chosen: readonly ColumnId[] | null,
  { hasKinds, hasRegions, ...context }: CellContext & UsualColumns,
): CatalogColumn[] => {
  if (chosen) return chosen.flatMap((id) => columnOf(id, context))
  const shown = usualColumnIds({ hasKinds, hasRegions })
  const room = roomFor(shown)
  return shown.flatMap((id) => columnOf(id, context).map((column) => ({ ...column, from: room.get(id) ?? 0 })))
}
