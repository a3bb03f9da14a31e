import type { ReactNode } from 'react'

/** A column is data: its cell is a pure function of the row. */
export interface Column<Row> {
  id: string
  header: string
  /** A track of the CSS grid, as in `minmax(12rem, 3fr)`. */
  width: string
  align?: 'start' | 'end'
  /** Can the user sort by it? */
  sortable?: boolean
  /** Narrowest table, in pixels, that still shows the column; always shown when absent. */
  from?: number
  cell: (row: Row) => ReactNode
}

export interface Sort {
  column: string
  direction: 'asc' | 'desc'
}

/** What the link of a row must carry so that the keyboard finds it. */
export interface RowLinkProps {
  'data-row-link': true
  tabIndex: 0 | -1
}
