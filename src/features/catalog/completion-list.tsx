import { useEffect, useRef } from 'react'

import { Kbd } from '#ui/kbd.tsx'

import type { CompletionItem } from './query/completions.ts'

/** The id of an option, which the field names as its active descendant. */
export const completionId = (listId: string, at: number | null) => `${listId}-${at}`

interface CompletionListProps {
  id: string
  items: readonly CompletionItem[]
  chosen: number | null
  onChoose: (at: number) => void
  onTake: (item: CompletionItem) => void
}

/** What could be written next. The keyboard stays in the field: here things are only shown and pressed. */
export function CompletionList({ id, items, chosen, onChoose, onTake }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen !== null) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // A press must not take the caret out of the field.
    <div role="presentation" onPointerDown={(event) => event.preventDefault()}>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label="Suggestions"
        tabIndex={-1}
        className="max-h-[min(20rem,60vh)] overflow-auto p-1"
      >
        {items.map((item, at) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keyboard
          <div
            key={item.insert}
            id={completionId(id, at)}
            role="option"
            aria-selected={at === chosen}
            tabIndex={-1}
            onClick={() => onTake(item)}
            onPointerMove={() => onChoose(at)}
            className="flex min-h-6.5 cursor-default items-center gap-3 rounded-md px-2 outline-none select-none aria-selected:bg-accent-soft pointer-coarse:min-h-control"
          >
            <span className="max-w-[70%] truncate font-mono text-xs text-ink">
              <bdi>{item.label}</bdi>
              {item.kind === 'key' && <span className="text-ink-3">:</span>}
            </span>
            <span className="ms-auto min-w-0 truncate text-xs text-ink-3 tabular-nums">{item.detail}</span>
          </div>
        ))}
      </div>
      <div
        aria-hidden
        className="flex items-center gap-1.5 border-t border-line px-2.5 py-1.5 text-2xs text-ink-3 pointer-coarse:hidden"
      >
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> choose
        <span className="ms-2 flex items-center gap-1.5">
          <Kbd>Tab</Kbd> take
        </span>
        <span className="ms-2 flex items-center gap-1.5">
          <Kbd>Esc</Kbd> close
        </span>
      </div>
    </div>
  )
}
