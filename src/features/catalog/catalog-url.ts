/**
 * What the catalog shows, as the query part of its URL: `?q=web&status=active&status=queued&sort=size&dir=asc`.
 * Anything unknown in a URL is dropped, so an old or mistyped link still opens the catalog.
 */
import { facetNames, facets, perFacet } from './catalog-facets.ts'

import type { FacetName } from './catalog-facets.ts'

export const sortKeys = [
  'name',
  'kind',
  'status',
  'visibility',
  'owner',
  'size',
  'disk_format',
  'min_disk',
  'min_ram',
  'updated_at',
  'created_at',
] as const
export type SortKey = (typeof sortKeys)[number]
export type SortDirection = 'asc' | 'desc'

export interface CatalogSort {
  key: SortKey
  direction: SortDirection
}

/** Values chosen in each facet, each once, in code-unit order; none chosen means all. */
export type FacetSelection = Readonly<Record<FacetName, readonly string[]>>

export interface CatalogState {
  /** The search as typed. */
  q: string
  facets: FacetSelection
  sort: CatalogSort
}

const largestFirst: ReadonlySet<SortKey> = new Set(['size', 'min_disk', 'min_ram', 'updated_at', 'created_at'])

/** The direction a column starts with: the newest and the largest first, text from A. */
export const firstDirection = (key: SortKey): SortDirection => (largestFirst.has(key) ? 'desc' : 'asc')

const defaultSortKey: SortKey = 'updated_at'

/** A facet that is open to new values takes any status there may ever be, but nothing long enough to do harm. */
const LONGEST_OPEN_VALUE = 64

const isValueOf = (facet: FacetName, value: string) => {
  const { values } = facets[facet]
  return values ? values.some((known) => known === value) : value !== '' && value.length <= LONGEST_OPEN_VALUE
}

const facetSelection = (chosen: (facet: FacetName) => readonly string[]): FacetSelection =>
  perFacet((facet) => [...new Set(chosen(facet))].filter((value) => isValueOf(facet, value)).toSorted())

/** Nothing chosen in any facet. */
export const noSelection: FacetSelection = facetSelection(() => [])

/** The state a URL stands for. Never fails. */
export const parseCatalogState = (params: URLSearchParams): CatalogState => {
  const sort = params.get('sort') ?? ''
  const key = isSortKey(sort) ? sort : defaultSortKey
  const dir = params.get('dir')
  return {
    q: params.get('q') ?? '',
    facets: facetSelection((facet) => params.getAll(facet)),
    sort: { key, direction: dir === 'asc' || dir === 'desc' ? dir : firstDirection(key) },
  }
}

/** The URL of a state: defaults left out, the same order always, so that equal states have equal URLs. */
export const toCatalogParams = ({ q, facets: selection, sort }: CatalogState): URLSearchParams => {
  const params = new URLSearchParams()
  if (q) params.set('q', q)
  const kept = facetSelection((facet) => selection[facet])
  for (const facet of facetNames) for (const value of kept[facet]) params.append(facet, value)
  if (sort.key !== defaultSortKey) params.set('sort', sort.key)
  if (sort.direction !== firstDirection(sort.key)) params.set('dir', sort.direction)
  return params
}

/** The selection with one value of one facet added, or taken away when it was there. */
export const toggleFacet = (selection: FacetSelection, facet: FacetName, value: string): FacetSelection => ({
  ...selection,
  [facet]: selection[facet].includes(value)
    ? selection[facet].filter((chosen) => chosen !== value)
    : [...selection[facet], value].toSorted(),
})

export const isSortKey = (column: string): column is SortKey => sortKeys.some((key) => key === column)

/** How many facet values narrow the list. */
export const facetCountOf = (state: CatalogState): number =>
  facetNames.reduce((sum, name) => sum + state.facets[name].length, 0)
