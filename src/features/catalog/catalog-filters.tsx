import { FacetList } from '#ui/facet-list.tsx'
import { facetNames, facets } from './catalog-facets.ts'
import type { CatalogState, FacetSelection } from './catalog-url.ts'
import type { FacetCounts } from './catalog-view.ts'

interface CatalogFiltersProps {
  state: CatalogState
  /** Undefined while nothing has arrived. */
  counts: FacetCounts | undefined
  onChange: (facets: FacetSelection) => void
}

/** A facet with one value and none chosen narrows nothing: it is left out. */
const isUseful = (options: readonly unknown[], chosen: readonly string[]) => options.length > 1 || chosen.length > 0

export const CatalogFilters = ({ state, counts, onChange }: CatalogFiltersProps) => (
  <>
    {facetNames.map((name) => {
      const { title, words } = facets[name]
      const options = [...(counts?.[name] ?? [])].map(([value, count]) => ({ value, label: words(value), count }))
      if (!isUseful(options, state.facets[name])) return null
      return (
        <FacetList
          key={name}
          label={title}
          options={name === 'os' ? options.toSorted((a, b) => b.count - a.count) : options}
          selected={state.facets[name]}
          onChange={(selected) => onChange({ ...state.facets, [name]: selected })}
        />
      )
    })}
  </>
)
