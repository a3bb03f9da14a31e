import { ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { announce } from '#ui/announcer.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { SuggestField } from '#ui/suggest-field.tsx'
import { no, yes } from '#lib/verdict.ts'
import type { ColumnMenuProps } from './column-choice.ts'
import { moved } from './moved.ts'

/** What the button "Columns" opens: which columns a table shows, and in which order. */
export const ColumnPanel = ({ columns, onChange, add, onReset, isChanged }: ColumnMenuProps) => (
  <>
    <ColumnOrder columns={columns} onChange={onChange} />
    {add && <AddColumn {...add} />}
    <div className="mt-2 border-t border-line pt-2">
      <Button
        variant="ghost"
        size="sm"
        verdict={isChanged ? yes : no('These are the usual columns already.')}
        onPress={onReset}
      >
        Reset
      </Button>
    </div>
  </>
)

function ColumnOrder({ columns, onChange }: Pick<ColumnMenuProps, 'columns' | 'onChange'>) {
  const list = useRef<HTMLUListElement>(null)
  const keepFocus = useKeptFocus(list)
  const show = (id: string, isShown: boolean) =>
    onChange(columns.map((column) => (column.id === id ? { ...column, isShown } : column)))
  const move = (at: number, by: -1 | 1, header: string) => {
    const to = at + by
    if (to < 0 || to >= columns.length) return
    keepFocus(by < 0 ? `Move ${header} up` : `Move ${header} down`)
    onChange(moved(columns, at, to))
    announce(`${header}: ${to + 1} of ${columns.length}`)
  }
  return (
    <ul ref={list} aria-label="Order of columns" className="max-h-[min(22rem,50vh)] overflow-y-auto">
      {columns.map(({ id, header, isShown }, at) => (
        <li
          key={id}
          className="group/item flex h-7 items-center rounded-md ps-1.5 hover:bg-hover max-sm:h-9 pointer-coarse:h-9"
        >
          <Checkbox isSelected={isShown} onChange={(isOn) => show(id, isOn)} className="h-full flex-1">
            <bdi className={`min-w-0 truncate ${isShown ? '' : 'text-ink-3'}`}>{header}</bdi>
          </Checkbox>
          <span className="flex opacity-0 group-focus-within/item:opacity-100 group-hover/item:opacity-100 pointer-coarse:opacity-100">
            <IconButton
              size="sm"
              aria-label={`Move ${header} up`}
              verdict={at === 0 ? no('It is the first column already.') : yes}
              onPress={() => move(at, -1, header)}
            >
              <ArrowUp aria-hidden />
            </IconButton>
            <IconButton
              size="sm"
              aria-label={`Move ${header} down`}
              verdict={at === columns.length - 1 ? no('It is the last column already.') : yes}
              onPress={() => move(at, 1, header)}
            >
              <ArrowDown aria-hidden />
            </IconButton>
          </span>
        </li>
      ))}
    </ul>
  )
}

/**
 * A button that moves with its row loses the focus, and one that becomes refused is drawn anew: whoever pressed it
 * finds the focus on the button of the same name.
 */
function useKeptFocus(within: RefObject<HTMLElement | null>) {
  const kept = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (kept.current === null) return
    within.current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(kept.current)}"]`)?.focus()
    kept.current = null
  })
  return (name: string) => {
    kept.current = name
  }
}

function AddColumn({ label, placeholder, suggestions, onAdd }: NonNullable<ColumnMenuProps['add']>) {
  const [text, setText] = useState('')
  const formId = useId()
  const submit = () => {
    const wanted = text.trim()
    if (wanted === '') return
    onAdd(wanted)
    setText('')
  }
  return (
    <form
      id={formId}
      className="mt-2 flex items-end gap-1 border-t border-line pt-2"
      onSubmit={(event) => {
        event.preventDefault()
        // Drawn before the field takes the focus: a field that is emptied while it has it opens its list.
        flushSync(submit)
        // The button is refused now, and drawn anew without the focus: the next key would reach nobody.
        event.currentTarget.querySelector('input')?.focus()
      }}
    >
      <SuggestField
        label={label}
        {...(placeholder !== undefined && { placeholder })}
        suggestions={suggestions}
        value={text}
        onChange={setText}
        className="min-w-0 flex-1"
      />
      <Button
        type="submit"
        icon={<Plus aria-hidden />}
        verdict={text.trim() === '' ? no('Name what it shows first.') : yes}
      >
        Add
      </Button>
    </form>
  )
}
