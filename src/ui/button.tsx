import { LoaderCircle } from 'lucide-react'
import { type ReactNode, useId } from 'react'
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

function Pressable({ verdict, className, children, ...rest }: PressableProps) {
  const reasonId = useId()
  if (!verdict || verdict.ok) {
    return (
      <AriaButton {...rest} className={className}>
        {children}
      </AriaButton>
    )
  }
  // None of the caller's handlers may run. A submit button stays one: a form without any submits by Enter all the same,
  // whereas Enter on this form presses this button, whose click goes nowhere.
  const { id, slot, type, autoFocus, 'aria-label': ariaLabel } = rest
  return (
    <>
      <PressTip tip={verdict.reason}>
        {(open) => (
          <AriaButton
            {...(id === undefined ? {} : { id })}
            {...(slot === undefined ? {} : { slot })}
            {...(autoFocus === undefined ? {} : { autoFocus })}
            {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
            {...(type === undefined ? {} : { type })}
            onClickCapture={(event) => event.preventDefault()}
            aria-disabled
            aria-describedby={reasonId}
            onPress={open}
            className={className}
          >
            {children}
          </AriaButton>
        )}
      </PressTip>
      <VisuallyHidden id={reasonId}>{verdict.reason}</VisuallyHidden>
    </>
  )
}
