import { useEffect, useMemo, useState } from 'react'
import {
  NavigationType,
  useLocation,
  useNavigate,
  useNavigation,
  useNavigationType,
  useSearchParams,
} from 'react-router'
import { comparePath, type CompareState, parseCompareState } from './compare-url.ts'

/** Quiet time after which typed text goes into the URL: browsers refuse a page that rewrites it with every key. */
const TYPING_PAUSE_MS = 250

/** Filter text ahead of the URL: it holds where it was typed, and along the steps we take from there ourselves. */
interface Typed {
  text: string
  /** Key of the history entry it was typed on; null once we have moved on from that entry. */
  on: string | null
  /** Kept in the history's state, to tell our own steps by. */
  id: number
}

const typingIn = (state: unknown) =>
  typeof state === 'object' && state !== null && 'typing' in state && typeof state.typing === 'number'
    ? state.typing
    : null

let lastId = 0

/**
 * What is compared, and how. The URL is the state; only the filter's text runs ahead of it while being typed, until
 * Back, Forward or a link makes the URL speak again.
 */
export function useCompareState(region: string) {
  const [params] = useSearchParams()
  const location = useLocation()
  const arrivedBy = useNavigationType()
  const isUnderWay = useNavigation().state !== 'idle'
  const navigate = useNavigate()
  const inUrl = useMemo(() => parseCompareState(params), [params])

  const [lastTyped, setTyped] = useState<Typed | null>(null)
  const isOurs = arrivedBy !== NavigationType.Pop && typingIn(location.state) === lastTyped?.id
  const typed = isOurs || lastTyped?.on === location.key ? lastTyped : null
  const state = useMemo(() => ({ ...inUrl, q: typed?.text ?? inUrl.q }), [inUrl, typed])

  const search = (text: string) => {
    lastId += 1
    setTyped(typed ? { ...typed, text } : { text, on: location.key, id: lastId })
  }

  /** A step of its own in the history, which Back undoes; typed text goes along. */
  const change = (changes: Partial<CompareState>) => {
    const next = { ...state, ...changes }
    if (typed) setTyped({ ...typed, text: next.q, on: null })
    void navigate(comparePath(region, next), { state: { typing: typed?.id ?? null } })
  }

  const isAhead = typed !== null && typed.text !== inUrl.q
  useEffect(() => {
    // A step that is under way would be undone by one of ours: it goes first.
    if (!isAhead || isUnderWay) return
    const pause = setTimeout(
      () => void navigate(comparePath(region, state), { replace: true, state: { typing: typed.id } }),
      TYPING_PAUSE_MS,
    )
    return () => clearTimeout(pause)
  }, [isAhead, isUnderWay, navigate, region, state, typed])

  return { state, change, search }
}
