/** The row the keyboard is on: remembered by id, found again when rows come and go, handed on when it goes itself. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { indexNear, survivor } from './find-row.ts'
import { drawnRowOf, linkOf } from './row-controls.ts'

interface Place {
  id: string
  /** Where the row was when last seen; only a hint. */
  index: number
}

interface CurrentRowOptions<Row> {
  scroller: RefObject<HTMLElement | null>
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** A row to take the focus once it is there; null when the focus is not ours to take. */
  startAt: string | null
}

export function useCurrentRow<Row>({ scroller, rows, rowId, startAt }: CurrentRowOptions<Row>) {
  const [place, setPlace] = useState<Place | null>(startAt === null ? null : { id: startAt, index: 0 })
  const index = useMemo(
    () => (place === null ? -1 : indexNear(rows, rowId, place.id, place.index)),
    [place, rows, rowId],
  )
  const awaitFocus = useAwaitedFocus(scroller, startAt)
  const hadFocus = useFocusedRow(scroller)

  const seen = useRef({ rows, index })
  useLayoutEffect(() => {
    const before = seen.current
    seen.current = { rows, index }
    // A row not seen yet may still arrive: the list is loaded page by page.
    if (place === null || index >= 0 || before.index < 0) return
    const heir = survivor(before.rows, rows, rowId, before.index)
    const row = heir && rows[heir.is]
    setPlace(row ? { id: rowId(row), index: heir.is } : null)
    if (hadFocus.current !== place.id) return
    if (row) awaitFocus(rowId(row))
    else scroller.current?.focus({ preventScroll: true })
  }, [place, index, rows, rowId, awaitFocus, hadFocus, scroller])

  /** Makes a row the current one, wherever the focus is. */
  const enter = useCallback((id: string, at: number) => {
    setPlace((now) => (now?.id === id && now.index === at ? now : { id, index: at }))
  }, [])

  /** Makes a row the current one and gives it the focus as soon as it is drawn. */
  const goTo = useCallback(
    (id: string, at: number) => {
      enter(id, at)
      awaitFocus(id)
    },
    [enter, awaitFocus],
  )
  return { id: place?.id ?? null, index, enter, goTo }
}

/** Focuses a row's link as soon as the row has been drawn, which can take more than one render; first `startAt`'s. */
function useAwaitedFocus(scroller: RefObject<HTMLElement | null>, startAt: string | null) {
  const awaited = useRef(startAt)
  const look = useCallback(() => {
    const element = scroller.current
    if (awaited.current === null || !element) return
    const link = linkOf(element.querySelector(`[data-row-id="${CSS.escape(awaited.current)}"]`))
    if (!link) return
    awaited.current = null
    // Somebody who has begun something elsewhere meanwhile is not called back.
    const isFree = document.activeElement === document.body || element.contains(document.activeElement)
    if (isFree) link.focus({ preventScroll: true })
  }, [scroller])
  useLayoutEffect(look)
  return useCallback(
    (id: string) => {
      awaited.current = id
      look()
    },
    [look],
  )
}

/** Id of the row that holds the focus, or held it until it was taken out of the page. */
function useFocusedRow(scroller: RefObject<HTMLElement | null>) {
  const id = useRef<string | null>(null)
  useEffect(() => {
    const element = scroller.current
    const onFocusIn = ({ target }: FocusEvent) => {
      id.current = drawnRowOf(target)?.id ?? null
    }
    const onFocusOut = ({ target }: FocusEvent) => {
      // Told apart afterwards: an element that was taken away has not been left by the user.
      queueMicrotask(() => {
        const isLeft = target instanceof Node && target.isConnected && !element?.contains(document.activeElement)
        if (isLeft) id.current = null
      })
    }
    element?.addEventListener('focusin', onFocusIn)
    element?.addEventListener('focusout', onFocusOut)
    return () => {
      element?.removeEventListener('focusin', onFocusIn)
      element?.removeEventListener('focusout', onFocusOut)
    }
  }, [scroller])
  return id
}
