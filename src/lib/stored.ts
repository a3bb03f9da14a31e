/**
 * A small value that the browser keeps, shared by its tabs. Storage that is blocked or full costs the keeping and
 * nothing else: the value then lasts as long as the page.
 */
export interface Stored<T> {
  get: () => T
  set: (next: T) => void
  /** Changes what the browser has now, which another tab may have written a moment ago. The same value changes nothing. */
  update: (step: (now: T) => T) => void
  /** @returns ends the subscription */
  subscribe: (listener: () => void) => () => void
}

// Of as many types as there are keys.
const known = new Map<string, unknown>()

/**
 * The value kept under a key; everybody who asks for the key gets the same one.
 * @param parse makes a value of whatever is stored there (null: nothing readable is); never fails
 */
export function stored<T>(key: string, parse: (json: unknown) => T): Stored<T> {
  // One key is only ever asked for with one `parse`, so what is known under it is of its type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const before = known.get(key) as Stored<T> | undefined
  if (before) return before
  const listeners = new Set<() => void>()
  let value = parse(read(key))
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const onStorage = (event: StorageEvent) => {
    if (event.key !== key && event.key !== null) return
    value = parse(read(key))
    tell()
  }
  const set = (next: T) => {
    value = next
    write(key, next)
    tell()
  }
  const result: Stored<T> = {
    get: () => value,
    set,
    update: (step) => {
      const kept = read(key)
      // Storage that is blocked keeps nothing: the page's own value is all there is.
      const now = kept === null ? value : parse(kept)
      const next = step(now)
      if (next !== now) set(next)
    },
    subscribe: (listener) => {
      if (listeners.size === 0) window.addEventListener('storage', onStorage)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) window.removeEventListener('storage', onStorage)
      }
    },
  }
  known.set(key, result)
  return result
}

/**
 * Forgets, in every tab, what is kept under keys that name this holder (`what:version:holder…`), so that whoever uses
 * the browser next finds none of it.
 * @param holder as keys spell it, or the beginning that several have in common
 */
export function wipeStored(holder: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.includes(`:${holder}`)) localStorage.removeItem(key)
  } catch {
    // Storage that is blocked holds nothing.
  }
}

const read = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

const write = (key: string, value: unknown) => {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // As said above.
  }
}
