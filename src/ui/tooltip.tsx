import { type ReactNode, useState } from 'react'
import { Button as AriaButton, Tooltip as AriaTooltip, type TooltipProps, TooltipTrigger } from 'react-aria-components'

type Placement = NonNullable<TooltipProps['placement']>

/** The bubble itself. Use `Tip` around a control, or `Hint` around text. */
function Bubble({
  children,
  placement = 'top',
  className = '',
}: {
  children: ReactNode
  placement?: Placement
  className?: string
}) {
  return (
    <AriaTooltip
      placement={placement}
      offset={6}
      className={`z-50 max-w-72 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-raised transition-opacity duration-100 data-entering:opacity-0 data-exiting:opacity-0 ${className}`}
    >
      {children}
    </AriaTooltip>
  )
}

export interface TipProps {
  /** What the bubble says; without it the children are left alone. */
  tip: ReactNode
  placement?: Placement
  /** Milliseconds of hovering before it shows; focus shows it at once. */
  delay?: number
  /** For the bubble: `lg:hidden` where the words are visible anyway. */
  className?: string
  /** One react-aria control (Button, Link, ToggleButton…): it is described by the bubble while that is open. */
  children: ReactNode
}

/** A tooltip on a control, shown on hover and on keyboard focus. */
export function Tip({ tip, placement = 'top', delay = 500, className = '', children }: TipProps) {
  if (!tip) return children
  return (
    <TooltipTrigger delay={delay} closeDelay={100}>
      {children}
      <Bubble placement={placement} className={className}>
        {tip}
      </Bubble>
    </TooltipTrigger>
  )
}

/**
 * A tooltip whose owner may also open it, so that a press tells what hovering tells: the only way on a touch screen.
 * Give `open` to the control's `onPress`.
 */
export function PressTip({
  tip,
  placement = 'top',
  delay = 200,
  children,
}: Omit<TipProps, 'children'> & { children: (open: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <TooltipTrigger delay={delay} closeDelay={100} shouldCloseOnPress={false} isOpen={isOpen} onOpenChange={setOpen}>
      {children(() => setOpen(true))}
      <Bubble placement={placement}>{tip}</Bubble>
    </TooltipTrigger>
  )
}

export interface HintProps {
  /** The exact form of what is shown short. */
  hint: ReactNode
  children: ReactNode
  /** False inside a table, whose own keyboard movement should not stop at every cell; hover and press still work. */
  isTabStop?: boolean
  placement?: Placement
  className?: string
}

/** Short text (a relative time, a rounded size) that gives its exact form on hover, focus and press. */
export function Hint({ hint, children, isTabStop = true, placement = 'top', className = '' }: HintProps) {
  return (
    <PressTip tip={hint} placement={placement} delay={300}>
      {(open) => (
        <AriaButton
          onPress={open}
          excludeFromTabOrder={!isTabStop}
          className={`cursor-default rounded-sm text-left [font:inherit] ${className}`}
        >
          {children}
        </AriaButton>
      )}
    </PressTip>
  )
}
