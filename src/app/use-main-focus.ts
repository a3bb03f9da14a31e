import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/**
 * Keeps the keyboard's place on navigation. The link that was followed is gone with its page, and the browser then
 * starts again at the top of the document, before the rail; instead the new page's main element gets the focus.
 * A page that has already put the focus somewhere better is left alone.
 */
export function useMainFocus() {
  const mainRef = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const lastPath = useRef(pathname)
  useEffect(() => {
    if (lastPath.current === pathname) return
    lastPath.current = pathname
    if (document.activeElement === document.body) mainRef.current?.focus({ preventScroll: true })
  }, [pathname])
  return mainRef
}
