import { type ReactNode, use } from 'react'
import {
  OverlayTriggerStateContext,
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
} from 'react-aria-components'

import { floatingPanel } from './option-classes.ts'

export { DialogTrigger as PopoverTrigger } from 'react-aria-components'

export interface PopoverProps {
  /** Names the panel for assistive technology, where the name of its button does not. */
  label: string
  placement?: NonNullable<AriaPopoverProps['placement']>
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

/**
 * A small panel beside the button that opened it; inside `PopoverTrigger`. Escape and a press outside close it. The
 * panel itself is the dialog: of one within it, the library would leave its hidden buttons outside.
 */
export function Popover({ label, placement = 'bottom start', className = 'p-3', children }: PopoverProps) {
  const state = use(OverlayTriggerStateContext)
  return (
    <AriaPopover
      aria-label={label}
      placement={placement}
      offset={4}
      className={`${floatingPanel} max-w-96 outline-none`}
    >
      <div className={className}>{typeof children === 'function' ? children(() => state?.close()) : children}</div>
    </AriaPopover>
  )
}
