/** How somebody likes the catalog of an account: kept in this browser. Holds no image, only the reader's own choices. */
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import type { SignedIn } from '#api/session.ts'
import { stored, type Stored } from '#lib/stored.ts'
import { parseCatalogState, toCatalogParams } from './catalog-url.ts'
import { type ColumnId, isColumnId } from './column-id.ts'

const SavedView = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  /** The query part of the catalog's URL, without `?`. */
  search: z.string().check(z.maxLength(4_000)),
})
export type SavedView = z.infer<typeof SavedView>

const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

const Settings = z.object({
  /** Null: the usual ones. */
  columns: z.catch(z.nullable(z.array(z.string())), null),
  /** Pixels by column, where somebody has dragged it. */
  widths: z.catch(z.record(z.string(), z.number().check(z.gte(20), z.lte(2_000))), {}),
  density: z.catch(z.enum(densities), 'comfortable'),
  /** Previews come when a mouse rests on a row: not unasked, they cover the rows below. */
  showsOnHover: z.catch(z.boolean(), false),
  views: z.catch(z.array(SavedView), []),
  /** Name of the view that the catalog opens with. */
  defaultView: z.catch(z.nullable(z.string()), null),
})

export interface CatalogSettings {
  columns: readonly ColumnId[] | null
  widths: Readonly<Record<string, number>>
  density: Density
  showsOnHover: boolean
  views: readonly SavedView[]
  defaultView: string | null
}

const initial: CatalogSettings = {
  columns: null,
  widths: {},
  density: 'comfortable',
  showsOnHover: false,
  views: [],
  defaultView: null,
}

/** Whatever is readable of what was stored. */
export const parseSettings = (json: unknown): CatalogSettings => {
  const parsed = Settings.safeParse(json)
  if (!parsed.success) return initial
  const columns = parsed.data.columns?.filter(isColumnId) ?? []
  return { ...parsed.data, columns: columns.length > 0 ? columns : null }
}

const settingsOf = ({ cloud, account }: Pick<SignedIn, 'cloud' | 'account'>): Stored<CatalogSettings> =>
  stored(`catalog:${cloud}:${account.id}`, parseSettings)

export function useCatalogSettings(session: SignedIn) {
  const store = settingsOf(session)
  const settings = useSyncExternalStore(store.subscribe, store.get)
  const change = (changes: Partial<CatalogSettings>) => store.set({ ...store.get(), ...changes })
  return { settings, change }
}

/**
 * Where a catalog's URL leads when it leaves something open: without any query the default view, without columns the
 * reader's own. Null when it says everything itself.
 */
export const opensWith = (search: string, { columns, views, defaultView }: CatalogSettings): string | null => {
  const view = views.find(({ name }) => name === defaultView)
  if (search === '' && view && view.search !== '') return view.search
  const params = new URLSearchParams(search)
  if (!columns || params.has('col')) return null
  return toCatalogParams({ ...parseCatalogState(params), columns }).toString()
}
