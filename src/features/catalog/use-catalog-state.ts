import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { NavigationType, useLocation, useNavigation, useNavigationType, useSearchParams } from 'react-router'
import { type CatalogState, parseCatalogState, toCatalogParams } from './catalog-url.ts'

/** Quiet time after which typed text goes into the URL: a history entry per key would help nobody. */
const TYPING_PAUSE_MS = 250

/** Text ahead of the URL. It holds where it was typed, and along the steps we take from there ourselves. */
interface Typed {
  text: string
  /** Key of the history entry it was typed on; null once we have moved on from that entry. */
  on: string | null
  /** Tells our own steps by: kept in the history state. */
  id: number
}

const typingIn = (state: unknown) =>
  typeof state === 'object' && state !== null && 'typing' in state && typeof state.typing === 'number'
    ? state.typing
    : null

let lastId = 0

/**
 * What the catalog shows. The URL is the state; only the search text runs ahead of it while being typed. Back,
 * Forward, a link or the rail end that: the URL then speaks again.
 * `shown` lags behind `state` when the list is slow, so that typing never waits for it.
 */
export function useCatalogState() {
  const [params, setParams] = useSearchParams()
  const location = useLocation()
  const arrivedBy = useNavigationType()
  const isUnderWay = useNavigation().state !== 'idle'
  const inUrl = useMemo(() => parseCatalogState(params), [params])

  const [lastTyped, setTyped] = useState<Typed | null>(null)
  const isOurs = arrivedBy !== NavigationType.Pop && typingIn(location.state) === lastTyped?.id
  const typed = isOurs || lastTyped?.on === location.key ? lastTyped : null
  const q = typed?.text ?? inUrl.q

  const search = (text: string) => {
    lastId += 1
    setTyped(typed ? { ...typed, text } : { text, on: location.key, id: lastId })
  }

  const change = (changes: Partial<CatalogState>) => {
    const next = { q, ...changes }
    if (typed) setTyped({ ...typed, text: next.q, on: null })
    setParams((now) => toCatalogParams({ ...parseCatalogState(now), ...next }), {
      state: { typing: typed?.id ?? null },
    })
  }

  useEffect(() => {
    // A step that is under way (a press on an image or a column) would be undone by one of ours: it goes first.
    if (!typed || typed.text === inUrl.q || isUnderWay) return
    const timer = setTimeout(() => {
      setParams((now) => toCatalogParams({ ...parseCatalogState(now), q: typed.text }), {
        replace: true,
        state: { typing: typed.id },
      })
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, inUrl.q, isUnderWay, setParams])

  const state = useMemo(() => ({ ...inUrl, q }), [inUrl, q])
  const shown = useDeferredValue(state)
  return { state, shown, change, search }
}
