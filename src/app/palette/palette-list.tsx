/**
 * A field with the choices that match below it, as the combobox pattern has it: the focus stays in the field, arrow
 * keys move the choice that Enter takes. Source: WAI-ARIA Authoring Practices, "Combobox".
 */
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'

import { Kbd } from '#ui/kbd.tsx'

import { type Command, grouped } from './commands.ts'

interface PaletteListProps {
  q: string
  onSearch: (q: string) => void
  commands: readonly Command[]
  /** Said where nothing matches, and below what does. */
  note: string
  onRun: (command: Command) => void
}

export function PaletteList({ q, onSearch, commands, note, onRun }: PaletteListProps) {
  const id = useId()
  // What stays in the list stays chosen; else the first is.
  const [chosenId, setChosenId] = useState<string | null>(null)
  const groups = grouped(commands)
  const inOrder = groups.flatMap((group) => group.commands)
  const chosenAt = Math.max(
    0,
    inOrder.findIndex((command) => command.id === chosenId),
  )
  const chosen = inOrder[chosenAt]
  const optionId = (command: Command) => `${id}-${inOrder.indexOf(command)}`

  const chosenOption = chosen && optionId(chosen)
  useEffect(() => {
    if (chosenOption !== undefined) document.getElementById(chosenOption)?.scrollIntoView({ block: 'nearest' })
  }, [chosenOption])

  const move = (to: number) => {
    const count = inOrder.length
    setChosenId(inOrder[(to + count) % Math.max(1, count)]?.id ?? null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = {
      ArrowDown: chosenAt + 1,
      ArrowUp: chosenAt - 1,
      ...((event.ctrlKey || event.metaKey) && { Home: 0, End: inOrder.length - 1 }),
      PageDown: Math.min(chosenAt + 6, inOrder.length - 1),
      PageUp: Math.max(chosenAt - 6, 0),
    }
    const to = steps[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (chosen?.refusal === undefined && chosen) onRun(chosen)
    }
  }
  return (
    <>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window was opened to type into it
          autoFocus
          role="combobox"
          aria-label="Search images, pages and actions"
          aria-autocomplete="list"
          aria-expanded={inOrder.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosenOption}
          autoComplete="off"
          spellCheck="false"
          placeholder="Search images, pages and actions"
          value={q}
          onChange={({ target }) => {
            onSearch(target.value)
            setChosenId(null)
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Results"
        className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5 empty:hidden"
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title} className="pb-1">
            <div aria-hidden className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">
              {group.title}
            </div>
            {group.commands.map((command) => (
              <Option
                key={command.id}
                id={optionId(command)}
                command={command}
                isChosen={command === chosen}
                onPoint={() => setChosenId(command.id)}
                onRun={() => onRun(command)}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={inOrder.length > 0 && !note ? 'sr-only' : 'px-4 py-3 text-center text-xs text-ink-3'}>
        {note || `${inOrder.length} results`}
      </p>
    </>
  )
}

interface OptionProps {
  id: string
  command: Command
  isChosen: boolean
  onPoint: () => void
  onRun: () => void
}

const Option = ({ id, command: { label, detail, icon, keys, refusal }, isChosen, onPoint, onRun }: OptionProps) => (
  // The focus is in the field, whose keys act on the choice: a choice itself takes presses only.
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
  <div
    id={id}
    role="option"
    aria-selected={isChosen}
    aria-disabled={refusal !== undefined}
    onPointerMove={isChosen ? undefined : onPoint}
    onClick={refusal === undefined ? onRun : undefined}
    className={`flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 select-none [&_svg]:size-4 [&_svg]:shrink-0 ${isChosen ? 'bg-hover outline -outline-offset-1 outline-line-strong' : '[&_svg]:text-ink-3'}`}
  >
    {icon}
    <bdi className={`max-w-[70%] min-w-0 shrink-0 truncate font-medium ${refusal === undefined ? '' : 'text-ink-3'}`}>
      {label}
    </bdi>
    {(refusal ?? detail) !== undefined && (
      <span className="min-w-0 flex-1 truncate text-xs text-ink-3">{refusal ?? detail}</span>
    )}
    {keys && (
      <span aria-hidden className="ml-auto flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    )}
  </div>
)
