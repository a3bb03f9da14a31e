import { LoaderCircle } from 'lucide-react'
import { type MouseEvent, type ReactNode, useId } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'

import type { Verdict } from '#lib/verdict.ts'

import { type ButtonVariant, controlClasses, type ControlSize } from './control-classes.ts'
import { PressTip, Tip } from './tooltip.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

interface Shared extends Omit<AriaButtonProps, 'children' | 'className' | 'isDisabled' | 'style'> {
  variant?: ButtonVariant
  size?: ControlSize
  /** A refused act keeps its button: focusable, `aria-disabled`, described by the reason. There is no mute disabling. */
  verdict?: Verdict
  className?: string
}

export interface ButtonProps extends Shared {
  /** A lucide icon before the text. */
  icon?: ReactNode
  children: ReactNode
}

/** A push button. While `isPending` it shows a spinner, keeps focus and ignores presses. */
export function Button({ variant = 'secondary', size = 'md', icon, children, className = '', ...rest }: ButtonProps) {
  const isRefused = rest.verdict?.ok === false
  return (
    <Pressable {...rest} className={`${controlClasses({ variant, size, isRefused })} ${className}`}>
      {rest.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </Pressable>
  )
}

export interface IconButtonProps extends Shared {
  /** The name; also the tooltip. */
  'aria-label': string
  /** A lucide icon. */
  children: ReactNode
}

/** A square button of one icon. Its name is required, and shows as its tooltip. */
export function IconButton({ variant = 'ghost', size = 'md', children, className = '', ...rest }: IconButtonProps) {
  const isRefused = rest.verdict?.ok === false
  const button = (
    <Pressable {...rest} className={`${controlClasses({ variant, size, isRefused, isSquare: true })} ${className}`}>
      {rest.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : children}
    </Pressable>
  )
  // A refused button has the reason for its tooltip; two on one control would fight.
  return isRefused ? button : <Tip tip={rest['aria-label']}>{button}</Tip>
}

type PressableProps = Omit<Shared, 'variant' | 'size'> & { className: string; children: ReactNode }

/**
 * The button under both looks. The library's own `isPending` is not used: it leaves an image without a name in the
 * page when the button goes away while pending.
 */
function Pressable({ verdict, isPending = false, className, children, ...rest }: PressableProps) {
  const reasonId = useId()
  const reason = verdict?.ok === false ? verdict.reason : undefined
  const isInert = isPending || reason !== undefined

  const button = (onPress?: () => void) => (
    <AriaButton
      {...(isInert ? { ...withoutHandlers(rest), ...inert } : rest)}
      {...(reason !== undefined && { 'aria-describedby': reasonId })}
      {...(onPress && { onPress })}
      className={className}
    >
      {children}
    </AriaButton>
  )
  if (reason === undefined) return button()
  return (
    <>
      <PressTip tip={reason}>{button}</PressTip>
      <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden>
    </>
  )
}

/** What names and places the button; none of the caller's handlers. */
const withoutHandlers = ({ id, slot, type, autoFocus, 'aria-label': ariaLabel }: Omit<Shared, 'variant' | 'size'>) => ({
  ...(id !== undefined && { id }),
  ...(slot !== undefined && { slot }),
  ...(type !== undefined && { type }),
  ...(autoFocus !== undefined && { autoFocus }),
  ...(ariaLabel !== undefined && { 'aria-label': ariaLabel }),
})

/**
 * A submit button stays one: a form without any would submit by Enter all the same, whereas now Enter presses this
 * button, whose click goes nowhere.
 */
const inert = { 'aria-disabled': true, onClickCapture: (event: MouseEvent) => event.preventDefault() }
