import { ArrowUpDown, ListFilter, RotateCw } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { DialogTrigger } from 'react-aria-components'
import { relativeTime } from '#lib/dates.ts'
import { Count } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Select } from '#ui/select.tsx'
import { type CatalogState, facetCountOf, noSelection, type SortKey } from './catalog-url.ts'
import { useSearchShortcut } from './use-search-shortcut.ts'

interface CatalogToolbarProps {
  state: CatalogState
  onSearch: (q: string) => void
  /** The search field was left. */
  onSearchEnd: () => void
  onChange: (changes: Partial<CatalogState>) => void
  onSort: (key: SortKey) => void
  sortable: readonly { id: SortKey; header: string }[]
  filters: ReactNode
  count: ReactNode
  /** Milliseconds since 1970. */
  updatedAt: number
  now: number
  isRefreshing: boolean
  onRefresh: () => void
}

/** Narrow screens only: its code follows the page. */
const FilterDialog = lazy(async () => ({ default: (await import('./filter-dialog.tsx')).FilterDialog }))

export function CatalogToolbar(props: CatalogToolbarProps) {
  const {
    state,
    onSearch,
    onSearchEnd,
    onChange,
    onSort,
    sortable,
    filters,
    count,
    updatedAt,
    now,
    isRefreshing,
    onRefresh,
  } = props
  const searchInput = useSearchShortcut()
  const chosen = facetCountOf(state)
  const clear = () => onChange({ q: '', facets: noSelection })
  return (
    <div className="flex flex-col gap-2.5 border-b border-line px-4 pt-3 pb-2.5">
      <div className="flex items-baseline gap-2.5">
        <h1 className="text-lg font-semibold">Images</h1>
        {count}
        <span className="ms-auto flex items-center gap-1 self-center">
          <span className="text-xs text-ink-3 max-sm:hidden">
            {isRefreshing ? 'Loading…' : updatedAt > 0 && `Read ${relativeTime(Math.min(updatedAt, now), now)}`}
          </span>
          <IconButton aria-label="Refresh images" size="sm" isPending={isRefreshing} onPress={onRefresh}>
            <RotateCw aria-hidden />
          </IconButton>
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <SearchField
          label="Search images"
          placeholder="Name, ID, tag or any property"
          shortcut="/"
          value={state.q}
          onChange={onSearch}
          onBlur={onSearchEnd}
          inputRef={searchInput}
          className="w-full sm:w-80 lg:w-96"
        />
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
          value={state.sort.key}
          onChange={onSort}
          options={sortable.map(({ id, header }) => ({ value: id, label: header }))}
        />
        {(chosen > 0 || state.q) && (
          <Button variant="ghost" onPress={clear}>
            Clear all
          </Button>
        )}
      </div>
    </div>
  )
}
