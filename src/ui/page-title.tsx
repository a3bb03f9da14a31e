import { useEffect } from 'react'

import { announce } from './announcer.tsx'

let isFirstPage = true

/**
 * The document's title, "Images – Cloud Images", and its announcement: in a single-page app nothing else tells a
 * screen reader that the page has changed. Render it once per page, with the title in words that stay put.
 */
export function PageTitle({ title }: { title: string }) {
  useEffect(() => {
    // The first page is a real load: the browser itself reads its title.
    if (!isFirstPage) announce(title)
    isFirstPage = false
  }, [title])
  return <title>{`${title} – Cloud Images`}</title>
}
