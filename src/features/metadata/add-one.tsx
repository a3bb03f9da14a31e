/** One property: its key, searched among what the cloud describes or made up, and its value. */
import { type FormEvent, useState } from 'react'
import {
  Collection,
  ComboBox,
  FieldError,
  Group,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components'
import { keyCaution, newKeyProblem, valueCaution } from '#api/property-checks.ts'
import { meaningCaution, type PropertyGroup } from '#api/vocabulary.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { fieldBox, fieldError, fieldInput, fieldLabel } from '#ui/field-classes.ts'
import { floatingPanel, option, optionList } from '#ui/option-classes.ts'
import type { AddProps } from './add-props.ts'
import { ValueEditor } from './value-editor.tsx'

export function AddOne({ edits, context, vocabulary, onAdd }: AddProps) {
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const meaning = vocabulary?.byKey.get(key)
  const problem = newKeyProblem(key, edits.values, context)
  const caution =
    keyCaution(key, edits.values) ??
    valueCaution(value, context.session.flavour) ??
    (meaning ? meaningCaution(value, meaning) : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null) onAdd(new Map([[key, value]]))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <KeyField
        groups={vocabulary?.groups ?? []}
        taken={edits.values}
        value={key}
        onChange={setKey}
        error={key === '' ? null : problem}
      />
      {meaning && (
        <p className="rounded-md bg-sunken px-3 py-2 text-xs text-ink-2">
          <span className="font-medium text-ink">{meaning.title}</span> {meaning.description}
          {meaning.usual !== undefined && ` Usually ${meaning.usual}.`}
        </p>
      )}
      <ValueEditor
        key={meaning?.key ?? ''}
        label="Value"
        isLabelHidden={false}
        value={value}
        onChange={(next) => setValue(String(next))}
        meaning={meaning}
        suggestions={meaning?.choices ?? []}
        description={caution}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" verdict={problem === null ? yes : no(problem)}>
          Add
        </Button>
      </div>
    </form>
  )
}

interface KeyFieldProps {
  groups: readonly PropertyGroup[]
  /** Keys that the image has already are not offered. */
  taken: ReadonlyMap<string, unknown>
  value: string
  onChange: (key: string) => void
  error: string | null
}

/** Finds a key by its name, by its title or by what it is for; any other may be typed. */
function KeyField({ groups, taken, value, onChange, error }: KeyFieldProps) {
  const items = groups
    .map(({ id, title, properties }) => ({
      id: `group ${id}`,
      title,
      properties: properties.filter(({ key }) => !taken.has(key)).map((one) => ({ ...one, id: one.key })),
    }))
    .filter(({ properties }) => properties.length > 0)
  const words = new Map(
    groups.flatMap(({ title, properties }) =>
      properties.map((one) => [one.key, `${one.key} ${title} ${one.title} ${one.description}`.toLowerCase()] as const),
    ),
  )
  const isMeant = (key: string, typed: string) => words.get(key)?.includes(typed.trim().toLowerCase()) ?? false
  return (
    <ComboBox
      allowsCustomValue
      menuTrigger="focus"
      defaultItems={items}
      inputValue={value}
      onInputChange={onChange}
      defaultFilter={isMeant}
      isInvalid={error !== null}
      className="flex flex-col gap-1"
    >
      <Label className={fieldLabel}>Key</Label>
      <Group className={fieldBox}>
        <Input className={`${fieldInput} font-mono text-xs`} placeholder="Search or type a name" spellCheck="false" />
      </Group>
      <FieldError className={fieldError}>{error}</FieldError>
      <Popover className={`${floatingPanel} w-(--trigger-width)`} offset={4}>
        <ListBox<(typeof items)[number]> className={optionList}>
          {({ id, title, properties }) => (
            <ListBoxSection id={id}>
              <Header className="px-2 pt-2 pb-1 text-xs font-medium text-ink-3">{title}</Header>
              <Collection items={properties}>
                {(one) => (
                  <ListBoxItem id={one.key} textValue={one.key} className={option}>
                    <span className="flex min-w-0 flex-col">
                      <span className="truncate font-mono text-xs">{one.key}</span>
                      <span className="truncate text-xs text-ink-3">{one.title}</span>
                    </span>
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
