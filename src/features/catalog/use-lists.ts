import { useMemo } from 'react'
import type { ListName } from '#api/catalog-entry.ts'
import { alsoLists, type CatalogState } from './catalog-url.ts'
import { impliedLists } from './implied-lists.ts'
import { parseQuery } from './query/parse-query.ts'

/** Which lists to ask for: the default one, those ticked, and those that the search is about. */
export const useLists = ({ q, also }: CatalogState): readonly ListName[] =>
  useMemo(() => {
    const implied = impliedLists(parseQuery(q, { hasProperty: () => false }))
    return ['default', ...alsoLists.filter((list) => also.includes(list) || implied.includes(list))]
  }, [q, also])
