import type { ReactNode } from 'react'
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components'

export interface TextLinkProps extends Omit<AriaLinkProps, 'children' | 'className' | 'style' | 'isDisabled' | 'href'> {
  href: string
  children: ReactNode
  /** `quiet` takes the colour of the text around it until hovered: for links in tables. */
  tone?: 'accent' | 'quiet'
  className?: string
}

/** A link in running text or in a cell. */
export function TextLink({ tone = 'accent', children, className = '', ...rest }: TextLinkProps) {
  const colours =
    tone === 'accent' ? 'text-accent data-hovered:text-accent-strong underline decoration-accent/30' : 'text-inherit'
  return (
    <AriaLink
      {...rest}
      className={`cursor-pointer rounded-sm underline-offset-3 data-hovered:underline data-hovered:decoration-current ${colours} ${className}`}
    >
      {children}
    </AriaLink>
  )
}
