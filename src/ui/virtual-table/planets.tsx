/** A table of planets, for the tests of the table. */
import { useState } from 'react'
import { MenuItem } from '#ui/menu.tsx'
import type { Column, RowHeader, Sort } from './column.ts'
import { VirtualTable, type VirtualTableProps } from './virtual-table.tsx'

export interface Planet {
  id: string
  name: string
  moons: number
}

export const planets = (count: number, from = 0): Planet[] =>
  Array.from({ length: count }, (_, at) => ({ id: `p${from + at}`, name: `Planet ${from + at}`, moons: at % 7 }))

/** Rows whose cells were drawn since the list was last emptied. */
export const drawn: string[] = []

const rowHeader: RowHeader<Planet> = {
  id: 'name',
  header: 'Name',
  width: 'minmax(12rem, 1fr)',
  sortable: true,
  cell: ({ id, name }, link) => {
    drawn.push(id)
    return (
      <a {...link} href={`#${id}`} className="truncate after:absolute after:inset-0">
        {name}
      </a>
    )
  },
}

export const columns: Column<Planet>[] = [
  { id: 'moons', header: 'Moons', width: '6rem', align: 'end', sortable: true, cell: ({ moons }) => moons },
  { id: 'note', header: 'Note', width: '6rem', from: 2000, cell: () => 'only when there is room' },
]

const rowId = ({ id }: Planet) => id
const nameOf = ({ name }: Planet) => name
const narrow = ({ moons }: Planet) => <span>{moons} moons</span>

let visits = 0

export type PlanetsProps = Partial<Omit<VirtualTableProps<Planet>, 'selection' | 'menu' | 'onResize' | 'widths'>> & {
  rows: readonly Planet[]
  width?: number
  dir?: 'ltr' | 'rtl'
  isSelectable?: boolean
  /** Ids chosen at first. */
  chosen?: readonly string[]
  onMenuAct?: (act: string) => void
  isResizable?: boolean
}

export function Planets(props: PlanetsProps) {
  const { width = 800, dir = 'ltr', isSelectable = false, chosen = [], onMenuAct, isResizable = false, ...rest } = props
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'asc' })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(chosen))
  // A visit of its own: what one test leaves behind is nothing to the next.
  const [visit] = useState(() => `visit ${(visits += 1)}`)
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map())
  const resize = (id: string, px: number | null) => {
    const next = new Map(widths)
    if (px === null) next.delete(id)
    else next.set(id, px)
    setWidths(next)
  }
  return (
    <div>
      <div dir={dir} style={{ width, height: 400, display: 'flex' }}>
        <VirtualTable
          label="Planets"
          rowId={rowId}
          rowHeader={rowHeader}
          columns={columns}
          narrow={narrow}
          sort={sort}
          onSort={(column) => setSort({ column, direction: sort.direction === 'asc' ? 'desc' : 'asc' })}
          empty={<p>No planets</p>}
          view={`${sort.column} ${sort.direction}`}
          visit={visit}
          {...(isSelectable && { selection: { selected, onChange: setSelected, label: nameOf } })}
          {...(onMenuAct && {
            menu: ({ name }: Planet) => (
              <>
                <MenuItem onAction={() => onMenuAct(`visit ${name}`)}>Visit</MenuItem>
                <MenuItem onAction={() => onMenuAct(`leave ${name}`)}>Leave</MenuItem>
              </>
            ),
          })}
          {...(isResizable && { widths, onResize: resize })}
          {...rest}
        />
      </div>
      <output aria-label="Chosen">{[...selected].join(' ')}</output>
      <output aria-label="Widths">{[...widths].map(([id, px]) => `${id} ${px}`).join(' ')}</output>
    </div>
  )
}
