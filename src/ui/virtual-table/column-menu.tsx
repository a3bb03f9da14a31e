import { Columns3 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button } from '#ui/button.tsx'
import { Popover, PopoverTrigger } from '#ui/popover.tsx'
import type { ColumnMenuProps } from './column-choice.ts'

/** Its code comes when it is first opened: few visits need it. */
const ColumnPanel = lazy(async () => ({ default: (await import('./column-panel.tsx')).ColumnPanel }))

/** The button "Columns" and its panel: which columns a table shows, and in which order. */
export const ColumnMenu = (props: ColumnMenuProps) => (
  <PopoverTrigger>
    <Button variant="ghost" icon={<Columns3 aria-hidden />}>
      Columns
    </Button>
    <Popover label="Columns" placement="bottom end" className="min-h-40 w-72 p-2">
      <Suspense fallback={null}>
        <ColumnPanel {...props} />
      </Suspense>
    </Popover>
  </PopoverTrigger>
)
