/** What the catalog shows of an index: the rows that match, in order, and the counts beside the facets. */
import { facets, perFacet } from './catalog-facets.ts'

import type { Image } from '#api/schemas.ts'
import type { FacetName } from './catalog-facets.ts'
import type { CatalogIndex } from './catalog-index.ts'
import type { CatalogState } from './catalog-url.ts'

/** Images by facet value, in the order to show; values that are chosen or that any image has, also when 0 now. */
export type FacetCounts = Readonly<Record<FacetName, ReadonlyMap<string, number>>>

export interface CatalogView {
  rows: Image[]
  counts: FacetCounts
  /** Images in the index, matching or not. */
  total: number
}

/**
 * Search, facets and sort applied. A facet's own counts leave its own selection aside but honour the search and all
 * other facets: they say how many there would be if that value were chosen instead.
 */
export const viewCatalog = (index: CatalogIndex, state: CatalogState): CatalogView => {
  const found = index.search.find(state.q)
  const tallyOfFacet = perFacet((facet) => tallyOf(index, state, facet))
  const tallies = Object.values(tallyOfFacet)
  const rows: Image[] = []
  for (const slot of index.order(state.sort)) {
    if (found && !found[slot]) continue
    const missed = missedBy(tallies, slot)
    if (missed === 'several') continue
    if (missed) {
      count(missed, slot)
      continue
    }
    for (const tally of tallies) count(tally, slot)
    const image = index.images[slot]
    if (image) rows.push(image)
  }
  const counts = perFacet((facet) => countsOf(index, state, facet, tallyOfFacet[facet]))
  return { rows, counts, total: index.size }
}

interface Tally {
  codes: readonly number[]
  chosen: readonly boolean[] | null
  /** By code. */
  counts: number[]
}

const tallyOf = (index: CatalogIndex, state: CatalogState, facet: FacetName): Tally => {
  const column = index.facets[facet]
  return {
    codes: column.codes,
    chosen: column.chosen(state.facets[facet]),
    counts: column.values.map(() => 0),
  }
}

/** The one facet whose selection leaves the row out: that facet alone still counts it. Null when none does. */
const missedBy = (tallies: readonly Tally[], slot: number): Tally | 'several' | null => {
  let missed: Tally | null = null
  for (const tally of tallies) {
    if (!tally.chosen || tally.chosen[tally.codes[slot] ?? 0]) continue
    if (missed) return 'several'
    missed = tally
  }
  return missed
}

const count = ({ codes, counts }: Tally, slot: number) => {
  const code = codes[slot] ?? 0
  counts[code] = (counts[code] ?? 0) + 1
}

const countsOf = (index: CatalogIndex, state: CatalogState, facet: FacetName, { counts }: Tally) => {
  const column = index.facets[facet]
  const chosen = state.facets[facet]
  const known: readonly string[] = facets[facet].values ?? []
  const others = [...new Set([...column.values, ...chosen])].filter((value) => !known.includes(value))
  const shown = [...known, ...others.toSorted()].filter((value) => column.has(value) || chosen.includes(value))
  return new Map(shown.map((value) => [value, counts[column.values.indexOf(value)] ?? 0]))
}
