/** What can take the focus inside one row, and how the arrow keys get from one to the next. */

const controls = 'a[href], button, input, [role=separator]'

export const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl'

/**
 * Moves the focus along a row, as Left and Right point.
 * @returns false when there is nothing further that way
 */
export function focusBeside(row: Element, from: Element, key: 'ArrowLeft' | 'ArrowRight'): boolean {
  const stops = [...row.querySelectorAll<HTMLElement>(controls)]
  const isForward = (key === 'ArrowRight') !== isRightToLeft(row)
  const next = stops[stops.findIndex((stop) => stop === from) + (isForward ? 1 : -1)]
  if (!next || !stops.some((stop) => stop === from)) return false
  next.focus()
  return true
}

/** The row an event happened in, as the table drew it. */
export function drawnRowOf(target: EventTarget | null): { element: HTMLElement; id: string; index: number } | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row-id]') : null
  const id = element?.dataset['rowId']
  if (!element || id === undefined) return null
  return { element, id, index: Number(element.ariaRowIndex) - 2 }
}

export const linkOf = (row: Element | null | undefined) => row?.querySelector<HTMLElement>('[data-row-link]') ?? null
