/** The facets that stand beside the table: which of the query's facets, in which order. */
import { queryFacet, type QueryFacet } from './query/facets.ts'

export type FacetName = Exclude<QueryFacet, 'list'>

export const facetNames: readonly FacetName[] = [
  'visibility',
  'kind',
  'status',
  'os',
  'ownership',
  'region',
  'disk_format',
  'tag',
  'store',
  'protected',
  'hidden',
]

/** What a facet is called, and how its values read and count. */
export const facetOf = (name: FacetName) => queryFacet(name)

/** Something for each facet. */
export const perFacet = <T>(make: (facet: FacetName) => T): Record<FacetName, T> => ({
  visibility: make('visibility'),
  kind: make('kind'),
  status: make('status'),
  os: make('os'),
  ownership: make('ownership'),
  region: make('region'),
  disk_format: make('disk_format'),
  tag: make('tag'),
  store: make('store'),
  protected: make('protected'),
  hidden: make('hidden'),
})
