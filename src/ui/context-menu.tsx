import { type ReactNode, useRef } from 'react'
import { Menu as AriaMenu, Popover } from 'react-aria-components'
import { floatingPanel, optionList } from './option-classes.ts'

/** Where a menu opens, in CSS pixels of the window. */
export interface Point {
  x: number
  y: number
}

export interface ContextMenuProps {
  /** Names the menu: "Actions for web-1". */
  label: string
  at: Point
  /** Opened by a key: the first item is ready. With the pointer none is, so that nothing is chosen by accident. */
  isByKeyboard: boolean
  onClose: () => void
  /** Items of `#ui/menu.tsx`. */
  children: ReactNode
}

/**
 * A menu without a button of its own: at the pointer, or wherever the keyboard is. On closing, the focus goes back to
 * what had it when the menu was mounted.
 */
export function ContextMenu({ label, at, isByKeyboard, onClose, children }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      {/* Physical sides: the pointer has no reading direction. */}
      <span ref={anchor} aria-hidden className="fixed" style={{ left: at.x, top: at.y }} />
      <Popover
        aria-label={label}
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        placement="bottom start"
        offset={2}
        className={`${floatingPanel} min-w-44 max-w-80`}
      >
        {/* The key that opens menus asks for the browser's own on its way up, when this one has the focus. */}
        <div onContextMenu={(event) => event.preventDefault()}>
          <AriaMenu
            aria-label={label}
            // A menu is opened to be used: its keys must reach it at once.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={isByKeyboard ? 'first' : true}
            onClose={onClose}
            className={optionList}
          >
            {children}
          </AriaMenu>
        </div>
      </Popover>
    </>
  )
}
