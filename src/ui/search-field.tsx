import { Search, X } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  Group,
  Input,
  Label,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Text,
} from 'react-aria-components'

import { fieldBox, fieldInput } from './field-classes.ts'
import { Kbd } from './kbd.tsx'

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** The accessible name; not shown. */
  label: string
  placeholder?: string
  /** The key that brings the caret here, shown while the field is empty and not in use. */
  shortcut?: string
  /** How far the search has come: "searched 4,200 of 10,000". Describes the field. */
  status?: ReactNode
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

/** A search line. Escape and the cross clear it. */
export function SearchField({
  label,
  placeholder,
  shortcut,
  status,
  inputRef,
  className = '',
  ...rest
}: SearchFieldProps) {
  return (
    <AriaSearchField {...rest} className={`group ${className}`}>
      <Label className="sr-only">{label}</Label>
      <Group className={fieldBox}>
        <Search aria-hidden className="ml-2 size-3.5 shrink-0 text-ink-3" />
        <Input
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          {...(placeholder === undefined ? {} : { placeholder })}
          className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`}
        />
        {status && (
          <Text
            slot="description"
            className="shrink-0 pr-2 text-xs whitespace-nowrap text-ink-3 tabular-nums max-sm:hidden"
          >
            {status}
          </Text>
        )}
        {shortcut && (
          <span className="hidden pr-1.5 group-data-empty:block group-focus-within:hidden pointer-coarse:hidden">
            <Kbd>{shortcut}</Kbd>
          </span>
        )}
        <AriaButton
          aria-label={`Clear ${label.toLowerCase()}`}
          className="mr-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 group-data-empty:hidden data-hovered:bg-hover data-hovered:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </AriaButton>
      </Group>
    </AriaSearchField>
  )
}
