import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '#lib/paths.ts'
import { copyAndTell } from '#ui/clipboard.ts'
import type { CatalogIndex, CatalogRow } from './catalog-index.ts'
import { SelectionBar } from './selection-bar.tsx'

interface CatalogSelectionProps {
  /** Keys of rows, shown or not. */
  selected: ReadonlySet<string>
  select: (next: ReadonlySet<string>) => void
  rows: readonly CatalogRow[]
  index: CatalogIndex
  /** As in the URL. */
  region: string
  onExport: (rows: readonly CatalogRow[], format: 'csv' | 'json') => void
  /** What changes those selected; with none, what there is to say of earlier changes. */
  bulk: (chosen: readonly CatalogRow[]) => ReactNode
}

/** The selection's bar, there only while something is selected. Images that are gone are not counted. */
export function CatalogSelection({ selected, select, rows, index, region, onExport, bulk }: CatalogSelectionProps) {
  const navigate = useNavigate()
  const chosen = [...selected].flatMap((key) => index.get(key) ?? [])
  const shown = useMemo(() => rows.filter(({ key }) => selected.has(key)).length, [rows, selected])
  if (chosen.length === 0) return bulk(chosen)
  const copyIds = () =>
    void copyAndTell(
      chosen.map(({ image }) => image.id).join('\n'),
      chosen.length === 1 ? 'ID' : `${chosen.length} IDs`,
    )
  return (
    <SelectionBar
      count={chosen.length}
      notShown={chosen.length - shown}
      matching={rows.length}
      unselected={rows.length - shown}
      onSelectAll={() => select(new Set([...selected, ...rows.map(({ key }) => key)]))}
      bulk={bulk(chosen)}
      onClear={() => select(new Set())}
      onCopyIds={copyIds}
      onCompare={() =>
        void navigate(
          paths.compare(
            region,
            chosen.map(({ region: of, image }) => ({ region: of, imageId: image.id })),
          ),
        )
      }
      onExport={(format) => onExport(chosen, format)}
    />
  )
}
