/** The field for one value: what it is depends on the key, and on what the cloud says the property means. */
import { limits, tagProblem } from '#api/property-checks.ts'
import { type FieldValue, valueText } from '#api/image-values.ts'
import { listItems, type PropertyMeaning } from '#api/vocabulary.ts'
import { SuggestField } from '#ui/suggest-field.tsx'
import { Switch } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { ChipField } from './chip-field.tsx'

export interface ValueEditorProps {
  /** The key: also the field's name. */
  label: string
  isLabelHidden?: boolean
  value: FieldValue
  onChange: (value: FieldValue) => void
  meaning?: PropertyMeaning | undefined
  suggestions: readonly string[]
  error?: string | null | undefined
  description?: string | null | undefined
}

export function ValueEditor(props: ValueEditorProps) {
  const { label, isLabelHidden = true, value, onChange, meaning, suggestions, error, description } = props
  if (typeof value === 'boolean')
    return (
      <Switch aria-label={label} isSelected={value} onChange={onChange}>
        <span aria-hidden>{value ? 'Yes' : 'No'}</span>
      </Switch>
    )
  if (typeof value === 'object' && value !== null)
    return (
      <ChipField
        label={label}
        items={value}
        onChange={onChange}
        suggestions={suggestions}
        problem={tagProblem}
        error={error ?? (value.length >= limits.tags ? `${limits.tags} tags is the most.` : null)}
      />
    )
  if (meaning?.type === 'list')
    return (
      <ChipField
        label={label}
        items={listItems(textOf(value))}
        onChange={(items) => onChange(items.join(','))}
        suggestions={meaning.choices}
        error={error}
      />
    )
  const shared = {
    label,
    isLabelHidden,
    value: textOf(value),
    onChange: (text: string) => onChange(text),
    ...(error && { error }),
    ...(description && { description }),
    className: 'min-w-0 flex-1',
  }
  const choices = meaning?.type === 'boolean' ? ['true', 'false'] : suggestions
  if (choices.length > 0) return <SuggestField {...shared} suggestions={choices} showsAll />
  const isNumber = meaning?.type === 'integer' || label === 'min_disk' || label === 'min_ram'
  return <TextField {...shared} {...(isNumber && { inputMode: 'numeric' as const })} autoComplete="off" />
}

const textOf = (value: FieldValue) => (value === null ? '' : typeof value === 'string' ? value : String(value))

/** A value that may not be changed, as a field that can be read and copied from, with the reason. */
export const LockedValue = ({ label, value, reason }: { label: string; value: FieldValue; reason: string }) => (
  <TextField
    label={label}
    isLabelHidden
    isReadOnly
    value={valueText(value)}
    description={reason}
    className="min-w-0 flex-1 text-ink-2 [&>div]:border-transparent [&>div]:bg-sunken"
  />
)
