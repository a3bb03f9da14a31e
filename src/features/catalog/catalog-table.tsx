/** The rows of the catalog, with what can be done with one of them. */
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { imageName, type Viewer } from '#api/image-facts.ts'
import { paths } from '#lib/paths.ts'
import type { Column, Density } from '#ui/virtual-table/column.ts'
import { VirtualTable } from '#ui/virtual-table/virtual-table.tsx'
import type { CatalogIndex, CatalogRow } from './catalog-index.ts'
import type { CatalogSort } from './catalog-url.ts'
import { NarrowCell } from './cells.tsx'
import { isSortKey, type SortKey } from './column-id.ts'
import { nameColumn } from './columns.tsx'
import { RowMenu } from './row-menu.tsx'

const RowPreview = lazy(async () => ({ default: (await import('./row-preview.tsx')).RowPreview }))

const RowHover = lazy(async () => ({ default: (await import('./row-hover.tsx')).RowHover }))

interface CatalogTableProps {
  index: CatalogIndex
  rows: readonly CatalogRow[]
  columns: readonly Column<CatalogRow>[]
  widths: ReadonlyMap<string, number>
  onResize: (column: string, px: number | null) => void
  density: Density
  /** A row under a resting mouse shows its preview. */
  showsOnHover: boolean
  sort: CatalogSort
  onSort: (key: SortKey) => void
  /** Keys of rows, shown or not. */
  selected: ReadonlySet<string>
  select: (next: ReadonlySet<string>) => void
  viewer: Viewer
  now: number
  view: string
  visit: string
  empty: ReactNode
}

const rowKey = ({ key }: CatalogRow) => key
const rowName = ({ image }: CatalogRow) => imageName(image) ?? image.id

export function CatalogTable(props: CatalogTableProps) {
  const { index, selected, select, viewer, now, sort, onSort, showsOnHover, ...rest } = props
  const navigate = useNavigate()
  const [preview, setPreview] = useState<{ row: CatalogRow; element: HTMLElement } | null>(null)
  const [hovered, setHovered] = useState<{ row: CatalogRow; element: HTMLElement } | null>(null)
  const narrow = useCallback((row: CatalogRow) => <NarrowCell entry={row} viewer={viewer} now={now} />, [viewer, now])
  const selection = useMemo(() => ({ selected, onChange: select, label: rowName }), [selected, select])
  const changedAt = useCallback(({ key }: CatalogRow) => index.changedAt(key), [index])

  const toggle = (key: string) => {
    const next = new Set(selected)
    if (!next.delete(key)) next.add(key)
    select(next)
  }
  const show = (row: CatalogRow) => {
    const element = document.querySelector(`[data-row-id="${CSS.escape(row.key)}"]`)
    if (element instanceof HTMLElement) setPreview({ row, element })
  }
  return (
    <>
      <VirtualTable
        {...rest}
        label="Images"
        rowId={rowKey}
        rowHeader={nameColumn}
        narrow={narrow}
        sort={{ column: sort.key, direction: sort.direction }}
        onSort={(column) => isSortKey(column) && onSort(column)}
        selection={selection}
        text={rowName}
        changedAt={changedAt}
        onPreview={(row, element) => setPreview({ row, element })}
        onHover={showsOnHover && !preview ? (row, element) => setHovered({ row, element }) : undefined}
        menu={(row) => (
          <RowMenu
            row={row}
            isSelected={selected.has(row.key)}
            onOpen={() => void navigate(paths.image(row.region, row.image.id))}
            onPreview={() => show(row)}
            onToggle={() => toggle(row.key)}
          />
        )}
      />
      {hovered && showsOnHover && !preview && (
        <Suspense fallback={null}>
          <RowHover key={hovered.row.key} {...hovered} viewer={viewer} now={now} onClose={() => setHovered(null)} />
        </Suspense>
      )}
      {preview && (
        <Suspense fallback={null}>
          <RowPreview {...preview} viewer={viewer} now={now} onClose={() => setPreview(null)} />
        </Suspense>
      )}
    </>
  )
}
