/** What can be done with the images that are selected. */
import { ClipboardCopy, Download, GitCompareArrows, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Toolbar } from 'react-aria-components'
import { formatCount } from '#lib/units.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'

/** A comparison of more would not fit on a screen. */
const MOST_COMPARED = 4

const compareVerdict = (count: number): Verdict => {
  if (count < 2) return no('Select two to four images to compare them.')
  return count > MOST_COMPARED ? no(`At most ${MOST_COMPARED} images can be compared at once.`) : yes
}

interface SelectionBarProps {
  count: number
  /** Of these, how many the search and the filters leave out now. */
  notShown: number
  /** How many images match now, and how many of them are not selected yet. */
  matching: number
  unselected: number
  onSelectAll: () => void
  onClear: () => void
  onCopyIds: () => void
  onCompare: () => void
  onExport: (format: 'csv' | 'json') => void
  /** What changes them: the page brings it. */
  bulk: ReactNode
}

export const SelectionBar = (props: SelectionBarProps) => {
  const { count, notShown, matching, unselected, onSelectAll, onClear, onCopyIds, onCompare, onExport, bulk } = props
  return (
    <Toolbar
      aria-label="Selection"
      className="flex flex-wrap items-center gap-x-1 gap-y-1 border-b border-line bg-accent-soft px-4 py-1.5"
    >
      <span className="me-2 whitespace-nowrap tabular-nums">
        <strong className="font-medium">{formatCount(count)} selected</strong>
        {notShown > 0 && <span className="text-ink-2">, {formatCount(notShown)} not shown</span>}
      </span>
      <Button variant="ghost" size="sm" icon={<ClipboardCopy aria-hidden />} onPress={onCopyIds}>
        {count === 1 ? 'Copy ID' : 'Copy IDs'}
      </Button>
      <MenuTrigger>
        <Button variant="ghost" size="sm" icon={<Download aria-hidden />}>
          Export
        </Button>
        <Menu aria-label="Export selection" placement="bottom start">
          <MenuItem detail="Columns as shown, exact values" onAction={() => onExport('csv')}>
            As CSV
          </MenuItem>
          <MenuItem detail="The API’s own entities" onAction={() => onExport('json')}>
            As JSON
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <Button
        variant="ghost"
        size="sm"
        icon={<GitCompareArrows aria-hidden />}
        verdict={compareVerdict(count)}
        onPress={onCompare}
      >
        Compare
      </Button>
      {bulk}
      {unselected > 0 && (
        <Button variant="ghost" size="sm" onPress={onSelectAll}>
          Select all {formatCount(matching)} matching
        </Button>
      )}
      <IconButton aria-label="Clear selection" size="sm" onPress={onClear} className="ms-auto">
        <X aria-hidden />
      </IconButton>
    </Toolbar>
  )
}
