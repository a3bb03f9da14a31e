import { type KeyboardEvent, type Ref, useId, useLayoutEffect, useRef, useState } from 'react'

import { floatingPanel } from '#ui/option-classes.ts'
import { SearchField } from '#ui/search-field.tsx'
import { CompletionList, completionId } from './completion-list.tsx'

import type { CompletionItem, Completions } from './query/completions.ts'

export interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  /** What could be written at the cursor, in UTF-16 code units; null when nothing. */
  completions: (text: string, cursor: number) => Completions | null
  inputRef?: Ref<HTMLInputElement>
  /** The key that brings the caret here. */
  shortcut?: string
  placeholder?: string
  className?: string
}

/** Letters of a plain word before keys are offered: fewer would offer some at every word. */
const fewestLetters = 2

const isWorthOffering = ({ items, replace }: Completions, cursor: number) =>
  items.some(({ kind }) => kind !== 'key') || cursor - replace.start >= fewestLetters

/**
 * The search of the catalog. It stays a plain search field to type into; what could come next is offered below while
 * typing, and only taken when chosen: nothing typed is ever changed by Enter or Tab alone.
 */
export function SearchBox({ value, onChange, onBlur, completions, className = '', ...rest }: SearchBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(value.length)
  const [isWanted, setWanted] = useState(false)
  /** Place in the list; null while none is chosen. */
  const [chosen, setChosen] = useState<number | null>(null)
  const listId = useId()

  const offered = isWanted ? completions(value, cursor) : null
  const open = offered && isWorthOffering(offered, cursor) ? offered : null
  const { items = [] } = open ?? {}
  const chosenItem = chosen === null ? undefined : items[chosen]

  // The field's own ref belongs to whoever brings the caret here.
  const input = () => box.current?.querySelector('input') ?? null

  /** Where the caret goes once the text with what was taken is in the field. */
  const taken = useRef<{ text: string; caret: number } | null>(null)
  useLayoutEffect(() => {
    if (taken.current?.text !== value) return
    const { caret } = taken.current
    taken.current = null
    input()?.setSelectionRange(caret, caret)
  })

  const close = () => {
    setWanted(false)
    setChosen(null)
  }

  const type = (text: string) => {
    setCursor(input()?.selectionStart ?? text.length)
    setWanted(text !== '')
    setChosen(null)
    onChange(text)
  }

  const take = (item: CompletionItem) => {
    if (!open) return
    const { start, end } = open.replace
    const caret = start + item.insert.length
    const text = value.slice(0, start) + item.insert + value.slice(end)
    taken.current = { text, caret }
    setCursor(caret)
    setChosen(null)
    // After a key its values are next; after a value there is nothing to add until more is typed.
    setWanted(item.kind === 'key')
    onChange(text)
  }

  const move = (step: 1 | -1) => {
    const beforeFirst = step === 1 ? -1 : items.length
    setChosen((at) => ((at ?? beforeFirst) + step + items.length) % items.length)
  }

  /** @returns whether the key was meant for the list, so that the field must not act on it */
  const onListKey = (key: string) => {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        move(key === 'ArrowDown' ? 1 : -1)
        return true
      case 'Enter':
      case 'Tab':
        if (chosenItem) take(chosenItem)
        return chosenItem !== undefined
      case 'Escape':
        close()
        return true
      default:
        return false
    }
  }

  // While capturing, because the field itself clears on Escape.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
    if (event.target !== input() || hasModifier || event.nativeEvent.isComposing) return
    if (open ? onListKey(event.key) : event.key === 'ArrowDown') {
      if (!open) setWanted(true)
      event.preventDefault()
      event.stopPropagation()
    }
  }

  return (
    <div ref={box} role="presentation" className={`relative ${className}`} onKeyDownCapture={onKeyDownCapture}>
      <SearchField
        {...rest}
        label="Search images"
        value={value}
        onChange={type}
        onSelect={() => setCursor(input()?.selectionStart ?? 0)}
        onBlur={() => {
          close()
          onBlur?.()
        }}
        autoComplete="off"
        spellCheck="false"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(open && { 'aria-controls': listId })}
        {...(open && chosenItem && { 'aria-activedescendant': completionId(listId, chosen) })}
      />
      {/* In its place rather than at the page's end: it belongs to the search for those who do not see it. */}
      {open && (
        <div className={`${floatingPanel} absolute inset-x-0 top-full z-30 mt-1 min-w-72`}>
          <CompletionList id={listId} items={items} chosen={chosen} onChoose={setChosen} onTake={take} />
        </div>
      )}
    </div>
  )
}
