import { useEffect } from 'react'

const badge = /^\(\d+\) /

/** Puts a number before the window's title, whichever page sets it; none for 0. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const wanted = count > 0 ? `(${count}) ` : ''
    const mark = () => {
      const title = document.title.replace(badge, '')
      if (document.title !== wanted + title) document.title = wanted + title
    }
    mark()
    // Pages write their own title when they open.
    const observer = new MutationObserver(mark)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      document.title = document.title.replace(badge, '')
    }
  }, [count])
}
