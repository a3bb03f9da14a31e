/** The way to the palette and the list of shortcuts, by keys and by button; their code comes when they are opened. */
import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useNavigate } from 'react-router'

import type { SignedIn } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { isSingleKey } from '#ui/single-keys.ts'
import { Tip } from '#ui/tooltip.tsx'

import { modifier, places } from './shortcuts.ts'

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }))
const ShortcutList = lazy(async () => ({ default: (await import('./palette/shortcut-list.tsx')).ShortcutList }))

/** Between `g` and the key of the page. */
const SEQUENCE_MS = 1_500

type Opened = 'palette' | 'shortcuts' | null

export function QuickAccess({ session, region }: { session: SignedIn; region: string }) {
  const [opened, setOpened] = useState<Opened>(null)
  useKeys(region, setOpened)
  const key = modifier(navigator.platform)
  return (
    <>
      <Tip tip={`Images, pages and actions: ${key} K`} placement="bottom">
        <Button variant="ghost" icon={<Search aria-hidden />} onPress={() => setOpened('palette')}>
          <span>
            <span className="max-md:sr-only">Search</span>
            <span className="sr-only"> and commands</span>
          </span>
          <span aria-hidden className="flex gap-0.5 max-md:hidden">
            <Kbd>{key}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </Button>
      </Tip>
      <Suspense fallback={null}>
        {opened === 'palette' && (
          <Palette
            session={session}
            region={region}
            onClose={() => setOpened(null)}
            onShortcuts={() => setOpened('shortcuts')}
          />
        )}
        {opened === 'shortcuts' && <ShortcutList onClose={() => setOpened(null)} />}
      </Suspense>
    </>
  )
}

function useKeys(region: string, open: (what: Opened) => void): void {
  const navigate = useNavigate()
  const onKey = useEffectEvent((event: KeyboardEvent, isAfterG: boolean): boolean => {
    const key = event.key.toLowerCase()
    if (key === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      // Another window asks something: it comes first.
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return false
      event.preventDefault()
      open('palette')
      return false
    }
    if (!isSingleKey(event)) return false
    if (event.key === '?') {
      event.preventDefault()
      open('shortcuts')
    }
    const place = isAfterG && places.find((one) => one.key === key)
    if (place) {
      event.preventDefault()
      event.stopPropagation()
      void navigate(place.href(region))
    }
    return key === 'g'
  })
  useEffect(() => {
    let gAt = -Infinity
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const isG = onKey(event, event.timeStamp - gAt < SEQUENCE_MS)
      gAt = isG ? event.timeStamp : -Infinity
    }
    // Ahead of a list's own search by typing, for the second key of a sequence.
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
