import type { ColumnChoice } from '#ui/virtual-table/column-choice.ts'
import { ColumnMenu } from '#ui/virtual-table/column-menu.tsx'
import type { CatalogIndex } from './catalog-index.ts'
import { type ColumnId, fieldColumns, isColumnId, propertyColumnId } from './column-id.ts'
import { columnTitle } from './column-title.ts'

interface CatalogColumnsProps {
  index: CatalogIndex
  /** Shown now, in order. */
  ids: readonly ColumnId[]
  /** Somebody has chosen them. */
  isChosen: boolean
  /** Null: the usual ones again. */
  onChoose: (ids: readonly ColumnId[] | null) => void
}

const choice = (id: ColumnId, isShown: boolean): ColumnChoice => ({ id, header: columnTitle(id), isShown })

/** Chooses and orders columns: every field of an image, and any custom property of the catalog. */
export const CatalogColumns = ({ index, ids, isChosen, onChoose }: CatalogColumnsProps) => {
  const others = fieldColumns.filter((id) => id !== 'name' && !ids.includes(id))
  return (
    <ColumnMenu
      columns={[...ids.map((id) => choice(id, true)), ...others.map((id) => choice(id, false))]}
      onChange={(columns) => onChoose(columns.flatMap(({ id, isShown }) => (isShown && isColumnId(id) ? id : [])))}
      add={{
        label: 'Add a property',
        placeholder: 'os_distro',
        suggestions: index.properties.byFrequency().map(([key]) => key),
        onAdd: (key) => onChoose([...new Set([...ids, propertyColumnId(key)])]),
      }}
      onReset={() => onChoose(null)}
      isChanged={isChosen}
    />
  )
}
