import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { NavigationType, useLocation, useNavigation, useNavigationType, useSearchParams } from 'react-router'
import { type CatalogState, parseCatalogState, toCatalogParams } from './catalog-url.ts'

/** Quiet time after which typed text goes into the URL: a history entry per key would help nobody. */
const TYPING_PAUSE_MS = 250

/** Text ahead of the URL. It holds where it was typed, and along the steps we take from there ourselves. */
interface Typed {
  text: string
  /** Key of the history entry it was typed on. */
  on: string
  /** We have left that entry, or are about to: once gone it is the URL's own text that stands there. */
  isLeaving: boolean
  /** Tells our own steps by: kept in the history state. */
  id: number
}

const typingIn = (state: unknown) =>
  typeof state === 'object' && state !== null && 'typing' in state && typeof state.typing === 'number'
    ? state.typing
    : null

let lastId = 0

/** The URL of a state that somebody made: an empty one says `q=`, for a bare URL opens the default view. */
const explicit = (state: CatalogState) => {
  const params = toCatalogParams(state)
  if (params.size === 0) params.set('q', '')
  return params
}

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
  const isHere = lastTyped?.on === location.key && (isUnderWay || !lastTyped.isLeaving)
  const typed = isOurs || isHere ? lastTyped : null
  const q = typed?.text ?? inUrl.q

  /** The text of the last step of ours, which may still be on its way to the URL. */
  const written = useRef<string | null>(null)

  const search = (text: string) => {
    written.current = null
    lastId += 1
    setTyped(typed ? { ...typed, text } : { text, on: location.key, isLeaving: false, id: lastId })
  }

  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  const writeTyped = useCallback(
    ({ text, id }: Typed) => {
      clearTimeout(pause.current)
      written.current = text
      setParams((now) => explicit({ ...parseCatalogState(now), q: text }), {
        replace: true,
        state: { typing: id },
      })
    },
    [setParams],
  )

  const change = (changes: Partial<CatalogState>) => {
    clearTimeout(pause.current)
    const next = { q, ...changes }
    written.current = next.q
    if (!typed) lastId += 1
    // Ahead of the URL too: a second press may come before the step of the first is done.
    const ahead = { text: next.q, on: location.key, isLeaving: true, id: typed?.id ?? lastId }
    setTyped(ahead)
    setParams((now) => explicit({ ...parseCatalogState(now), ...next }), { state: { typing: ahead.id } })
  }

  const isAhead = typed !== null && typed.text !== inUrl.q
  useEffect(() => {
    // A step that is under way would be undone by one of ours: it goes first.
    if (!isAhead || isUnderWay) return
    pause.current = setTimeout(() => writeTyped(typed), TYPING_PAUSE_MS)
    return () => clearTimeout(pause.current)
  }, [typed, isAhead, isUnderWay, writeTyped])

  /**
   * Puts the text into the URL without waiting: the field is being left, perhaps by a press on an image. A pause that
   * ended while the image's page loads would take that step back.
   */
  const endTyping = () => {
    if (isAhead && written.current !== typed.text) writeTyped(typed)
  }

  const state = useMemo(() => ({ ...inUrl, q }), [inUrl, q])
  const shown = useDeferredValue(state)
  return { state, shown, change, search, endTyping }
}
