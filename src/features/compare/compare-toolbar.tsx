import { Copy, Sheet, TableProperties } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { copyAndTell } from '#ui/clipboard.ts'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Switch } from '#ui/switch.tsx'
import { loadWriter, markdownTable, tabSeparated, type TextColumn } from './compare-text.ts'
import type { Row } from './rows.ts'

interface CompareToolbarProps {
  q: string
  onSearch: (q: string) => void
  onlyDifferences: boolean
  onOnlyDifferences: (only: boolean) => void
  /** What is copied: the table as it is shown. */
  columns: readonly TextColumn[]
  rows: readonly Row[]
  addImage: ReactNode
}

const copyValues = async (columns: readonly TextColumn[], rows: readonly Row[]) =>
  copyAndTell(await tabSeparated(columns, rows), 'comparison as tab-separated values')

export const CompareToolbar = ({
  q,
  onSearch,
  onlyDifferences,
  onOnlyDifferences,
  columns,
  rows,
  addImage,
}: CompareToolbarProps) => (
  <div role="toolbar" aria-label="Comparison" className="flex flex-wrap items-center gap-x-3 gap-y-2">
    <SearchField
      label="Filter rows"
      placeholder="Key or value"
      value={q}
      onChange={onSearch}
      className="w-full sm:w-64"
    />
    <Switch isSelected={onlyDifferences} onChange={onOnlyDifferences}>
      Only differences
    </Switch>
    <span className="ms-auto flex flex-wrap gap-2">
      {addImage}
      <MenuTrigger onOpenChange={(isOpen) => void (isOpen && loadWriter())}>
        <Button icon={<Copy aria-hidden />}>Copy</Button>
        <Menu aria-label="Copy">
          <MenuItem
            icon={<TableProperties aria-hidden />}
            detail="For tickets, chats and documents"
            onAction={() => void copyAndTell(markdownTable(columns, rows), 'comparison as Markdown')}
          >
            As Markdown table
          </MenuItem>
          <MenuItem
            icon={<Sheet aria-hidden />}
            detail="For spreadsheets; sizes in bytes"
            onAction={() => void copyValues(columns, rows)}
          >
            As tab-separated values
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </span>
  </div>
)
