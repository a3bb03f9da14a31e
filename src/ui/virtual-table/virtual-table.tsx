/**
 * A table of any length: only the rows on screen are in the page, at a fixed height, in one CSS grid.
 * The keyboard walks it by rows (arrows, Page Up/Down, Home, End); the row's own link is what takes the focus, so
 * Enter opens it as any link. The row with the focus stays in the page when scrolled away, or the focus would be lost.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useElementWidth } from '#ui/use-element-width.ts'
import type { Column, RowLinkProps, Sort } from './column.ts'
import { HeaderRow } from './header-row.tsx'
import { placeOf, rememberPlace } from './place.ts'
import { rowAfterKey } from './row-keys.ts'

interface VirtualTableProps<Row> {
  label: string
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** The first column heads the row: its cell holds the row's link. */
  rowHeader: Omit<Column<Row>, 'cell'> & { cell: (row: Row, link: RowLinkProps) => ReactNode }
  columns: readonly Column<Row>[]
  /** Below `narrowUnder` pixels this one cell stands for all columns. */
  narrow: (row: Row) => ReactNode
  sort: Sort
  onSort: (column: string) => void
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode
  /** Names the set of rows and its order: when it changes, the table starts at its top. */
  view: string
  /** Names this visit to the table: a table shown again under the same name opens where it was left. */
  visit: string
}

const ROW_HEIGHT = 36
const NARROW_ROW_HEIGHT = 60
const NARROW_UNDER = 640

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, rowId, rowHeader, sort, onSort, narrow, empty, view, visit } = props
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  const isNarrow = width > 0 && width < NARROW_UNDER
  const columns = useMemo(
    () => (isNarrow ? [] : props.columns.filter(({ from = 0 }) => width >= from)),
    [props.columns, isNarrow, width],
  )
  const tracks = isNarrow ? 'minmax(0, 1fr)' : [rowHeader, ...columns].map((column) => column.width).join(' ')

  const [left] = useState(() => placeOf(visit))
  const [currentId, setCurrentId] = useState<string | null>(left?.rowId ?? null)
  const current = currentId === null ? -1 : rows.findIndex((row) => rowId(row) === currentId)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT),
    overscan: 10,
    initialOffset: left?.top ?? 0,
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        return current < 0 || indexes.includes(current) ? indexes : [...indexes, current].toSorted((a, b) => a - b)
      },
      [current],
    ),
  })
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, isNarrow])

  // Other rows start at the top: the old place on the scroll bar means nothing among them.
  const shownView = useRef(view)
  useLayoutEffect(() => {
    if (shownView.current === view) return
    shownView.current = view
    // In braces: current Chromium answers `scrollTo` with a promise, which is no clean-up.
    scroller.current?.scrollTo({ top: 0 })
  }, [view])

  useEffect(() => {
    const element = scroller.current
    const remember = () => rememberPlace(visit, { top: element?.scrollTop ?? 0, rowId: currentId })
    if (currentId !== null) remember()
    element?.addEventListener('scroll', remember, { passive: true })
    return () => element?.removeEventListener('scroll', remember)
  }, [visit, currentId])

  const goTo = useGoTo(scroller, left?.rowId ?? null)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isOnRow = event.target instanceof Element && event.target.closest('[data-row-link]')
    if (!isOnRow || event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / (isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT))
    const next = rowAfterKey(event.key, current, rows.length, page)
    const row = next === null ? undefined : rows[next]
    if (next === null || !row) return
    event.preventDefault()
    if (next === current) return
    virtualizer.scrollToIndex(next)
    setCurrentId(rowId(row))
    goTo(rowId(row))
  })
  useEffect(() => {
    const element = scroller.current
    element?.addEventListener('keydown', onKeyDown)
    return () => element?.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-auto overscroll-contain [scrollbar-gutter:stable]">
      {/* Header and footer rows count too: screen readers announce "row 5 of 10,001". */}
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1} className="min-w-full">
        <HeaderRow
          columns={[rowHeader, ...columns]}
          tracks={tracks}
          sort={sort}
          onSort={onSort}
          visuallyHidden={isNarrow}
        />
        <div role="rowgroup" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index]
            if (!row) return null
            const id = rowId(row)
            // Until the keyboard has been here, Tab enters at the first row.
            const isEntry = current < 0 ? index === 0 : index === current
            return (
              <BodyRow
                key={id}
                id={id}
                row={row}
                index={index}
                top={start}
                height={size}
                tracks={tracks}
                isEntry={isEntry}
                onFocusRow={setCurrentId}
                header={rowHeader}
                columns={columns}
                narrow={isNarrow ? narrow : null}
              />
            )
          })}
        </div>
      </div>
      {rows.length === 0 && empty}
    </div>
  )
}

/** Focuses a row's link as soon as the row has been drawn, which can take more than one render; first `startAt`'s. */
function useGoTo(scroller: RefObject<HTMLDivElement | null>, startAt: string | null) {
  const awaited = useRef(startAt)
  useLayoutEffect(() => {
    if (awaited.current === null) return
    const link = scroller.current?.querySelector(`[data-row-id="${CSS.escape(awaited.current)}"] [data-row-link]`)
    if (!(link instanceof HTMLElement)) return
    awaited.current = null
    link.focus({ preventScroll: true })
  })
  return (id: string) => {
    awaited.current = id
  }
}

interface BodyRowProps<Row> {
  id: string
  row: Row
  index: number
  top: number
  height: number
  tracks: string
  isEntry: boolean
  onFocusRow: (id: string) => void
  header: VirtualTableProps<Row>['rowHeader']
  columns: readonly Column<Row>[]
  narrow: ((row: Row) => ReactNode) | null
}

// `memo` forgets type parameters; the component keeps them.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const BodyRow = memo(
  function BodyRow<Row>(props: BodyRowProps<Row>) {
    const { id, row, index, top, height, tracks, isEntry, onFocusRow, header, columns, narrow } = props
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        data-row-id={id}
        onFocus={() => onFocusRow(id)}
        className="absolute inset-x-0 grid items-center border-b border-line px-4 hover:bg-hover has-[[data-row-link]:focus-visible]:bg-accent-soft"
        style={{ transform: `translateY(${top}px)`, height, gridTemplateColumns: tracks }}
      >
        <div role="rowheader" className={`min-w-0 ${narrow ? '' : 'pe-4'}`}>
          {header.cell(row, { 'data-row-link': true, tabIndex: isEntry ? 0 : -1 })}
          {narrow?.(row)}
        </div>
        {columns.map((column) => (
          <div
            key={column.id}
            role="cell"
            className={`min-w-0 truncate pe-4 text-ink-2 last:pe-0 ${column.align === 'end' ? 'text-end tabular-nums' : ''}`}
          >
            {column.cell(row)}
          </div>
        ))}
      </div>
    )
  },
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.top === after.top &&
    before.height === after.height &&
    before.tracks === after.tracks &&
    before.isEntry === after.isEntry &&
    before.columns === after.columns &&
    before.header === after.header &&
    (before.narrow === null) === (after.narrow === null),
) as <Row>(props: BodyRowProps<Row> & { key: string }) => ReactNode
