import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  Popover,
  type PopoverProps,
} from 'react-aria-components'

import type { Verdict } from '#lib/verdict.ts'

import { Kbd } from './kbd.tsx'
import { floatingPanel, option, optionList } from './option-classes.ts'

export { MenuTrigger } from 'react-aria-components'

export interface MenuProps<T> extends Omit<AriaMenuProps<T>, 'className' | 'style'> {
  placement?: NonNullable<PopoverProps['placement']>
  /** Shown above the items, not part of the menu's choices: who is signed in, for example. */
  heading?: ReactNode
}

/** The list that drops from a button inside `MenuTrigger`. */
export function Menu<T extends object>({ placement = 'bottom end', heading, ...rest }: MenuProps<T>) {
  return (
    <Popover placement={placement} offset={4} className={`${floatingPanel} min-w-44 max-w-80`}>
      {heading && <div className="border-b border-line px-3 py-2">{heading}</div>}
      <AriaMenu {...rest} className={optionList} />
    </Popover>
  )
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'children' | 'className' | 'style' | 'isDisabled'> {
  icon?: ReactNode
  /** A quieter second line. */
  detail?: string
  /** Keys that do the same. */
  shortcut?: string
  tone?: 'neutral' | 'danger'
  /** A refused item stays, can be reached by the arrow keys and says why; choosing it does nothing. */
  verdict?: Verdict
  children: string
}

/** The library's own disabling takes an item out of the arrow keys' way, and its reason with it. */
const refusedItem: NonNullable<AriaMenuItemProps['render']> = (props) =>
  'href' in props ? (
    <a {...props} aria-disabled>
      {props.children}
    </a>
  ) : (
    <div {...props} aria-disabled />
  )

/** One act or choice of a menu. */
export function MenuItem({ icon, detail, shortcut, tone = 'neutral', verdict, children, ...rest }: MenuItemProps) {
  const reason = verdict?.ok === false ? verdict.reason : undefined
  const { onAction, href, ...harmless } = rest
  const act =
    reason === undefined ? { ...(onAction && { onAction }), ...(href && { href }) } : { shouldCloseOnSelect: false }
  const colour =
    reason !== undefined
      ? 'text-ink-3 cursor-not-allowed'
      : tone === 'danger'
        ? 'text-bad data-focused:bg-bad-soft'
        : ''
  const secondLine = reason ?? detail
  return (
    <AriaMenuItem
      {...harmless}
      {...act}
      textValue={children}
      {...(reason !== undefined && { render: refusedItem })}
      className={`${option} group ${colour}`}
    >
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode !== 'none' && <Check aria-hidden className={isSelected ? 'text-accent' : 'invisible'} />}
          {icon && <span className={tone === 'danger' && !reason ? '' : 'text-ink-3'}>{icon}</span>}
          <span className="flex min-w-0 flex-1 flex-col">
            {/* Both lines are the item's name: a name that leaves visible words out fails people who speak to their computer. */}
            <span className="truncate">{children}</span>
            {secondLine && <span className="text-xs text-ink-3">{secondLine}</span>}
          </span>
          {shortcut && (
            <span aria-hidden className="pl-4">
              <Kbd>{shortcut}</Kbd>
            </span>
          )}
        </>
      )}
    </AriaMenuItem>
  )
}
