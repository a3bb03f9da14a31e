import { useMemo } from 'react'
import { type CatalogIndex, textOf } from './catalog-index.ts'
import type { CatalogState } from './catalog-url.ts'
import { viewCatalog } from './catalog-view.ts'
import { narrowingOf } from './narrowing.ts'
import { parseQuery } from './query/parse-query.ts'

/** Ages in a search ("within 30 days") move on by the minute, not with every drawing. */
const minuteOf = (now: number) => Math.floor(now / 60_000) * 60_000

interface View {
  index: CatalogIndex
  /** Of the index, which changes in place. */
  version: number
  state: CatalogState
  /** Milliseconds since 1970. */
  now: number
}

/** The search as understood, and what it shows. */
export function useCatalogView({ index, version, state: { q, sort }, now }: View) {
  // Only a search that names a property depends on which there are; they come and go with the index.
  const query = useMemo(
    () => parseQuery(q, { hasProperty: (key) => index.properties.has(key) }),
    // oxlint-disable-next-line react/exhaustive-deps -- `version` stands for what the index holds
    [q, index, version],
  )
  const minute = query.terms.some(({ kind }) => kind === 'date' || kind === 'is') ? minuteOf(now) : 0
  const narrowing = useMemo(
    () => narrowingOf(query, { viewer: index.viewer, now: minute, haystackOf: textOf }),
    [query, index, minute],
  )
  const view = useMemo(
    () => viewCatalog(index, narrowing, sort),
    // oxlint-disable-next-line react/exhaustive-deps -- as above
    [index, version, narrowing, sort],
  )
  return { query, narrowing, view }
}
