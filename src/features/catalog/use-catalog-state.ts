import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useLocation, useNavigationType, useSearchParams } from 'react-router'
import { type CatalogState, parseCatalogState, toCatalogParams } from './catalog-url.ts'

/** Quiet time after which typed text goes into the URL: a history entry per key would help nobody. */
const TYPING_PAUSE_MS = 250

/** Marks our own steps in the history: they leave the text being typed alone. */
const OWN_STEP = { keepsTypedSearch: true }
const isOwnStep = (state: unknown) =>
  typeof state === 'object' && state !== null && 'keepsTypedSearch' in state && state.keepsTypedSearch === true

/**
 * What the catalog shows. The URL is the state; only the search text runs ahead of it while being typed.
 * `shown` lags behind `state` when the list is slow, so that typing never waits for it.
 */
export function useCatalogState() {
  const [params, setParams] = useSearchParams()
  const location = useLocation()
  const arrivedBy = useNavigationType()
  const inUrl = useMemo(() => parseCatalogState(params), [params])
  const [typed, setTyped] = useState<string | null>(null)
  const q = typed ?? inUrl.q

  const change = (changes: Partial<CatalogState>, how: { replace: boolean } = { replace: false }) =>
    setParams((now) => toCatalogParams({ ...parseCatalogState(now), q, ...changes }), { ...how, state: OWN_STEP })

  // Back, Forward, a link or the rail: the URL speaks again.
  useEffect(() => {
    if (arrivedBy === 'POP' || !isOwnStep(location.state)) setTyped(null)
  }, [location, arrivedBy])

  useEffect(() => {
    if (typed === null || typed === inUrl.q) return
    const timer = setTimeout(() => {
      setParams((now) => toCatalogParams({ ...parseCatalogState(now), q: typed }), { replace: true, state: OWN_STEP })
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, inUrl.q, setParams])

  const state = useMemo(() => ({ ...inUrl, q }), [inUrl, q])
  const shown = useDeferredValue(state)
  return { state, shown, change, search: setTyped }
}
