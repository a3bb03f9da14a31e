/** The preview of the row under a resting mouse: it takes no focus, and goes with the mouse, by Escape or by any press. */
import { useEffect, useEffectEvent, useRef } from 'react'
import { Popover } from 'react-aria-components'
import { imageName } from '#api/image-facts.ts'
import { floatingPanel } from '#ui/option-classes.ts'
import { RowFacts } from './row-facts.tsx'
import type { RowPreviewProps } from './row-preview.tsx'

export function RowHover({ element, onClose, ...facts }: RowPreviewProps) {
  const anchor = useRef<Element>(element)
  const panel = useRef<HTMLElement>(null)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const listeners = new AbortController()
    const { signal } = listeners
    const isIn = (within: Element | null, { target }: Event) => target instanceof Node && within?.contains(target)
    const closeUnless = (isHere: (event: Event) => boolean | undefined) => (event: Event) => {
      if (isHere(event) !== true) close()
    }
    const isOnPanel = (event: Event) => isIn(panel.current, event)
    const isOnEither = (event: Event) => isIn(element, event) === true || isOnPanel(event)
    document.addEventListener('pointerover', closeUnless(isOnEither), { signal })
    document.addEventListener('pointerdown', closeUnless(isOnPanel), { signal })
    document.addEventListener('keydown', close, { signal })
    // The row moves away from under its preview.
    document.addEventListener('scroll', closeUnless(isOnPanel), { signal, capture: true })
    return () => listeners.abort()
  }, [element])
  return (
    <Popover
      ref={panel}
      isOpen
      isNonModal
      triggerRef={anchor}
      placement="bottom start"
      offset={0}
      className={`${floatingPanel} w-[26rem] max-w-[calc(100vw-2rem)] overflow-y-auto outline-none`}
    >
      <section
        aria-label={`Preview of ${imageName(facts.row.image) ?? facts.row.image.id}`}
        className="flex flex-col gap-2 p-3"
      >
        <RowFacts {...facts} />
      </section>
    </Popover>
  )
}
