import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  ComboBox,
  FieldError,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { fieldBox, fieldError, fieldHelp, fieldInput, fieldLabel } from './field-classes.ts'
import { floatingPanel, option, optionList } from './option-classes.ts'

const ownName = { 'aria-labelledby': '', 'aria-label': 'Show suggestions' }

export interface SuggestFieldProps {
  label: string
  isLabelHidden?: boolean
  placeholder?: string
  /** Texts that are likely meant; any other may be typed. */
  suggestions: readonly string[]
  value: string
  onChange: (value: string) => void
  /** Shows a button that opens all suggestions: for lists short enough to choose from. */
  showsAll?: boolean
  description?: ReactNode
  /** What is wrong with the value; marks the field invalid. */
  error?: ReactNode
  className?: string
}

/** A line of text that suggests the values that contain what has been typed. */
export function SuggestField({
  label,
  isLabelHidden = false,
  placeholder,
  suggestions,
  value,
  onChange,
  showsAll = false,
  description,
  error,
  className = '',
}: SuggestFieldProps) {
  return (
    <ComboBox
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      // A field that is emptied, as by the owner who took the text, would open all its suggestions.
      menuTrigger={value === '' ? 'manual' : 'input'}
      defaultItems={suggestions.map((id) => ({ id }))}
      isInvalid={Boolean(error)}
      className={`flex flex-col gap-1 ${className}`}
    >
      <Label className={isLabelHidden ? 'sr-only' : fieldLabel}>{label}</Label>
      <Group className={fieldBox}>
        <Input className={fieldInput} {...(placeholder !== undefined && { placeholder })} />
        {showsAll && (
          // Not by the field's own label, which the library would give it: a field is found by its label alone.
          <Button
            {...ownName}
            className="mr-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 data-hovered:bg-hover"
          >
            <ChevronDown aria-hidden className="size-3.5" />
          </Button>
        )}
      </Group>
      {description && (
        <Text slot="description" className={fieldHelp}>
          {description}
        </Text>
      )}
      <FieldError className={fieldError}>{error}</FieldError>
      <Popover className={`${floatingPanel} min-w-(--trigger-width)`} offset={4}>
        {/* It stands at the end of the page, outside of every landmark, and is no dialog: one of its own. */}
        <section aria-label={`Suggestions for ${label}`}>
          <ListBox<{ id: string }> className={optionList}>
            {({ id }) => (
              <ListBoxItem id={id} textValue={id} className={option}>
                <bdi className="truncate">{id}</bdi>
              </ListBoxItem>
            )}
          </ListBox>
        </section>
      </Popover>
    </ComboBox>
  )
}
