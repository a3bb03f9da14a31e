import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, type Ref, useState } from 'react'
import {
  FieldError,
  Group,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'

import { IconButton } from './button.tsx'
import { fieldBox, fieldError, fieldHelp, fieldInput, fieldLabel } from './field-classes.ts'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> {
  label: string
  isLabelHidden?: boolean
  description?: ReactNode
  /** What is wrong with the value; marks the field invalid. */
  error?: ReactNode
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
  /** For IDs, keys and hashes. */
  isMono?: boolean
  className?: string
}

/** A labelled line of text. `type="password"` gets a button that shows what was typed. */
export function TextField({
  label,
  isLabelHidden = false,
  description,
  error,
  placeholder,
  inputRef,
  isMono = false,
  className = '',
  type = 'text',
  ...rest
}: TextFieldProps) {
  const [isShown, setShown] = useState(false)
  const isSecret = type === 'password'
  return (
    <AriaTextField
      {...rest}
      type={isSecret && isShown ? 'text' : type}
      isInvalid={Boolean(error)}
      className={`flex flex-col gap-1 ${className}`}
    >
      <Label className={isLabelHidden ? 'sr-only' : fieldLabel}>{label}</Label>
      <Group className={fieldBox}>
        <Input
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          {...(placeholder === undefined ? {} : { placeholder })}
          className={`${fieldInput} ${isMono || (isSecret && isShown) ? 'font-mono text-xs' : ''}`}
        />
        {isSecret && (
          <IconButton
            size="sm"
            className="mr-0.5"
            aria-label={isShown ? 'Hide characters' : 'Show characters'}
            onPress={() => setShown(!isShown)}
          >
            {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        )}
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
