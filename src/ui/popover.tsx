import type { ReactNode } from 'react'
import { Dialog, Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components'

import { floatingPanel } from './option-classes.ts'

export { DialogTrigger as PopoverTrigger } from 'react-aria-components'

export interface PopoverProps {
  /** Names the panel for assistive technology. */
  label: string
  placement?: NonNullable<AriaPopoverProps['placement']>
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small panel beside the button that opened it; inside `PopoverTrigger`. Escape and a press outside close it. */
export function Popover({ label, placement = 'bottom start', className = 'p-3', children }: PopoverProps) {
  return (
    <AriaPopover placement={placement} offset={4} className={`${floatingPanel} max-w-96`}>
      <Dialog aria-label={label} className={`outline-none ${className}`}>
        {({ close }) => (typeof children === 'function' ? children(close) : children)}
      </Dialog>
    </AriaPopover>
  )
}
