/** Many pieces of work, a few at a time. */

export interface RunOptions {
  /** How many may be under way at once. */
  limit: number
  /** Aborted: nothing further is begun, and what is under way ends by itself. */
  signal?: AbortSignal
}

/**
 * Calls `work` once for every item, in order of the list. Work reports its own failure: an exception that escapes it
 * stops the whole run.
 * @returns the items that were not begun, because the signal was aborted
 */
export async function runAll<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  { limit, signal }: RunOptions,
): Promise<T[]> {
  let next = 0
  const isOver = () => signal?.aborted === true || next >= items.length
  const lane = async () => {
    while (!isOver()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- There is one: it was asked just before.
      const item = items[next++] as T
      await work(item)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  } catch (error) {
    next = items.length
    throw error
  }
  return items.slice(next)
}
