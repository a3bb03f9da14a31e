/** The catalog of one region: search, facets and the table, all of it in the URL. */
import { Layers, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'react-router'
import { faultText } from '#api/fault-text.ts'
import type { SignedIn } from '#api/session.ts'
import { formatCount } from '#lib/units.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { useNow } from '#ui/use-now.ts'
import { VirtualTable } from '#ui/virtual-table/virtual-table.tsx'
import { CatalogCount } from './catalog-count.tsx'
import { CatalogFilters } from './catalog-filters.tsx'
import { CatalogSkeleton } from './catalog-skeleton.tsx'
import { CatalogToolbar } from './catalog-toolbar.tsx'
import { facetCountOf, firstDirection, isSortKey, noSelection, type SortKey, toCatalogParams } from './catalog-url.ts'
import { viewCatalog } from './catalog-view.ts'
import { catalogColumns, nameColumn, narrowCell } from './columns.tsx'
import { useCatalog } from './use-catalog.ts'
import { useCatalogState } from './use-catalog-state.ts'

const subject = 'The list of images'

export function Catalog({ session, region }: { session: SignedIn; region: string }) {
  const { data, index, viewer, error, isFetching, refetch, dataUpdatedAt } = useCatalog(session, region)
  const { state, shown, change, search, endTyping } = useCatalogState()
  const now = useNow(30_000)
  const { key: visit } = useLocation()

  // The index changes in place; a new page makes a new `data`.
  const view = useMemo(() => data && index && viewCatalog(index, shown), [data, index, shown])
  const hasKinds = view === undefined || [...view.counts.kind.keys()].some((kind) => kind !== 'unknown')
  const columns = useMemo(() => catalogColumns({ viewer, now, hasKinds }), [viewer, now, hasKinds])
  const rowHeader = useMemo(() => nameColumn(region), [region])
  const narrow = useMemo(() => narrowCell({ viewer, now }), [viewer, now])
  const sortable = useMemo(
    () => [rowHeader, ...columns].flatMap(({ id, header }) => (isSortKey(id) ? [{ id, header }] : [])),
    [rowHeader, columns],
  )

  const sortBy = (key: SortKey) => {
    const isSame = state.sort.key === key
    const turned = state.sort.direction === 'asc' ? 'desc' : 'asc'
    change({ sort: { key, direction: isSame ? turned : firstDirection(key) } })
  }
  const isNarrowed = shown.q !== '' || facetCountOf(shown) > 0
  const filters = <CatalogFilters state={state} counts={view?.counts} onChange={(facets) => change({ facets })} />
  const failure = error && {
    ...faultText(error, subject),
    requestId: error.requestId,
    onRetry: () => void refetch(),
    isRetrying: isFetching,
  }

  if (!view && failure) return <ErrorState {...failure} headingLevel={1} />
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <CatalogToolbar
        state={state}
        onSearch={search}
        onSearchEnd={endTyping}
        onChange={change}
        onSort={sortBy}
        sortable={sortable}
        filters={filters}
        count={
          view && (
            <CatalogCount
              matching={view.rows.length}
              loaded={view.total}
              isComplete={data?.complete ?? false}
              isNarrowed={isNarrowed}
            />
          )
        }
        updatedAt={dataUpdatedAt}
        now={now}
        isRefreshing={isFetching}
        onRefresh={() => void refetch()}
      />
      {failure && (
        <div className="border-b border-line px-4 py-2">
          <ErrorState
            {...failure}
            look="inline"
            detail={
              data?.complete
                ? `${failure.detail} What you see was read earlier.`
                : `${failure.detail} Loading stopped after ${formatCount(view?.total ?? 0)} images.`
            }
          />
        </div>
      )}
      <div className="flex min-h-0 flex-1">
        <section
          aria-label="Filters"
          className="w-52 shrink-0 overflow-y-auto border-e border-line py-2 ps-2 pe-1 max-lg:hidden"
        >
          <h2 className="sr-only">Filters</h2>
          {filters}
        </section>
        {view ? (
          <VirtualTable
            label="Images"
            rows={view.rows}
            rowId={({ id }) => id}
            rowHeader={rowHeader}
            columns={columns}
            narrow={narrow}
            sort={{ column: state.sort.key, direction: state.sort.direction }}
            onSort={(column) => isSortKey(column) && sortBy(column)}
            view={toCatalogParams(shown).toString()}
            visit={visit}
            empty={
              isNarrowed ? (
                <EmptyState
                  icon={<SearchX />}
                  title={data?.complete ? 'No image matches' : 'No match yet'}
                  detail={
                    data?.complete
                      ? `None of the ${formatCount(view.total)} images in ${region} fits this search and these filters.`
                      : `Searched ${formatCount(view.total)} images so far; more are being loaded.`
                  }
                  actions={
                    <Button onPress={() => change({ q: '', facets: noSelection })}>Clear search and filters</Button>
                  }
                />
              ) : (
                <EmptyState
                  icon={<Layers />}
                  title={`No images in ${region}`}
                  detail="Images your account owns, images shared with it and public images will be listed here."
                />
              )
            }
          />
        ) : (
          <CatalogSkeleton />
        )}
      </div>
    </div>
  )
}
