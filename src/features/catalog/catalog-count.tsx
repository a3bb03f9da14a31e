import { useEffect, useRef } from 'react'
import { formatCount } from '#lib/units.ts'
import { announce } from '#ui/announcer.tsx'

interface CatalogCountProps {
  /** Images that match; `loaded` of which have been looked at. */
  matching: number
  loaded: number
  isComplete: boolean
  isNarrowed: boolean
}

/** How many there are, and of how many looked at so far: the API gives no total, so neither do we. */
export const countText = ({ matching, loaded, isComplete, isNarrowed }: CatalogCountProps) => {
  const images = loaded === 1 ? 'image' : 'images'
  const soFar = isComplete ? '' : ' so far…'
  if (!isNarrowed) return `${formatCount(loaded)} ${images}${soFar}`
  return isComplete
    ? `${formatCount(matching)} of ${formatCount(loaded)} ${images}`
    : `${formatCount(matching)} found, searched ${formatCount(loaded)} ${images}${soFar}`
}

/** A second of quiet before the count is spoken: not every key typed is news. */
const SPEAK_AFTER_MS = 1_000

export function CatalogCount(props: CatalogCountProps) {
  const text = countText(props)
  const spoken = useRef(text)
  useEffect(() => {
    if (spoken.current === text || !props.isComplete) return
    const timer = setTimeout(() => {
      spoken.current = text
      announce(text)
    }, SPEAK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text, props.isComplete])
  return <span className="whitespace-nowrap text-ink-3 tabular-nums">{text}</span>
}
