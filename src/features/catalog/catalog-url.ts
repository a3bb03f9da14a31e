/**
 * What the catalog shows, as the query part of its URL: `?q=web+status:active&sort=size&dir=asc&also=hidden`.
 * Anything unknown in a URL is dropped, so an old or mistyped link still opens the catalog.
 */
import { listNames } from '#api/catalog-entry.ts'

import { isColumnId, isSortKey } from './column-id.ts'

import type { ListName } from '#api/catalog-entry.ts'
import type { ColumnId, SortKey } from './column-id.ts'

export type SortDirection = 'asc' | 'desc'

export interface CatalogSort {
  key: SortKey
  direction: SortDirection
}

/** Lists beside the default one. */
export type AlsoList = Exclude<ListName, 'default'>

export interface CatalogState {
  /** The search as typed: words, and terms such as `status:active`. Facets are terms of it. */
  q: string
  sort: CatalogSort
  /** Lists shown beside the default one, in the order of `listNames`. */
  also: readonly AlsoList[]
  /** Columns beside the name, in order; null: the usual ones. */
  columns: readonly ColumnId[] | null
}

const largestFirst: ReadonlySet<SortKey> = new Set([
  'size',
  'virtual_size',
  'min_disk',
  'min_ram',
  'updated_at',
  'created_at',
])

/** The direction a column starts with: the newest and the largest first, text from A. */
export const firstDirection = (key: SortKey): SortDirection => (largestFirst.has(key) ? 'desc' : 'asc')

const defaultSortKey: SortKey = 'updated_at'

/** More columns than fit on any screen; a URL that asks for more is not ours. */
const MOST_COLUMNS = 40

const isAlsoList = (list: ListName): list is AlsoList => list !== 'default'
export const alsoLists: readonly AlsoList[] = listNames.filter(isAlsoList)

/** The state a URL stands for. Never fails. */
export const parseCatalogState = (params: URLSearchParams): CatalogState => {
  const sort = params.get('sort') ?? ''
  const key = isSortKey(sort) ? sort : defaultSortKey
  const dir = params.get('dir')
  const also = params.getAll('also')
  const columns = [...new Set(params.getAll('col'))].filter(isColumnId).filter((id) => id !== 'name')
  return {
    q: params.get('q') ?? '',
    sort: { key, direction: dir === 'asc' || dir === 'desc' ? dir : firstDirection(key) },
    also: alsoLists.filter((list) => also.includes(list)),
    columns: columns.length > 0 ? columns.slice(0, MOST_COLUMNS) : null,
  }
}

/** The URL of a state: defaults left out, the same order always, so that equal states have equal URLs. */
export const toCatalogParams = ({ q, sort, also, columns }: CatalogState): URLSearchParams => {
  const params = new URLSearchParams()
  if (q) params.set('q', q)
  for (const list of alsoLists) if (also.includes(list)) params.append('also', list)
  if (sort.key !== defaultSortKey) params.set('sort', sort.key)
  if (sort.direction !== firstDirection(sort.key)) params.set('dir', sort.direction)
  for (const id of columns ?? []) params.append('col', id)
  return params
}

/** Which images are shown and in what order; columns only show more or less of them. */
export const rowsKey = (state: CatalogState) => toCatalogParams({ ...state, columns: null }).toString()
