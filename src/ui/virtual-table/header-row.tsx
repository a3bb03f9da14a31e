import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useRef } from 'react'
import { TickBox } from '#ui/tick-box.tsx'
import { useElementWidth } from '#ui/use-element-width.ts'
import type { Sort } from './column.ts'
import { ResizeHandle } from './resize-handle.tsx'
import { edgeCell, nameCell, rowTick } from './table-classes.ts'

interface HeadColumn {
  id: string
  header: string
  align?: 'start' | 'end'
  sortable?: boolean
}

interface HeaderRowProps {
  columns: readonly HeadColumn[]
  sort: Sort
  onSort: (column: string) => void
  /** On narrow screens the header is read but not seen; sorting is offered elsewhere. */
  visuallyHidden: boolean
  /** The box for all rows; absent when rows cannot be chosen. */
  all: 'none' | 'some' | 'all' | undefined
  onToggleAll: () => void
  hasMenu: boolean
  /** While a column is dragged. */
  onDrag: (column: string, px: number | null) => void
  onResize: ((column: string, px: number | null) => void) | undefined
}

/** The head stays put while rows scroll below it. */
export const HeaderRow = memo(function HeaderRow(props: HeaderRowProps) {
  const { columns, sort, onSort, visuallyHidden, all, onToggleAll, hasMenu, onDrag, onResize } = props
  return (
    <div
      role="rowgroup"
      className={visuallyHidden ? 'sr-only' : 'sticky top-0 z-10 border-b border-line-strong bg-surface'}
    >
      <div
        role="row"
        aria-rowindex={1}
        data-head-row
        className="group/head grid h-8 items-stretch bg-inherit"
        style={{ gridTemplateColumns: 'var(--tracks)' }}
      >
        {all === undefined ? (
          <span />
        ) : (
          <div role="columnheader" className={`relative flex items-center justify-center ${edgeCell}`}>
            <TickBox
              aria-label="Select all"
              checked={all === 'all'}
              isIndeterminate={all === 'some'}
              onChange={onToggleAll}
              tabIndex={visuallyHidden ? -1 : 0}
              className={rowTick}
            />
          </div>
        )}
        {columns.map((column, at) => (
          <HeadCell
            key={column.id}
            column={column}
            direction={sort.column === column.id ? sort.direction : null}
            onSort={onSort}
            isFirst={at === 0}
            isLast={at === columns.length - 1}
            isReachable={!visuallyHidden}
            onDrag={onDrag}
            onResize={visuallyHidden ? undefined : onResize}
          />
        ))}
        {hasMenu && (
          <div role="columnheader" className="sr-only">
            Actions
          </div>
        )}
      </div>
    </div>
  )
})

interface HeadCellProps {
  column: HeadColumn
  direction: Sort['direction'] | null
  onSort: (column: string) => void
  isFirst: boolean
  isLast: boolean
  isReachable: boolean
  onDrag: HeaderRowProps['onDrag']
  onResize: HeaderRowProps['onResize']
}

function HeadCell({ column, direction, onSort, isFirst, isLast, isReachable, onDrag, onResize }: HeadCellProps) {
  const { id, header, align, sortable } = column
  const cell = useRef<HTMLDivElement>(null)
  const width = useElementWidth(cell)
  return (
    <div
      ref={cell}
      role="columnheader"
      // The handle is no part of the column's name.
      aria-label={header}
      aria-sort={sortable ? ariaSort(direction) : undefined}
      className={`relative flex min-w-0 items-center text-xs font-medium text-ink-3 ${isLast ? '' : 'pe-4'} ${isFirst ? nameCell : ''} ${align === 'end' ? 'justify-end' : ''}`}
    >
      {sortable ? (
        <button
          type="button"
          tabIndex={isReachable ? 0 : -1}
          onClick={() => onSort(id)}
          className={`group -mx-1 flex min-h-6 min-w-0 cursor-pointer items-center gap-1 rounded-sm px-1 hover:text-ink ${direction ? 'text-ink' : ''} ${align === 'end' ? 'flex-row-reverse' : ''}`}
        >
          <span className="truncate">{header}</span>
          <SortMark direction={direction} />
        </button>
      ) : (
        <span className="truncate">{header}</span>
      )}
      {onResize && <ResizeHandle columnId={id} header={header} width={width} onDrag={onDrag} onResize={onResize} />}
    </div>
  )
}

const ariaSort = (direction: Sort['direction'] | null) =>
  direction === null ? 'none' : direction === 'asc' ? 'ascending' : 'descending'

/** An order that is not chosen shows its arrow only under the pointer, faintly: it says "this can be sorted". */
const SortMark = ({ direction }: { direction: Sort['direction'] | null }) => {
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp
  return (
    <Arrow
      aria-hidden
      className={`size-3 shrink-0 ${direction ? '' : 'opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50'}`}
    />
  )
}
