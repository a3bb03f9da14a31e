import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components'

export interface SwitchProps extends Omit<AriaSwitchProps, 'children' | 'className' | 'style' | 'isDisabled'> {
  /** The visible label. */
  children: ReactNode
  className?: string
}

/** Turns something on and off at once; a choice that waits for a button is a `Checkbox`. */
export function Switch({ children, className = '', ...rest }: SwitchProps) {
  return (
    <AriaSwitch
      {...rest}
      className={`group flex h-control shrink-0 cursor-default items-center gap-2 select-none ${className}`}
    >
      <span
        aria-hidden
        className="flex h-4 w-7 shrink-0 items-center rounded-full bg-line-strong p-0.5 outline-accent transition-colors duration-100 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-selected:bg-accent forced-colors:border"
      >
        <span className="size-3 rounded-full bg-surface transition-transform duration-100 group-data-selected:translate-x-3 rtl:group-data-selected:-translate-x-3" />
      </span>
      {children}
    </AriaSwitch>
  )
}
