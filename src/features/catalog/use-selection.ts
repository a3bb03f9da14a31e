import { useCallback, useState } from 'react'

/** Rows selected in each catalog while the page lives: opening an image and coming back loses none. */
const kept = new Map<string, ReadonlySet<string>>()

const none: ReadonlySet<string> = new Set()

/** @param scope names the catalog: cloud, account and region */
export function useSelection(scope: string) {
  const [selected, setSelected] = useState(() => kept.get(scope) ?? none)
  const select = useCallback(
    (next: ReadonlySet<string>) => {
      kept.set(scope, next)
      setSelected(next)
    },
    [scope],
  )
  return { selected, select }
}
