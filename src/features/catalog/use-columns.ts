import { useMemo, useState } from 'react'
import type { Viewer } from '#api/image-facts.ts'
import type { CatalogSettings } from './catalog-settings.ts'
import type { CatalogState } from './catalog-url.ts'
import type { CatalogView } from './catalog-view.ts'
import { type ColumnId, isSortKey } from './column-id.ts'
import { columnTitle } from './column-title.ts'
import { catalogColumns, usualColumnIds } from './columns.tsx'

interface ColumnsAsked {
  chosen: CatalogState['columns']
  counts: CatalogView['counts']
  regions: readonly string[]
  viewer: Viewer
  now: number
  settings: CatalogSettings
  changeSettings: (changes: Partial<CatalogSettings>) => void
  changeState: (changes: Partial<CatalogState>) => void
}

/** The columns of the table, and the acts that change them: the URL shows them, the browser remembers them. */
export function useColumns(asked: ColumnsAsked) {
  const { counts, regions, viewer, now, settings, changeSettings, changeState } = asked
  // Ahead of the URL until it follows: a second press may come before the step of the first is done.
  const [ahead, setAhead] = useState<{ chosen: CatalogState['columns']; of: CatalogState['columns'] } | null>(null)
  const chosen = ahead && ahead.of === asked.chosen ? ahead.chosen : asked.chosen
  const hasKinds = [...counts.kind.keys()].some((kind) => kind !== 'unknown')
  const hasRegions = regions.length > 1
  const ids = useMemo(() => chosen ?? usualColumnIds({ hasKinds, hasRegions }), [chosen, hasKinds, hasRegions])
  const columns = useMemo(
    () => catalogColumns(chosen, { viewer, now, hasKinds, hasRegions }),
    [chosen, viewer, now, hasKinds, hasRegions],
  )
  const sortable = useMemo(
    () => ['name' as const, ...ids].filter(isSortKey).map((id) => ({ id, header: columnTitle(id) })),
    [ids],
  )
  const widths = useMemo(() => new Map(Object.entries(settings.widths)), [settings.widths])
  const choose = (next: readonly ColumnId[] | null) => {
    setAhead({ chosen: next, of: asked.chosen })
    changeSettings({ columns: next })
    changeState({ columns: next })
  }
  const resize = (id: string, px: number | null) => {
    const { [id]: _before, ...others } = settings.widths
    changeSettings({ widths: px === null ? others : { ...others, [id]: px } })
  }
  return { ids, columns, sortable, widths, choose, resize }
}
