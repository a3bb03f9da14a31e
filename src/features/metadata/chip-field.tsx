/** Several texts as chips: tags, and properties that are lists. */
import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { IconButton } from '#ui/button.tsx'
import { SuggestField } from '#ui/suggest-field.tsx'

interface ChipFieldProps {
  label: string
  items: readonly string[]
  onChange: (items: readonly string[]) => void
  suggestions: readonly string[]
  /** Why a text cannot be one of them; null when it can. */
  problem?: (text: string) => string | null
  error?: string | null | undefined
}

/** Enter or a comma adds what was typed; Backspace in the empty field takes the last one away. */
export function ChipField({ label, items, onChange, suggestions, problem = () => null, error }: ChipFieldProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const wrong = typed === '' ? null : problem(typed)

  const add = (texts: readonly string[]) => {
    const fresh = texts.map((one) => one.trim()).filter((one) => one !== '' && problem(one) === null)
    if (fresh.length === 0) return
    onChange([...new Set([...items, ...fresh])])
    setText('')
  }
  const type = (next: string) => {
    if (next.includes(',')) add(next.split(','))
    // A suggestion that was chosen arrives whole; nobody types a whole one at a stroke.
    else if (suggestions.includes(next) && next.length > text.length + 1) add([next])
    else setText(next)
  }
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return
    const isChoosing = event.target.hasAttribute('aria-activedescendant')
    if (event.key === 'Enter' && typed !== '' && !isChoosing) {
      // Goes on to the field, which closes its suggestions.
      event.preventDefault()
      add([typed])
    } else if (event.key === 'Backspace' && text === '' && items.length > 0) onChange(items.slice(0, -1))
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      {items.length > 0 && (
        <ul aria-label={`${label}, chosen`} className="flex flex-wrap gap-1">
          {items.map((item) => (
            <li
              key={item}
              className="flex max-w-full items-center gap-0.5 rounded-sm bg-hover pl-1.5 text-xs font-medium text-ink-2"
            >
              <bdi className="truncate">{item}</bdi>
              <IconButton size="sm" aria-label={`Remove ${item}`} onPress={() => onChange(without(items, item))}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div role="presentation" onKeyDownCapture={onKeyDownCapture} onBlurCapture={() => add([typed])}>
        <SuggestField
          label={label}
          isLabelHidden
          placeholder="Type and press Enter"
          suggestions={suggestions.filter((one) => !items.includes(one))}
          value={text}
          onChange={type}
          error={wrong ?? error}
        />
      </div>
    </div>
  )
}

const without = (items: readonly string[], item: string) => items.filter((one) => one !== item)
