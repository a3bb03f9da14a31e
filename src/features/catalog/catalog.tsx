/** The catalog of one region, or of all: search, facets and the table, all of it in the URL. */
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { listVerdict } from '#api/catalog-lists.ts'
import type { SignedIn } from '#api/session.ts'
import { ALL_REGIONS } from '#lib/paths.ts'
import { saveFile } from '#lib/save-file.ts'
import { Button } from '#ui/button.tsx'
import { useNow } from '#ui/use-now.ts'
import { useOnline } from '#ui/use-online.ts'
import { AlsoLists } from './also-lists.tsx'
import { CatalogColumns } from './catalog-columns.tsx'
import { CatalogCount } from './catalog-count.tsx'
import { CatalogEmpty } from './catalog-empty.tsx'
import { csvFile, jsonFile } from './catalog-export.ts'
import { CatalogFilters } from './catalog-filters.tsx'
import type { CatalogRow } from './catalog-index.ts'
import { CatalogSelection } from './catalog-selection.tsx'
import { useCatalogSettings } from './catalog-settings.ts'
import { CatalogSkeleton } from './catalog-skeleton.tsx'
import { CatalogTable } from './catalog-table.tsx'
import { CatalogToolbar } from './catalog-toolbar.tsx'
import { firstDirection, rowsKey, toCatalogParams } from './catalog-url.ts'
import type { SortKey } from './column-id.ts'
import { completionSource } from './completion-source.ts'
import { ListMenu } from './list-menu.tsx'
import { isNarrowed as isNarrowedBy } from './narrowing.ts'
import { QueryChips } from './query-chips.tsx'
import { completionsAt } from './query/completions.ts'
import { removeTerm, setFacetValues } from './query/facet-selection.ts'
import { SearchBox } from './search-box.tsx'
import { NothingLoaded, SourceFailures, SourceProgress } from './source-notes.tsx'
import { catalogScope, useCatalog } from './use-catalog.ts'
import { useCatalogState } from './use-catalog-state.ts'
import { useCatalogView } from './use-catalog-view.ts'
import { useColumns } from './use-columns.ts'
import { useLists } from './use-lists.ts'
import { useSearchShortcut } from './use-search-shortcut.ts'
import { useSelection } from './use-selection.ts'
import { ViewsMenu } from './views-menu.tsx'

interface CatalogProps {
  session: SignedIn
  region: string
  /** What changes the images selected: the page brings it. */
  bulk: (chosen: readonly CatalogEntry[]) => ReactNode
}

export function Catalog({ session, region, bulk }: CatalogProps) {
  const isAll = region === ALL_REGIONS
  const regions = useMemo(() => (isAll ? session.regions : [region]), [isAll, session.regions, region])
  const place = isAll ? 'all regions' : region
  const { state, shown, change, search, endTyping } = useCatalogState()
  const { settings, change: changeSettings } = useCatalogSettings(session)
  const now = useNow(30_000)
  const isOnline = useOnline()
  const navigate = useNavigate()
  const { key: visit } = useLocation()
  const searchInput = useSearchShortcut()
  const panel = useRef<HTMLDivElement>(null)

  const onScreen = useCallback((of: string) => {
    const rows = panel.current?.querySelectorAll<HTMLElement>('[data-row-id]') ?? []
    const keys = Array.from(rows, (row) => row.dataset['rowId'] ?? '')
    return keys.filter((key) => key.startsWith(`${of}/`)).map((key) => key.slice(of.length + 1))
  }, [])
  const lists = useLists(shown)
  const { viewer, index, version, sources, refresh } = useCatalog(session, { regions, lists, onScreen })
  const { query, narrowing, view } = useCatalogView({ index, version, state: shown, now })
  const columns = useColumns({
    chosen: state.columns,
    counts: view.counts,
    regions,
    viewer,
    now,
    settings,
    changeSettings,
    changeState: change,
  })
  const { selected, select } = useSelection(catalogScope(session, regions))

  const hasRows = sources.some(({ loaded }) => loaded !== null)
  // A region that gave nothing is told of elsewhere; one that stopped half-way leaves the count open.
  const isComplete = sources.every((source) => source.isComplete || (source.error !== null && source.loaded === null))
  const isNarrowed = isNarrowedBy(query)
  // Until all is here, a property that no image has may yet come.
  const problems = query.problems.filter(({ severity }) => severity === 'error' || isComplete)

  const sortBy = (key: SortKey) => {
    change(({ sort }) => {
      const turned = sort.direction === 'asc' ? 'desc' : 'asc'
      return { sort: { key, direction: sort.key === key ? turned : firstDirection(key) } }
    })
  }
  const exportRows = async (rows: readonly CatalogRow[], format: 'csv' | 'json') => {
    const context = { region: place, now: Date.now(), columns: columns.ids, viewer }
    saveFile(format === 'csv' ? await csvFile(rows, context) : jsonFile(rows, context))
  }
  const clearAll = () => change({ q: '' })

  const filters = (
    <>
      <CatalogFilters
        selection={narrowing.selection}
        counts={hasRows ? view.counts : undefined}
        onChange={(facet, values) => change({ q: setFacetValues(state.q, facet, values) })}
      />
      <AlsoLists
        chosen={state.also}
        onChange={(also) => change({ also })}
        verdictOf={(list) => listVerdict(session, list)}
        sources={sources}
      />
    </>
  )

  if (!hasRows && sources.every(({ error }) => error !== null)) return <NothingLoaded sources={sources} />
  return (
    <div ref={panel} className="flex min-h-0 flex-1 flex-col">
      <CatalogToolbar
        search={
          <SearchBox
            value={state.q}
            onChange={search}
            onBlur={endTyping}
            inputRef={searchInput}
            shortcut="/"
            placeholder="Name, ID, tag, or os_distro:ubuntu size:>2GiB"
            completions={(text, cursor) => completionsAt(text, cursor, completionSource(index, view.counts))}
            className="w-full sm:w-80 lg:w-[30rem]"
          />
        }
        filters={filters}
        chosen={query.terms.length + state.also.length}
        count={
          hasRows && (
            <CatalogCount
              matching={view.rows.length}
              loaded={view.total}
              isComplete={isComplete}
              isNarrowed={isNarrowed}
            />
          )
        }
        menus={
          <>
            <ViewsMenu
              settings={settings}
              onChange={changeSettings}
              search={toCatalogParams(state).toString()}
              onOpen={(next) => void navigate({ search: next === '' ? '?q=' : `?${next}` })}
            />
            {/* A narrow table has no columns to choose. */}
            <div className="max-sm:hidden">
              <CatalogColumns
                index={index}
                ids={columns.ids}
                isChosen={state.columns !== null || settings.columns !== null}
                onChoose={columns.choose}
              />
            </div>
            <ListMenu
              matching={view.rows.length}
              density={settings.density}
              onDensity={(density) => changeSettings({ density })}
              showsOnHover={settings.showsOnHover}
              onHoverChoice={(showsOnHover) => changeSettings({ showsOnHover })}
              onExport={(format) => void exportRows(view.rows, format)}
            />
          </>
        }
        sort={state.sort}
        onSort={sortBy}
        sortable={columns.sortable}
        checkedAt={Math.min(...sources.map(({ checkedAt }) => checkedAt))}
        now={now}
        isRefreshing={sources.some(({ isFetching }) => isFetching)}
        isOffline={!isOnline}
        onRefresh={() => void refresh()}
      />
      {query.terms.length + problems.length > 0 && (
        <div className="flex items-start gap-2 border-b border-line px-4 py-1.5">
          <QueryChips
            query={{ ...query, problems }}
            text={shown.q}
            onRemove={(span) => change({ q: removeTerm(state.q, span) })}
            onEmptied={() => searchInput.current?.focus()}
          />
          <Button variant="ghost" size="sm" className="ms-auto" onPress={clearAll}>
            Clear all
          </Button>
        </div>
      )}
      <CatalogSelection
        selected={selected}
        select={select}
        rows={view.rows}
        index={index}
        region={region}
        onExport={(rows, format) => void exportRows(rows, format)}
        bulk={bulk}
      />
      <SourceProgress sources={sources} />
      <SourceFailures sources={sources} />
      <div className="flex min-h-0 flex-1">
        <section
          aria-label="Filters"
          className="w-52 shrink-0 overflow-y-auto border-e border-line py-2 ps-2 pe-1 max-lg:hidden"
        >
          <h2 className="sr-only">Filters</h2>
          {filters}
        </section>
        {hasRows ? (
          <CatalogTable
            index={index}
            rows={view.rows}
            columns={columns.columns}
            widths={columns.widths}
            onResize={columns.resize}
            density={settings.density}
            showsOnHover={settings.showsOnHover}
            sort={state.sort}
            onSort={sortBy}
            selected={selected}
            select={select}
            viewer={viewer}
            now={now}
            view={rowsKey(shown)}
            visit={visit}
            empty={
              <CatalogEmpty
                place={place}
                loaded={view.total}
                isComplete={isComplete}
                isNarrowed={isNarrowed}
                onClear={clearAll}
              />
            }
          />
        ) : (
          <CatalogSkeleton />
        )}
      </div>
    </div>
  )
}
