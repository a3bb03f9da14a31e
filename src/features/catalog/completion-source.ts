/** What the catalog holds, for completion of the search to offer. */
import { textProperty } from '#api/image-facts.ts'

import type { CatalogIndex } from './catalog-index.ts'
import type { FacetCounts } from './catalog-view.ts'
import type { CompletionSource } from './query/completions.ts'

/** Values of one property with the number of images that have each. Counted when asked for: few ever are. */
function* valuesOf(index: CatalogIndex, key: string) {
  const counts = new Map<string, number>()
  for (const entry of index.entries) {
    const value = entry && textProperty(entry.image, key)
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  yield* [...counts].toSorted(([, one], [, other]) => other - one)
}

export const completionSource = (index: CatalogIndex, counts: FacetCounts): CompletionSource => ({
  properties: index.properties.byFrequency().map(([key, count]) => ({ key, count, values: valuesOf(index, key) })),
  values: (facet) => (facet === 'list' ? [] : counts[facet]),
})
