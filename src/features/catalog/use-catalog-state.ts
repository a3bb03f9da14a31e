import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { type NavigateOptions, useSearchParams } from 'react-router'
import { useTypedText } from '#routing/use-typed-text.ts'
import { type CatalogState, parseCatalogState, toCatalogParams } from './catalog-url.ts'

/** The URL of a state that somebody made: an empty one says `q=`, for a bare URL opens the default view. */
const explicit = (state: CatalogState) => {
  const params = toCatalogParams(state)
  if (params.size === 0) params.set('q', '')
  return params
}

/**
 * What the catalog shows. The URL is the state; only the search text runs ahead of it while being typed.
 * `shown` lags behind `state` when the list is slow, so that typing never waits for it.
 */
export function useCatalogState() {
  const [params, setParams] = useSearchParams()
  const inUrl = useMemo(() => parseCatalogState(params), [params])
  // The URL follows a step after a moment: one that is taken before then builds on it, not on what it left.
  const latest = useRef(inUrl)
  useEffect(() => {
    latest.current = inUrl
  }, [inUrl])
  const go = (next: CatalogState, options: NavigateOptions) => {
    latest.current = next
    setParams(explicit(next), options)
  }
  const {
    text: q,
    type: search,
    step,
    finish: endTyping,
  } = useTypedText({ inUrl: inUrl.q, write: (text, options) => go({ ...latest.current, q: text }, options) })

  const change = (changes: Partial<CatalogState> | ((now: CatalogState) => Partial<CatalogState>)) => {
    const now = { ...latest.current, q }
    const next = { ...now, ...(typeof changes === 'function' ? changes(now) : changes) }
    go(next, step(next.q))
  }

  const state = useMemo(() => ({ ...inUrl, q }), [inUrl, q])
  const shown = useDeferredValue(state)
  return { state, shown, change, search, endTyping }
}
