import { ComboBox, Group, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { fieldBox, fieldInput, fieldLabel } from './field-classes.ts'
import { floatingPanel, option, optionList } from './option-classes.ts'

export interface SuggestFieldProps {
  label: string
  placeholder?: string
  /** Texts that are likely meant; any other may be typed. */
  suggestions: readonly string[]
  value: string
  onChange: (value: string) => void
  className?: string
}

/** A line of text that suggests the values that contain what has been typed. */
export function SuggestField({ label, placeholder, suggestions, value, onChange, className = '' }: SuggestFieldProps) {
  return (
    <ComboBox
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      defaultItems={suggestions.map((id) => ({ id }))}
      className={`flex flex-col gap-1 ${className}`}
    >
      <Label className={fieldLabel}>{label}</Label>
      <Group className={fieldBox}>
        <Input className={fieldInput} {...(placeholder !== undefined && { placeholder })} />
      </Group>
      <Popover className={`${floatingPanel} min-w-(--trigger-width)`} offset={4}>
        <ListBox<{ id: string }> className={optionList}>
          {({ id }) => (
            <ListBoxItem id={id} textValue={id} className={option}>
              <bdi className="truncate">{id}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
