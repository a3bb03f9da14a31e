import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'

import { controlClasses, type ControlSize } from './control-classes.ts'
import { fieldBox, fieldError, fieldHelp, fieldLabel } from './field-classes.ts'
import { floatingPanel, option, optionList } from './option-classes.ts'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
  /** A quieter second line. For a refused option: why. */
  detail?: string
  icon?: ReactNode
  isDisabled?: boolean
}

export interface SelectProps<Value extends string> {
  label: string
  isLabelHidden?: boolean
  options: readonly SelectOption<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  description?: ReactNode
  error?: ReactNode
  placeholder?: string
  /** `field`: as wide as its form. `quiet`: a button of the toolbar, no wider than its text. */
  look?: 'field' | 'quiet'
  size?: ControlSize
  /** Shown before the value, both in the button and nowhere else: a lucide icon. */
  icon?: ReactNode
  className?: string
}

/** One of a few values. */
export function Select<Value extends string>({
  label,
  isLabelHidden = false,
  options,
  value,
  onChange,
  description,
  error,
  placeholder = 'Choose…',
  look = 'field',
  size = 'md',
  icon,
  className = '',
}: SelectProps<Value>) {
  const change = (key: string | number | null) => {
    // react-aria widens keys to strings and numbers; finding the option again narrows without a cast.
    const chosen = options.find((one) => one.value === key)
    if (chosen) onChange(chosen.value)
  }
  return (
    <AriaSelect
      value={value}
      onChange={change}
      placeholder={placeholder}
      isInvalid={Boolean(error)}
      className={`flex flex-col gap-1 ${className}`}
    >
      <Label className={isLabelHidden ? 'sr-only' : fieldLabel}>{label}</Label>
      <AriaButton
        className={
          look === 'field'
            ? `${fieldBox} gap-2 px-2 text-left data-pressed:bg-sunken`
            : controlClasses({ variant: 'ghost', size })
        }
      >
        {icon && <span className="text-ink-3 [&_svg]:size-4">{icon}</span>}
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-3">
          {({ selectedText, isPlaceholder }) => (isPlaceholder ? placeholder : selectedText)}
        </SelectValue>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      </AriaButton>
      {description && (
        <Text slot="description" className={fieldHelp}>
          {description}
        </Text>
      )}
      <FieldError className={fieldError}>{error}</FieldError>
      <Popover className={`${floatingPanel} min-w-(--trigger-width)`} offset={4}>
        <ListBox items={options} className={optionList}>
          {(one) => (
            <ListBoxItem
              id={one.value}
              textValue={one.label}
              isDisabled={one.isDisabled ?? false}
              className={`${option} group`}
            >
              {one.icon}
              <span className="flex min-w-0 flex-1 flex-col">
                {/* Both lines are the option's name: a name that leaves visible words out fails people who speak to their computer. */}
                <span className="truncate">{one.label}</span>
                {one.detail && <span className="text-xs text-ink-3">{one.detail}</span>}
              </span>
              <Check aria-hidden className="invisible text-accent group-data-selected:visible" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
