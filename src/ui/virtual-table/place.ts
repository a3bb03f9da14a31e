/**
 * Where a reader was in a table when leaving it, so that coming back finds the same rows and the same row in focus.
 * Kept while the page lives: after a reload the rows may be others.
 */
interface Place {
  /** Pixels scrolled. */
  top: number
  rowId: string | null
}

const places = new Map<string, Place>()

/** Visits remembered; the oldest are forgotten first. */
const CAPACITY = 50

export const placeOf = (visit: string): Place | undefined => places.get(visit)

export function rememberPlace(visit: string, place: Place): void {
  places.delete(visit)
  places.set(visit, place)
  const [oldest] = places.keys()
  if (oldest !== undefined && places.size > CAPACITY) places.delete(oldest)
}
