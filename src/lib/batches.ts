/** How long what follows is gathered, in milliseconds: at first so long, then twice as long each time, up to the longest. */
export interface BatchPace {
  first: number
  longest: number
}

/**
 * Hands on what comes alone at once, and what follows right after another in batches, which come less often the longer
 * it goes on.
 * @returns takes the next item
 */
export function inBatches<T>(work: (items: readonly T[]) => void, { first, longest }: BatchPace): (item: T) => void {
  let gathered: T[] | null = null
  const gather = (ms: number) => {
    gathered = []
    setTimeout(() => {
      const items = gathered ?? []
      gathered = null
      if (items.length === 0) return
      work(items)
      gather(Math.min(ms * 2, longest))
    }, ms)
  }
  return (item) => {
    if (gathered) {
      gathered.push(item)
      return
    }
    work([item])
    gather(first)
  }
}
