import { type ComponentProps, useEffect, useRef } from 'react'

export interface TickBoxProps extends Omit<ComponentProps<'input'>, 'type' | 'className'> {
  'aria-label': string
  /** Some of what it stands for is ticked. */
  isIndeterminate?: boolean
  /** For placing; 16 px alone is a small target, so let `::after` cover more. */
  className?: string
}

/**
 * The browser's own tick box in the look of `Checkbox`, for lists that draw a great many: it costs one element and no
 * script. Where colours are forced the browser draws it.
 */
export function TickBox({ isIndeterminate = false, className = '', ...rest }: TickBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // There is no attribute for it.
    if (input.current) input.current.indeterminate = isIndeterminate
  }, [isIndeterminate])
  return (
    <input
      {...rest}
      ref={input}
      type="checkbox"
      // The tick and the dash are cut out of a filled square: no image to load, and it turns with the theme.
      className={`size-4 shrink-0 cursor-default appearance-none rounded-sm border border-line-strong bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent before:block before:size-full before:scale-75 before:bg-on-accent before:opacity-0 before:[clip-path:polygon(8%_52%,22%_38%,42%_58%,80%_16%,94%_30%,42%_84%)] checked:before:opacity-100 indeterminate:before:opacity-100 indeterminate:before:[clip-path:inset(41%_12%)] hover:border-ink-3 forced-colors:appearance-auto forced-colors:before:hidden ${className}`}
    />
  )
}
