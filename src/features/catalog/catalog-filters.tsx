import { FacetList } from '#ui/facet-list.tsx'
import { type FacetName, facetNames, facetOf } from './catalog-facets.ts'
import type { FacetCounts } from './catalog-view.ts'
import type { FacetSelection } from './narrowing.ts'

interface CatalogFiltersProps {
  selection: FacetSelection
  /** Undefined while nothing has arrived. */
  counts: FacetCounts | undefined
  onChange: (facet: FacetName, values: string[]) => void
}

/** A facet with one value and none chosen narrows nothing: it is left out. */
const isUseful = (options: readonly unknown[], chosen: readonly string[]) => options.length > 1 || chosen.length > 0

/** Facets whose values have no order of their own: the most frequent come first. */
const byCount: ReadonlySet<FacetName> = new Set(['os', 'disk_format', 'tag', 'store', 'region'])

/** Facets that most people rarely need: closed until opened. */
const closed: ReadonlySet<FacetName> = new Set(['disk_format', 'tag', 'store', 'protected', 'hidden'])

export const CatalogFilters = ({ selection, counts, onChange }: CatalogFiltersProps) => (
  <>
    {facetNames.map((name) => {
      const { title, words } = facetOf(name)
      const options = [...(counts?.[name] ?? [])].map(([value, count]) => ({ value, label: words(value), count }))
      const chosen = selection[name]
      if (!isUseful(options, chosen)) return null
      return (
        <FacetList
          key={name}
          label={title}
          options={byCount.has(name) ? options.toSorted((a, b) => b.count - a.count) : options}
          selected={chosen}
          onChange={(values) => onChange(name, values)}
          isInitiallyOpen={!closed.has(name) || chosen.length > 0}
        />
      )
    })}
  </>
)
