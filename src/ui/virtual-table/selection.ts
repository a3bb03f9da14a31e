/** What pressing, Shift and "all" do to a set of chosen rows. Every function returns a new set. */

export function toggled(selected: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

/** A run of rows that grows and shrinks with Shift, from a fixed end to a moving one. */
export interface RowRange {
  /** Index of the fixed end. */
  anchor: number
  /** Index of the moving end before; null when the run begins. */
  before: number | null
  /** Index of the moving end now. */
  now: number
  /** Rows are chosen, or, when the anchor was just given up, given up with it. */
  isChoosing: boolean
}

/** Chooses the rows of a run, and gives up those that it had reached and no longer reaches. */
export function withRange(
  selected: ReadonlySet<string>,
  idAt: (index: number) => string | undefined,
  { anchor, before, now, isChoosing }: RowRange,
): Set<string> {
  const next = new Set(selected)
  const apply = (end: number, isIn: boolean) => {
    for (let index = Math.min(anchor, end); index <= Math.max(anchor, end); index += 1) {
      const id = idAt(index)
      if (id === undefined) continue
      if (isIn) next.add(id)
      else next.delete(id)
    }
  }
  if (before !== null && isChoosing) apply(before, false)
  apply(now, isChoosing)
  return next
}

/** How many of the listed rows are chosen, as the box in the table's head shows it. */
export function extentOf<Row>(
  selected: ReadonlySet<string>,
  rows: readonly Row[],
  rowId: (row: Row) => string,
): 'none' | 'some' | 'all' {
  if (selected.size === 0 || rows.length === 0) return 'none'
  const isChosen = (row: Row) => selected.has(rowId(row))
  if (selected.size >= rows.length && rows.every(isChosen)) return 'all'
  return rows.some(isChosen) ? 'some' : 'none'
}

/** Adds all listed rows, or takes exactly them away when all are chosen; chosen rows that are not listed stay. */
export function allToggled<Row>(
  selected: ReadonlySet<string>,
  rows: readonly Row[],
  rowId: (row: Row) => string,
): Set<string> {
  const next = new Set(selected)
  const isAll = extentOf(selected, rows, rowId) === 'all'
  for (const row of rows) {
    if (isAll) next.delete(rowId(row))
    else next.add(rowId(row))
  }
  return next
}
