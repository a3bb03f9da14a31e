import { Ellipsis } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { TickBox } from '#ui/tick-box.tsx'
import type { Column, RowHeader } from './column.ts'
import { edgeCell, menuCell, nameCell, rowMenu, rowTick } from './table-classes.ts'

interface CellsProps<Row> {
  row: Row
  /** Does Tab enter the table here? */
  isEntry: boolean
  header: RowHeader<Row>
  columns: readonly Column<Row>[]
  narrow: ((row: Row) => ReactNode) | null
}

interface BodyRowProps<Row> extends CellsProps<Row> {
  id: string
  index: number
  /** CSS pixels from the first row's top. */
  top: number
  /** CSS pixels. */
  height: number
  onFocusRow: (id: string, index: number) => void
  /** Undefined when rows cannot be chosen. */
  isSelected: boolean | undefined
  /** What the row is called by its box. */
  selectLabel: string | undefined
  /** What the row is called by its menu button; undefined when rows have no menu. */
  menuLabel: string | undefined
  /** Milliseconds since 1970; undefined when it did not change. */
  changedAt: number | undefined
}

// `memo` forgets type parameters; the two components keep theirs.

/**
 * Everything about a row but its cells, which are the costly part and know nothing of where the row is. The table
 * listens for presses on the box and on the button itself.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const BodyRow = memo(function BodyRow<Row>(props: BodyRowProps<Row>) {
  const { id, index, top, height, onFocusRow, isSelected, selectLabel, menuLabel, changedAt, ...cells } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-row-id={id}
      onFocus={() => onFocusRow(id, index)}
      className="group/row absolute inset-x-0 grid items-center border-b border-line bg-surface hover:bg-hover aria-selected:bg-accent-soft has-[[data-row-link]:focus-visible]:outline-2 has-[[data-row-link]:focus-visible]:-outline-offset-2 has-[[data-row-link]:focus-visible]:outline-accent"
      style={{ transform: `translateY(${top}px)`, height, gridTemplateColumns: 'var(--tracks)' }}
    >
      {changedAt !== undefined && <Flash key={changedAt} changedAt={changedAt} />}
      {isSelected === undefined ? (
        <span />
      ) : (
        <div role="cell" className={`relative z-[1] flex items-center justify-center self-stretch ${edgeCell}`}>
          <TickBox
            data-row-select
            aria-label={`Select ${selectLabel ?? id}`}
            checked={isSelected}
            onChange={heardByTable}
            tabIndex={-1}
            className={rowTick}
          />
        </div>
      )}
      <RowCells {...cells} />
      {menuLabel !== undefined && (
        <div role="cell" className={`relative z-[1] flex items-center justify-end self-stretch pe-1.5 ${menuCell}`}>
          <button
            type="button"
            data-row-menu
            aria-label={`Actions for ${menuLabel}`}
            aria-haspopup="menu"
            tabIndex={-1}
            className={`flex size-6 cursor-default items-center justify-center rounded-md text-ink-2 hover:bg-line hover:text-ink pointer-coarse:size-8 ${rowMenu}`}
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </div>
  )
}) as <Row>(props: BodyRowProps<Row> & { key: string }) => ReactNode

/** React asks for a handler on a box whose state is given; the table's own listener also sees the Shift key. */
const heardByTable = () => undefined

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const RowCells = memo(function RowCells<Row>({ row, isEntry, header, columns, narrow }: CellsProps<Row>) {
  return (
    <>
      <div
        role="rowheader"
        className={`flex min-w-0 flex-col justify-center self-stretch ${nameCell} ${narrow ? '' : 'pe-4'}`}
      >
        {header.cell(row, { 'data-row-link': true, tabIndex: isEntry ? 0 : -1 })}
        {narrow?.(row)}
      </div>
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="cell"
          className={`min-w-0 truncate text-ink-2 ${at === columns.length - 1 ? '' : 'pe-4'} ${column.align === 'end' ? 'text-end tabular-nums' : ''}`}
        >
          {column.cell(row)}
        </div>
      ))}
    </>
  )
}) as <Row>(props: CellsProps<Row>) => ReactNode

/** Milliseconds that a changed row stays tinted: as long as `--animate-flash`. */
const FLASH_MS = 2_400

/** A row that scrolls into view later goes on where its tint would be by now, or shows none. */
function Flash({ changedAt }: { changedAt: number }) {
  const [age] = useState(() => Math.max(0, Date.now() - changedAt))
  if (age >= FLASH_MS) return null
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-0 animate-flash"
      style={{ animationDelay: `-${age}ms` }}
    />
  )
}
