import { type RefObject, useEffect } from 'react'
import { rememberPlace } from './place.ts'

/** Remembers where a visit to the table is, for `placeOf` to find when it goes on. */
export function useVisit(scroller: RefObject<HTMLElement | null>, visit: string, rowId: string | null): void {
  useEffect(() => {
    const element = scroller.current
    const remember = () => rememberPlace(visit, { top: element?.scrollTop ?? 0, rowId })
    if (rowId !== null) remember()
    element?.addEventListener('scroll', remember, { passive: true })
    return () => element?.removeEventListener('scroll', remember)
  }, [scroller, visit, rowId])
}
