import type { ReactNode } from 'react'
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components'

import { type ButtonVariant, controlClasses, type ControlSize } from './control-classes.ts'

type Base = Omit<AriaLinkProps, 'children' | 'className' | 'isDisabled' | 'style' | 'href'> & {
  href: string
  variant?: ButtonVariant
  size?: ControlSize
  className?: string
}

/** A link that looks like a button: it goes somewhere, so it opens in a new tab as links do. */
export function LinkButton({
  variant = 'secondary',
  size = 'md',
  icon,
  children,
  className = '',
  ...rest
}: Base & { icon?: ReactNode; children: ReactNode }) {
  return (
    <AriaLink {...rest} className={`${controlClasses({ variant, size })} ${className}`}>
      {icon}
      {children}
    </AriaLink>
  )
}
