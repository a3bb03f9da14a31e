import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type CatalogData, catalogQuery } from '#api/catalog.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { CatalogIndex } from './catalog-index.ts'

/**
 * One index per load of the catalog, found again by the load's first page: pages that arrive later, and coming back
 * to the catalog from an image, extend it instead of building it anew.
 */
const indexes = new WeakMap<readonly Image[], CatalogIndex>()

function indexOf({ pages }: CatalogData, viewer: Viewer): CatalogIndex {
  const firstPage = pages[0] ?? []
  const index = indexes.get(firstPage) ?? new CatalogIndex(viewer)
  indexes.set(firstPage, index)
  index.sync(pages.flat())
  return index
}

const viewerOf = (session: SignedIn): Viewer => ({ account: session.account.id, flavour: session.flavour })

/** The catalog of a region as far as it has arrived; `index` is undefined until the first page is here. */
export function useCatalog(session: SignedIn, region: string) {
  const query = useQuery(catalogQuery(session, region))
  const { data } = query
  const viewer = useMemo(() => viewerOf(session), [session])
  const index = useMemo(() => data && indexOf(data, viewer), [data, viewer])
  return { ...query, viewer, index }
}
