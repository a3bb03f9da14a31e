import { TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components'

import { describeTerm } from './query/describe-term.ts'

import type { ParsedQuery, QueryProblem, QueryTerm } from './query/terms.ts'
import type { Span } from './query/tokens.ts'

export interface QueryChipsProps {
  /** What `query` was read from. */
  text: string
  query: ParsedQuery
  /** A term is to be taken out of the text: `removeTerm` does it. */
  onRemove: (span: Span) => void
  /** The last chip has gone, and with it the focus. */
  onEmptied?: () => void
}

interface Chip {
  span: Span
  /** Names the remove button. */
  name: string
  tone: string
  content: ReactNode
}

const termChip = (term: QueryTerm): Chip => {
  const { label, value, negated } = describeTerm(term)
  return {
    span: term.span,
    name: `${label}: ${negated ? 'not ' : ''}${value}`,
    tone: 'bg-hover text-ink',
    content: (
      <>
        <span className="shrink-0 text-ink-3">{label}</span>
        {negated && <span className="shrink-0 font-semibold text-ink-2">not</span>}
        <bdi className="truncate">{value}</bdi>
      </>
    ),
  }
}

const textAt = (text: string, { start, end }: Span) => text.slice(start, end)

const problemChip = (text: string, { span }: QueryProblem): Chip => ({
  span,
  name: textAt(text, span),
  tone: 'bg-warn-soft text-warn',
  content: (
    <>
      <TriangleAlert aria-hidden className="size-3 shrink-0" />
      <bdi className="truncate font-mono">{textAt(text, span)}</bdi>
    </>
  ),
})

/** The terms of a search in people's words, each with a button that takes it away, and what could not be understood. */
export function QueryChips({ text, query, onRemove, onEmptied }: QueryChipsProps) {
  const list = useRef<HTMLUListElement>(null)
  const { terms, problems } = query
  const errors = problems.filter(({ severity }) => severity === 'error')
  const chips = [...terms.map(termChip), ...errors.map((error) => problemChip(text, error))].toSorted(
    (one, other) => one.span.start - other.span.start,
  )

  /** The chip just removed and the text it was in: the focus goes to its neighbour, or it would go with the button. */
  const removed = useRef<{ at: number; from: string } | null>(null)
  useEffect(() => {
    if (!removed.current || removed.current.from === text) return
    const { at } = removed.current
    removed.current = null
    const buttons = list.current?.querySelectorAll('button') ?? []
    if (buttons.length === 0) onEmptied?.()
    else buttons[Math.min(at, buttons.length - 1)]?.focus()
  })

  if (chips.length === 0 && problems.length === 0) return null
  return (
    <div className="flex flex-col gap-1 text-xs">
      <ul ref={list} aria-label="Search terms" className="flex flex-wrap gap-1 empty:hidden">
        {chips.map(({ span, name, tone, content }, at) => (
          <li
            key={span.start}
            className={`flex h-5.5 max-w-full min-w-0 items-center gap-1 rounded-sm ps-1.5 pointer-coarse:h-control ${tone}`}
          >
            {content}
            <AriaButton
              aria-label={`Remove ${name}`}
              onPress={() => {
                removed.current = { at, from: text }
                onRemove(span)
              }}
              className="flex size-5.5 shrink-0 cursor-default items-center justify-center rounded-sm opacity-60 data-hovered:opacity-100 data-focus-visible:opacity-100 pointer-coarse:size-control"
            >
              <X aria-hidden className="size-3" />
            </AriaButton>
          </li>
        ))}
      </ul>
      {problems.map(({ span, message, severity }) => (
        <p key={span.start} className={`flex min-w-0 gap-1.5 ${severity === 'error' ? 'text-warn' : 'text-ink-3'}`}>
          <bdi className="max-w-[40%] shrink-0 truncate font-mono">{textAt(text, span)}</bdi>
          <span>{message}</span>
        </p>
      ))}
    </div>
  )
}
