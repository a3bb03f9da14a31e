import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useTypedText } from '#routing/use-typed-text.ts'
import { comparePath, type CompareState, parseCompareState } from './compare-url.ts'

/** What is compared, and how. The URL is the state; only the filter's text runs ahead of it while being typed. */
export function useCompareState(region: string) {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const inUrl = useMemo(() => parseCompareState(params), [params])
  const {
    text: q,
    type: search,
    step,
  } = useTypedText({
    inUrl: inUrl.q,
    write: (text, options) => void navigate(comparePath(region, { ...inUrl, q: text }), options),
  })
  const state = useMemo(() => ({ ...inUrl, q }), [inUrl, q])

  /** A step of its own in the history, which Back undoes; typed text goes along. */
  const change = (changes: Partial<CompareState>) => {
    const next = { ...state, ...changes }
    void navigate(comparePath(region, next), step(next.q))
  }
  return { state, change, search }
}
