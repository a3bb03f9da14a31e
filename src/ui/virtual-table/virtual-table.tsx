/**
 * A table of any length: only the rows on screen are in the page, at a fixed height, in one CSS grid.
 * The keyboard walks it by rows (arrows, Page Up/Down, Home, End, typing a name) and along a row (Left, Right); the
 * row's own link is what takes the focus, so Enter opens it as any link. The row with the focus stays in the page when
 * scrolled away, or the focus would be lost.
 */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ContextMenu } from '#ui/context-menu.tsx'
import { useElementWidth } from '#ui/use-element-width.ts'
import { BodyRow } from './body-row.tsx'
import { type Column, type Density, ROW_HEIGHT, type RowHeader, type RowSelection, type Sort } from './column.ts'
import { indexNear } from './find-row.ts'
import { HeaderRow } from './header-row.tsx'
import { placeOf } from './place.ts'
import { extentOf } from './selection.ts'
import { useCurrentRow } from './use-current-row.ts'
import { useRowHover } from './use-row-hover.ts'
import { useRowSelection } from './use-row-selection.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'
import { type MenuRequest, useTableEvents } from './use-table-events.ts'
import { NARROW_UNDER, useTableWidths } from './use-table-widths.ts'
import { useVisit } from './use-visit.ts'

/**
 * Functions that rows are drawn with (`rowHeader`, `columns`, `narrow`) are compared by identity: the same ones draw
 * nothing anew.
 */
export interface VirtualTableProps<Row> {
  label: string
  rows: readonly Row[]
  rowId: (row: Row) => string
  rowHeader: RowHeader<Row>
  columns: readonly Column<Row>[]
  /** In a table under 640 pixels this one cell stands for all columns. */
  narrow: (row: Row) => ReactNode
  sort: Sort
  onSort: (column: string) => void
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode
  /** Names the set of rows and its order: when it changes, the table starts at its top; else rows stay where they are. */
  view: string
  /** Names this visit to the table: a table shown again under the same name opens where it was left. */
  visit: string
  /** Rows can be chosen: by box, Space, `x`, Ctrl or Cmd with a press, Shift for a run, Ctrl or Cmd with `a` for all. */
  selection?: RowSelection<Row>
  /** What a row is called: typing the beginning goes there. */
  text?: (row: Row) => string
  /** `p` on a row. */
  onPreview?: (row: Row, element: HTMLElement) => void
  /** A mouse rests on a row. */
  onHover?: ((row: Row, element: HTMLElement) => void) | undefined
  /** Items (of `#ui/menu.tsx`) of a row's menu: right click, the menu key, Shift+F10, or the row's last button. */
  menu?: (row: Row) => ReactNode
  /** When the row last changed, in milliseconds since 1970: it is tinted for a moment. Undefined: it has not. */
  changedAt?: (row: Row) => number | undefined
  density?: Density
  /** Widths set by the user, in CSS pixels, by column; the name's too. */
  widths?: ReadonlyMap<string, number>
  /** Columns can be resized. Null: back to the column's own width. */
  onResize?: (columnId: string, px: number | null) => void
}

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, rowId, rowHeader, sort, narrow, empty, view, visit, density = 'comfortable' } = props
  const { selection, text, onPreview, onHover, menu, changedAt } = props
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  const isNarrow = width > 0 && width < NARROW_UNDER
  const rowHeight = ROW_HEIGHT[isNarrow ? 'narrow' : density]
  const columns = useMemo(
    () => (isNarrow ? [] : props.columns.filter(({ from = 0 }) => width >= from)),
    [props.columns, isNarrow, width],
  )
  const headColumns = useMemo(() => [rowHeader, ...columns], [rowHeader, columns])
  const table = useRef<HTMLDivElement>(null)
  const { tableStyle, isWide, drag } = useTableWidths({
    table,
    width,
    columns: headColumns,
    widths: props.widths,
    hasSelection: selection !== undefined,
    hasMenu: menu !== undefined,
  })

  const [left] = useState(() => placeOf(visit))
  const current = useCurrentRow({ scroller, rows, rowId, startAt: left?.rowId ?? null })
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialOffset: left?.top ?? 0,
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        return current.index < 0 || indexes.includes(current.index)
          ? indexes
          : [...indexes, current.index].toSorted((a, b) => a - b)
      },
      [current.index],
    ),
  })
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rowHeight])
  useScrollAnchor({ scroller, rows, rowId, rowHeight, view })
  useVisit(scroller, visit, current.id)

  const selecting = useRowSelection(selection, rows, rowId)
  const [menuFor, setMenuFor] = useState<MenuRequest | null>(null)
  useTableEvents({
    scroller,
    rows,
    current: current.index,
    goTo: (index) => {
      const row = rows[index]
      if (row === undefined) return
      virtualizer.scrollToIndex(index)
      current.goTo(rowId(row), index)
    },
    rowHeight,
    selecting,
    text,
    onPreview,
    onMenu: menu && setMenuFor,
  })
  useRowHover(
    scroller,
    onHover &&
      ((index, element) => {
        const row = rows[index]
        if (row !== undefined) onHover(row, element)
      }),
  )

  // The head is drawn again only for what it shows, not on every scroll.
  const latest = useRef({ onSort: props.onSort, toggleAll: selecting?.toggleAll, onResize: props.onResize })
  useLayoutEffect(() => {
    latest.current = { onSort: props.onSort, toggleAll: selecting?.toggleAll, onResize: props.onResize }
  })
  const onSort = useCallback((column: string) => latest.current.onSort(column), [])
  const onToggleAll = useCallback(() => latest.current.toggleAll?.(), [])
  const onResize = useCallback((column: string, px: number | null) => latest.current.onResize?.(column, px), [])
  const selected = selection?.selected
  const all = useMemo(() => selected && extentOf(selected, rows, rowId), [selected, rows, rowId])

  const name = text ?? selection?.label
  const menuRow = menuFor && rows[indexNear(rows, rowId, menuFor.id, current.index)]
  return (
    <div
      ref={scroller}
      tabIndex={-1}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain bg-surface outline-none [overflow-anchor:none] [scrollbar-gutter:stable]"
    >
      {/* Header and footer rows count too: screen readers announce "row 5 of 10,001". */}
      <div
        ref={table}
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        data-wide={isWide || undefined}
        data-narrow={isNarrow || undefined}
        data-choosing={selecting?.isAny === true || undefined}
        className="group/table min-w-full"
        style={tableStyle}
      >
        <HeaderRow
          columns={headColumns}
          sort={sort}
          onSort={onSort}
          visuallyHidden={isNarrow}
          all={all}
          onToggleAll={onToggleAll}
          hasMenu={menu !== undefined}
          onDrag={drag}
          onResize={props.onResize && onResize}
        />
        <div role="rowgroup" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index]
            if (row === undefined) return null
            const id = rowId(row)
            return (
              <BodyRow
                key={id}
                id={id}
                row={row}
                index={index}
                top={start}
                height={size}
                // Until the keyboard has been here, Tab enters at the first row.
                isEntry={current.index < 0 ? index === 0 : index === current.index}
                onFocusRow={current.enter}
                header={rowHeader}
                columns={columns}
                narrow={isNarrow ? narrow : null}
                isSelected={selection?.selected.has(id)}
                selectLabel={selection?.label(row)}
                menuLabel={menu && (name?.(row) ?? id)}
                changedAt={changedAt?.(row)}
              />
            )
          })}
        </div>
      </div>
      {rows.length === 0 && empty}
      {menu && menuFor && menuRow && (
        <ContextMenu
          key={menuFor.id}
          label={`Actions for ${name?.(menuRow) ?? menuFor.id}`}
          at={menuFor}
          isByKeyboard={menuFor.isByKeyboard}
          onClose={() => setMenuFor(null)}
        >
          {menu(menuRow)}
        </ContextMenu>
      )}
    </div>
  )
}
