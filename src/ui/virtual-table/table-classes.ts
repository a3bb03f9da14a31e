/**
 * Class lists that the head and the rows share, so their cells line up. The table says in data attributes what all
 * rows must know (`data-wide`: it scrolls sideways; `data-choosing`: something is chosen); a row need not be drawn
 * again for it.
 */

/** The box's cell stays at the inline start when the table scrolls sideways… */
export const edgeCell =
  'group-data-wide/table:sticky group-data-wide/table:start-0 group-data-wide/table:z-[2] group-data-wide/table:bg-inherit'

/** …and the name beside it. Only then: a row's link covers the row as long as its cell is not positioned itself. */
export const nameCell =
  'group-data-wide/table:sticky group-data-wide/table:start-(--edge) group-data-wide/table:z-[2] group-data-wide/table:bg-inherit'

export const menuCell = 'group-data-wide/table:sticky group-data-wide/table:end-0 group-data-wide/table:bg-inherit'

/** A row's own controls wait for the pointer, the focus or a finger. */
const quiet =
  'opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 group-data-narrow/table:opacity-100 pointer-coarse:opacity-100'

/** The target is the whole cell, not the box alone. */
export const rowTick = `after:absolute after:inset-0 ${quiet} group-hover/head:opacity-100 group-focus-within/head:opacity-100 group-data-choosing/table:opacity-100`

export const rowMenu = `${quiet} aria-expanded:opacity-100`
