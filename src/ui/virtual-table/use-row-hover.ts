/** Where a mouse comes to rest. One listener on the scrolling element serves all rows. */
import { type RefObject, useEffect, useEffectEvent } from 'react'
import { drawnRowOf } from './row-controls.ts'

/** Milliseconds: long enough that a pointer on its way over the list opens nothing. */
const REST = 500

/**
 * @param onRest a mouse stays on a row: not a finger, and not while rows pass under it by scrolling; undefined: nobody
 *   wants to know
 */
export function useRowHover(
  scroller: RefObject<HTMLElement | null>,
  onRest: ((index: number, element: HTMLElement) => void) | undefined,
): void {
  const rest = useEffectEvent((index: number, element: HTMLElement) => {
    if (element.isConnected) onRest?.(index, element)
  })
  const isWanted = onRest !== undefined
  useEffect(() => {
    const element = scroller.current
    if (!element || !isWanted) return
    const listeners = new AbortController()
    const { signal } = listeners
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = () => clearTimeout(timer)
    const moved = (event: PointerEvent) => {
      forget()
      const drawn = event.pointerType === 'mouse' && event.buttons === 0 ? drawnRowOf(event.target) : null
      if (drawn) timer = setTimeout(rest, REST, drawn.index, drawn.element)
    }
    element.addEventListener('pointermove', moved, { signal, passive: true })
    for (const ending of ['pointerleave', 'pointerdown', 'scroll', 'keydown'])
      element.addEventListener(ending, forget, { signal, passive: true })
    return () => {
      forget()
      listeners.abort()
    }
  }, [scroller, isWanted])
}
