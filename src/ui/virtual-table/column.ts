import type { ReactNode } from 'react'

/** A column is data: its cell is a pure function of the row. */
export interface Column<Row> {
  id: string
  header: string
  /** A track of the CSS grid: a length, `<n>fr`, or `minmax(<length>, <n>fr)`. */
  width: string
  align?: 'start' | 'end'
  /** Can the user sort by it? */
  sortable?: boolean
  /** Narrowest table, in pixels, that still shows the column; always shown when absent. */
  from?: number
  cell: (row: Row) => ReactNode
}

/** The first column heads the row: its cell holds the row's link. */
export type RowHeader<Row> = Omit<Column<Row>, 'cell'> & { cell: (row: Row, link: RowLinkProps) => ReactNode }

export interface Sort {
  column: string
  direction: 'asc' | 'desc'
}

/** What the link of a row must carry so that the keyboard finds it. */
export interface RowLinkProps {
  'data-row-link': true
  tabIndex: 0 | -1
}

/** Rows chosen by the user, by id; ids of rows that the table does not hold now are kept. */
export interface RowSelection<Row> {
  selected: ReadonlySet<string>
  onChange: (next: ReadonlySet<string>) => void
  /** What the row is called in "Select …". */
  label: (row: Row) => string
}

export type Density = 'comfortable' | 'compact'

/** Heights in CSS pixels. */
export const ROW_HEIGHT: Record<Density | 'narrow', number> = { comfortable: 36, compact: 28, narrow: 60 }
