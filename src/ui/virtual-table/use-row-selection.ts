import { useRef } from 'react'
import type { RowSelection } from './column.ts'
import { indexNear } from './find-row.ts'
import { allToggled, extentOf, toggled, withRange } from './selection.ts'

interface Run {
  anchorId: string
  /** The end that Shift moves; null before it has. */
  endId: string | null
  isChoosing: boolean
}

/** A table's choosing: one row, a run from the last row pressed, all rows, none. */
export function useRowSelection<Row>(
  selection: RowSelection<Row> | undefined,
  rows: readonly Row[],
  rowId: (row: Row) => string,
) {
  const run = useRef<Run | null>(null)
  if (!selection) return null
  const { selected, onChange } = selection
  const idAt = (index: number) => {
    const row = rows[index]
    return row === undefined ? undefined : rowId(row)
  }

  return {
    isAny: selected.size > 0,

    toggle: (id: string) => {
      const next = toggled(selected, id)
      run.current = { anchorId: id, endId: null, isChoosing: next.has(id) }
      onChange(next)
    },

    /**
     * Chooses from the anchor to a row: from the row toggled last, or where the run goes on, else from `from`.
     * @param from index of the row that the run begins at if there is no anchor, or none that touches it
     * @param mustTouch the run goes on only from its moving end: moving away without Shift begins a new one
     */
    extend: (from: number, to: number, mustTouch: boolean) => {
      const fromId = idAt(from)
      const old = run.current
      const isOn = old !== null && (!mustTouch || (old.endId ?? old.anchorId) === fromId)
      const { anchorId, endId, isChoosing } = isOn
        ? old
        : { anchorId: fromId ?? idAt(to) ?? '', endId: null, isChoosing: true }
      const near = indexNear(rows, rowId, anchorId, from)
      const anchor = near < 0 ? to : near
      const end = endId === null ? -1 : indexNear(rows, rowId, endId, from)
      run.current = { anchorId: idAt(anchor) ?? anchorId, endId: idAt(to) ?? null, isChoosing }
      onChange(withRange(selected, idAt, { anchor, before: end < 0 ? null : end, now: to, isChoosing }))
    },

    toggleAll: () => {
      run.current = null
      onChange(allToggled(selected, rows, rowId))
    },

    addAll: () => {
      run.current = null
      if (extentOf(selected, rows, rowId) !== 'all') onChange(allToggled(selected, rows, rowId))
    },

    clear: () => {
      run.current = null
      onChange(new Set())
    },
  }
}

export type RowSelecting = NonNullable<ReturnType<typeof useRowSelection>>
