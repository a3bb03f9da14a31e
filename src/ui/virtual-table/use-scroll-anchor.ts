import { type RefObject, useLayoutEffect, useRef } from 'react'
import { survivor } from './find-row.ts'

interface ScrollAnchorOptions<Row> {
  scroller: RefObject<HTMLElement | null>
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** CSS pixels. */
  rowHeight: number
  view: string
}

/**
 * Keeps the rows on screen where they are while others come and go above them, or while all rows become higher or
 * lower. At the very top the table stays at its top, so that what is new shows; another view starts there.
 */
export function useScrollAnchor<Row>({ scroller, rows, rowId, rowHeight, view }: ScrollAnchorOptions<Row>): void {
  const seen = useRef({ rows, rowHeight, view })
  useLayoutEffect(() => {
    const before = seen.current
    seen.current = { rows, rowHeight, view }
    const element = scroller.current
    if (!element || (before.rows === rows && before.rowHeight === rowHeight && before.view === view)) return
    if (before.view !== view) {
      // The old place on the scroll bar means nothing among other rows.
      element.scrollTo({ top: 0 })
      return
    }
    if (element.scrollTop <= 0) return
    const at = Math.floor(element.scrollTop / before.rowHeight)
    const anchor = survivor(before.rows, rows, rowId, at)
    if (!anchor) return
    const below = element.scrollTop - anchor.was * before.rowHeight
    const top = anchor.is * rowHeight + (anchor.was === at ? below * (rowHeight / before.rowHeight) : below)
    if (top !== element.scrollTop) element.scrollTo({ top })
  }, [scroller, rows, rowId, rowHeight, view])
}
