import { ArrowUpDown, ListFilter, RotateCw } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { DialogTrigger } from 'react-aria-components'
import { relativeTime } from '#lib/dates.ts'
import { Count } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Select } from '#ui/select.tsx'
import type { CatalogSort } from './catalog-url.ts'
import type { SortKey } from './column-id.ts'

interface CatalogToolbarProps {
  /** The search field. */
  search: ReactNode
  filters: ReactNode
  /** How many filters are chosen. */
  chosen: number
  count: ReactNode
  /** Menus at the end of the line. */
  menus: ReactNode
  sort: CatalogSort
  onSort: (key: SortKey) => void
  sortable: readonly { id: SortKey; header: string }[]
  /** Milliseconds since 1970; 0: never. */
  checkedAt: number
  now: number
  isRefreshing: boolean
  isOffline: boolean
  onRefresh: () => void
}

/** Narrow screens only: its code follows the page. */
const FilterDialog = lazy(async () => ({ default: (await import('./filter-dialog.tsx')).FilterDialog }))

/** How fresh the list is, in a few words. */
const freshness = ({ isOffline, isRefreshing, checkedAt, now }: CatalogToolbarProps) => {
  if (isOffline) return checkedAt > 0 ? `Offline, as of ${relativeTime(Math.min(checkedAt, now), now)}` : 'Offline'
  if (checkedAt === 0) return isRefreshing ? 'Loading…' : ''
  return `Checked ${relativeTime(Math.min(checkedAt, now), now)}`
}

export function CatalogToolbar(props: CatalogToolbarProps) {
  const { search, filters, chosen, count, menus, sort, onSort, sortable, isRefreshing, onRefresh } = props
  return (
    <div className="flex flex-col gap-2.5 border-b border-line px-4 pt-3 pb-2.5">
      <div className="flex items-baseline gap-2.5">
        <h1 className="text-lg font-semibold">Images</h1>
        {count}
        <span className="ms-auto flex items-center gap-1 self-center">
          <span className="text-xs text-ink-3 max-sm:hidden">{freshness(props)}</span>
          <IconButton aria-label="Refresh images" size="sm" isPending={isRefreshing} onPress={onRefresh}>
            <RotateCw aria-hidden />
          </IconButton>
        </span>
      </div>
      <div className="flex flex-wrap items-start gap-x-2 gap-y-2">
        {search}
        <DialogTrigger>
          <Button icon={<ListFilter aria-hidden />} className="lg:hidden">
            Filters
            {chosen > 0 && <Count value={chosen} label={`${chosen} chosen`} tone="accent" />}
          </Button>
          <Suspense fallback={null}>
            <FilterDialog>{filters}</FilterDialog>
          </Suspense>
        </DialogTrigger>
        <Select
          label="Sort by"
          isLabelHidden
          look="quiet"
          icon={<ArrowUpDown aria-hidden />}
          className="sm:hidden"
          value={sort.key}
          onChange={onSort}
          options={sortable.map(({ id, header }) => ({ value: id, label: header }))}
        />
        <div className="ms-auto flex items-center gap-2">{menus}</div>
      </div>
    </div>
  )
}
