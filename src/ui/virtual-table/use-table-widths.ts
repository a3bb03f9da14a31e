import { type CSSProperties, type RefObject, useCallback, useMemo, useState } from 'react'
import { useElementWidth } from '#ui/use-element-width.ts'
import { gridTracks, leastWidth } from './tracks.ts'

declare module 'react' {
  interface CSSProperties {
    '--tracks'?: string
    '--edge'?: string
  }
}

/** A table narrower than this, in CSS pixels, shows one cell for all columns. */
export const NARROW_UNDER = 640

const noWidths: ReadonlyMap<string, number> = new Map()

interface TableWidthOptions {
  table: RefObject<HTMLElement | null>
  /** What there is for it, in CSS pixels. */
  width: number
  /** All that are shown, the name first. */
  columns: readonly { id: string; width: string }[]
  widths: ReadonlyMap<string, number> | undefined
  hasSelection: boolean
  hasMenu: boolean
}

/**
 * The table's grid, as CSS variables of the table: a drag in the head moves the cells of all rows without drawing one
 * again.
 */
export function useTableWidths(options: TableWidthOptions) {
  const { table, width, columns, widths = noWidths, hasSelection, hasMenu } = options
  const [dragged, setDragged] = useState<{ id: string; px: number } | null>(null)
  const isNarrow = width > 0 && width < NARROW_UNDER

  const tableStyle = useMemo((): CSSProperties => {
    const now = dragged ? new Map(widths).set(dragged.id, dragged.px) : widths
    const tracks = gridTracks(isNarrow ? [{ id: '', width: 'minmax(0, 1fr)' }] : columns, {
      widths: isNarrow ? noWidths : now,
      hasSelection,
      hasMenu,
    })
    return { '--tracks': tracks.join(' '), '--edge': tracks[0] ?? '0px', minWidth: leastWidth(tracks) }
  }, [columns, widths, dragged, isNarrow, hasSelection, hasMenu])

  // Asked of the browser, which knows what a rem is.
  const isWide = useElementWidth(table) > width

  const drag = useCallback((id: string, px: number | null) => setDragged(px === null ? null : { id, px }), [])
  return { tableStyle, isWide, drag }
}
