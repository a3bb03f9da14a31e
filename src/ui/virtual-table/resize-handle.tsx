import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { isRightToLeft } from './row-controls.ts'

const NARROWEST = 48
const WIDEST = 1200
const STEP = 16

const within = (px: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, px)))

interface ResizeHandleProps {
  columnId: string
  header: string
  /** Of the head cell whose end the handle is, in CSS pixels. */
  width: number
  /** While dragging: CSS pixels, or null when the drag is called off. Nobody remembers these. */
  onDrag: (columnId: string, px: number | null) => void
  /** CSS pixels, or null for the column's own width. */
  onResize: (columnId: string, px: number | null) => void
}

/**
 * The end of a column's head: dragged, or moved by the arrow keys; Enter or a double click gives the column its own
 * width back. Reached by the arrow keys from the head, not by Tab: a stop for each column would double the way to the rows.
 */
export function ResizeHandle({ columnId, header, width, onDrag, onResize }: ResizeHandleProps) {
  const drag = useRef<{ x: number; from: number; now: number | null } | null>(null)
  const forward = (element: Element) => (isRightToLeft(element) ? -1 : 1)
  // Asked of the browser: `width` is a frame late, and a held key does not wait for it.
  const widthNow = (element: Element) => element.parentElement?.getBoundingClientRect().width ?? width

  const start = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, from: widthNow(event.currentTarget), now: null }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return
    const { x, from } = drag.current
    drag.current.now = within(from + (event.clientX - x) * forward(event.currentTarget))
    onDrag(columnId, drag.current.now)
  }
  const end = (isMeant: boolean) => {
    const px = drag.current?.now ?? null
    drag.current = null
    onDrag(columnId, null)
    // A press without a way is no drag: it may be the first of a double click.
    if (isMeant && px !== null) onResize(columnId, px)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, currentTarget } = event
    const step = { ArrowRight: STEP, ArrowLeft: -STEP }[key]
    if (step !== undefined) onResize(columnId, within(widthNow(currentTarget) + step * forward(currentTarget)))
    else if (key === 'Enter') onResize(columnId, null)
    else if (key === 'Escape' && drag.current) end(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Resize ${header}`}
      aria-valuenow={Math.round(width)}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuetext={`${Math.round(width)} pixels`}
      title="Drag to resize, double-click for the usual width"
      tabIndex={-1}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
      onDoubleClick={() => onResize(columnId, null)}
      onKeyDown={onKeyDown}
      className="group/handle absolute inset-y-0 -end-1 z-[1] flex w-6 cursor-col-resize touch-none justify-center outline-none"
    >
      <span
        aria-hidden
        className="my-1.5 w-px bg-line-strong opacity-0 group-hover/head:opacity-100 group-hover/handle:w-0.5 group-hover/handle:bg-accent group-focus/handle:w-0.5 group-focus/handle:bg-accent group-focus/handle:opacity-100 forced-colors:bg-[CanvasText] pointer-coarse:opacity-100"
      />
    </div>
  )
}
