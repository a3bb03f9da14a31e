/**
 * Every key and press of the table. One set of listeners on the scrolling element serves all rows, so a row costs none,
 * and keys pressed in what a row has opened elsewhere (a menu, a dialog) are not ours.
 */
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { drawnRowOf, focusBeside, linkOf } from './row-controls.ts'
import { rowAfterKey } from './row-keys.ts'
import { isTyping, nothingTyped, rowTypedTo, typedAfterKey } from './type-ahead.ts'
import type { RowSelecting } from './use-row-selection.ts'

export interface MenuRequest {
  id: string
  /** Where it opens, in CSS pixels of the window. */
  x: number
  y: number
  isByKeyboard: boolean
}

interface TableEventOptions<Row> {
  scroller: RefObject<HTMLElement | null>
  rows: readonly Row[]
  /** Index of the current row, -1 when there is none. */
  current: number
  goTo: (index: number) => void
  /** CSS pixels. */
  rowHeight: number
  selecting: RowSelecting | null
  text: ((row: Row) => string) | undefined
  onPreview: ((row: Row, element: HTMLElement) => void) | undefined
  onMenu: ((request: MenuRequest) => void) | undefined
}

const hasModifier = (event: KeyboardEvent) => event.altKey || event.ctrlKey || event.metaKey

/** Keys belong to what is typed into, and to the handle of a column. */
const takesKeys = (target: Element) =>
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=separator]') !== null

export function useTableEvents<Row>(options: TableEventOptions<Row>): void {
  const { scroller, rows, current, goTo, rowHeight, selecting, text, onPreview, onMenu } = options
  const typed = useRef(nothingTyped)

  const openMenu = (row: Element, id: string, at: { x: number; y: number }, isByKeyboard: boolean) => {
    // The menu gives the focus back to what had it.
    linkOf(row)?.focus({ preventScroll: true })
    onMenu?.({ id, ...at, isByKeyboard })
  }
  /** Below an element, at its inline start. */
  const under = (element: Element) => {
    const { left, right, bottom } = element.getBoundingClientRect()
    return { x: getComputedStyle(element).direction === 'rtl' ? right : left, y: bottom }
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event
    if (event.defaultPrevented || !(target instanceof HTMLElement) || takesKeys(target)) return
    const handled = () => {
      event.preventDefault()
      event.stopPropagation()
    }

    if (
      selecting &&
      key.toLowerCase() === 'a' &&
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      !event.altKey
    ) {
      selecting.addAll()
      return handled()
    }
    if (selecting?.isAny && key === 'Escape') {
      selecting.clear()
      return handled()
    }
    if (hasModifier(event)) return
    const line = target.closest('[data-row-id], [data-head-row]')
    if ((key === 'ArrowLeft' || key === 'ArrowRight') && line && !event.shiftKey) {
      if (focusBeside(line, target, key)) handled()
      return
    }
    const drawn = drawnRowOf(target)
    const row = rows[current]
    if (!drawn || row === undefined) return
    if (onMenu && (key === 'ContextMenu' || (key === 'F10' && event.shiftKey))) {
      openMenu(drawn.element, drawn.id, under(linkOf(drawn.element) ?? drawn.element), true)
      return handled()
    }

    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight)
    const next = rowAfterKey(key, current, rows.length, page)
    if (next !== null) {
      if (event.shiftKey && selecting) selecting.extend(current, next, true)
      goTo(next)
      return handled()
    }

    // Boxes and buttons answer Space themselves.
    const isOnLink = target.matches('[data-row-link]')
    const now = event.timeStamp
    if (!isTyping(typed.current, now)) {
      if (selecting && key === ' ' && isOnLink) {
        if (event.shiftKey) selecting.extend(current, current, false)
        else selecting.toggle(drawn.id)
        return handled()
      }
      if (selecting && key.toLowerCase() === 'x') {
        selecting.toggle(drawn.id)
        return handled()
      }
      if (onPreview && key.toLowerCase() === 'p') {
        onPreview(row, drawn.element)
        return handled()
      }
    }
    const after = text && isOnLink ? typedAfterKey(typed.current, key, now) : null
    if (!text || !after) return
    typed.current = after
    const found = rowTypedTo(rows, text, after.text, current)
    if (found >= 0) goTo(found)
    handled()
  })

  const onClick = useEffectEvent((event: MouseEvent) => {
    const { target } = event
    const drawn = drawnRowOf(target)
    if (!drawn || !(target instanceof Element)) return
    const menuButton = target.closest('[data-row-menu]')
    if (menuButton) return openMenu(drawn.element, drawn.id, under(menuButton), event.detail === 0)

    const isOnBox = target.matches('[data-row-select]')
    if (selecting && isOnBox) {
      if (event.shiftKey) selecting.extend(current < 0 ? drawn.index : current, drawn.index, false)
      else selecting.toggle(drawn.id)
      return
    }
    if (target.closest('button, input, a:not([data-row-link])')) return

    const link = linkOf(drawn.element)
    if (selecting && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      // Before the link hears of it: it would open the row, here or in another tab.
      event.preventDefault()
      event.stopPropagation()
      if (event.shiftKey) selecting.extend(current < 0 ? drawn.index : current, drawn.index, false)
      else selecting.toggle(drawn.id)
      link?.focus({ preventScroll: true })
      return
    }
    // In a table that scrolls sideways the link covers its own cell only; the rest of the row still opens.
    if (!target.closest('[data-row-link]')) link?.click()
  })

  const onMouseDown = useEffectEvent((event: MouseEvent) => {
    // Shift and a press would mark the text between.
    if (selecting && event.shiftKey && drawnRowOf(event.target)) event.preventDefault()
  })

  const onContextMenu = useEffectEvent((event: MouseEvent) => {
    const drawn = drawnRowOf(event.target)
    if (!onMenu || !drawn) return
    event.preventDefault()
    openMenu(drawn.element, drawn.id, { x: event.clientX, y: event.clientY }, false)
  })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const listeners = new AbortController()
    const { signal } = listeners
    element.addEventListener('keydown', onKeyDown, { signal })
    element.addEventListener('click', onClick, { signal, capture: true })
    element.addEventListener('mousedown', onMouseDown, { signal })
    element.addEventListener('contextmenu', onContextMenu, { signal })
    return () => listeners.abort()
  }, [scroller])
}
