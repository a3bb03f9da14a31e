import type { ReactNode } from 'react'
import {
  FieldError,
  Group,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'

import { fieldBox, fieldError, fieldHelp, fieldLabel } from './field-classes.ts'

export interface TextAreaProps extends Omit<
  AriaTextFieldProps,
  'children' | 'className' | 'style' | 'isInvalid' | 'type'
> {
  label: string
  description?: ReactNode
  /** What is wrong with the value; marks the field invalid. */
  error?: ReactNode
  placeholder?: string
  /** Lines shown at first; it grows with its text where the browser can, else by its corner. */
  lines?: number
  /** For IDs, keys and hashes. */
  isMono?: boolean
  className?: string
}

/** A labelled field of several lines: what is pasted into it keeps its line breaks. */
export function TextArea({
  label,
  description,
  error,
  placeholder,
  lines = 3,
  isMono = false,
  className = '',
  ...rest
}: TextAreaProps) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className={`flex flex-col gap-1 ${className}`}>
      <Label className={fieldLabel}>{label}</Label>
      <Group className={`${fieldBox} h-auto!`}>
        <AriaTextArea
          rows={lines}
          {...(placeholder === undefined ? {} : { placeholder })}
          className={`field-sizing-content max-h-48 min-h-14 w-full min-w-0 resize-y bg-transparent px-2 py-1.5 outline-none placeholder:text-ink-3 ${isMono ? 'font-mono text-xs' : ''}`}
        />
      </Group>
      {description && (
        <Text slot="description" className={fieldHelp}>
          {description}
        </Text>
      )}
      <FieldError className={fieldError}>{error}</FieldError>
    </AriaTextField>
  )
}
