import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Sort } from './column.ts'

interface HeaderRowProps {
  columns: readonly { id: string; header: string; align?: 'start' | 'end'; sortable?: boolean }[]
  tracks: string
  sort: Sort
  onSort: (column: string) => void
  /** On narrow screens the header is read but not seen; sorting is offered elsewhere. */
  visuallyHidden: boolean
}

/** The head stays put while rows scroll below it. */
export function HeaderRow({ columns, tracks, sort, onSort, visuallyHidden }: HeaderRowProps) {
  return (
    <div
      role="rowgroup"
      className={visuallyHidden ? 'sr-only' : 'sticky top-0 z-10 border-b border-line-strong bg-surface'}
    >
      <div role="row" aria-rowindex={1} className="grid h-8 items-center px-4" style={{ gridTemplateColumns: tracks }}>
        {columns.map(({ id, header, align, sortable }) => {
          const direction = sort.column === id ? sort.direction : null
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={sortable ? ariaSort(direction) : undefined}
              className={`flex min-w-0 pe-4 text-xs font-medium text-ink-3 last:pe-0 ${align === 'end' ? 'justify-end' : ''}`}
            >
              {sortable ? (
                <button
                  type="button"
                  tabIndex={visuallyHidden ? -1 : 0}
                  onClick={() => onSort(id)}
                  className={`group -mx-1 flex min-w-0 cursor-pointer items-center gap-1 rounded-sm px-1 hover:text-ink ${direction ? 'text-ink' : ''} ${align === 'end' ? 'flex-row-reverse' : ''}`}
                >
                  <span className="truncate">{header}</span>
                  <SortMark direction={direction} />
                </button>
              ) : (
                <span className="truncate">{header}</span>
              )}
            </div>
          )
        })}
      </div>
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
