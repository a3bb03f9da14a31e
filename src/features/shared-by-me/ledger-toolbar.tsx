import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Segmented } from '#ui/segmented.tsx'
import type { LedgerView } from './ledger-url.ts'

interface LedgerToolbarProps {
  view: LedgerView
  onView: (next: Partial<LedgerView>) => void
  q: string
  onSearch: (q: string) => void
  /** Shares that have waited too long for an answer. */
  stale: number
  isFetching: boolean
  onRefresh: () => void
  actions: ReactNode
}

export const LedgerToolbar = ({
  view,
  onView,
  q,
  onSearch,
  stale,
  isFetching,
  onRefresh,
  actions,
}: LedgerToolbarProps) => (
  <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
    <Segmented
      label="Shown by"
      options={[
        { value: 'image', label: 'By image' },
        { value: 'account', label: 'By account' },
        { value: 'status', label: 'By status' },
      ]}
      value={view.by}
      onChange={(by) => onView({ by, account: null })}
    />
    <SearchField
      label="Search shares"
      placeholder="Image or account"
      value={q}
      onChange={onSearch}
      className="min-w-40 flex-1 sm:max-w-72"
    />
    <Checkbox isSelected={view.isStaleOnly} onChange={(isStaleOnly) => onView({ isStaleOnly })} className="px-1">
      <span className="text-ink-2">
        Overdue <span className="text-ink-3 tabular-nums">{stale}</span>
      </span>
    </Checkbox>
    <span className="flex-1 max-sm:hidden" />
    {actions}
    <IconButton aria-label="Read again" isPending={isFetching} onPress={onRefresh}>
      <RefreshCw aria-hidden />
    </IconButton>
  </div>
)
