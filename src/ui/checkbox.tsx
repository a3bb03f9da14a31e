import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  /** The visible label; leave it away only with an `aria-label`. */
  children?: ReactNode
  className?: string
}

/** A tick box. `isIndeterminate` when some of what it stands for is ticked. */
export function Checkbox({ children, className = '', ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={`group flex min-w-0 cursor-default items-center gap-2 select-none ${className}`}>
      {({ isIndeterminate }) => (
        <>
          <span
            aria-hidden
            className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-surface text-on-accent outline-accent group-data-disabled:opacity-50 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-hovered:border-ink-3 group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-selected:border-accent group-data-selected:bg-accent"
          >
            {isIndeterminate ? (
              <Minus className="size-3" strokeWidth={3} />
            ) : (
              <Check className="invisible size-3 group-data-selected:visible" strokeWidth={3} />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}
