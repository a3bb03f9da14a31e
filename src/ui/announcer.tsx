import { useSyncExternalStore } from 'react'

/**
 * Screen readers only speak what changes inside a live region that was already on the page, so there is one, mounted
 * with the app, and everybody speaks through it.
 */

let message = { text: '', turn: 0 }
const listeners = new Set<() => void>()

/** Says a short sentence to assistive technology, after what it is saying now. Repeating a sentence says it again. */
export function announce(text: string): void {
  message = { text, turn: message.turn + 1 }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const current = () => message

/** The app's one polite live region. Mount it once, outside everything that is replaced on navigation. */
export function LiveRegion() {
  const { text, turn } = useSyncExternalStore(subscribe, current)
  return (
    <div role="status" aria-live="polite" aria-atomic className="sr-only">
      {/* A new key makes the same sentence a change again. */}
      <span key={turn}>{text}</span>
    </div>
  )
}
