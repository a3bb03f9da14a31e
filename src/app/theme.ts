import { useSyncExternalStore } from 'react'

/** What the user chose. `public/start.js` applies the same choice before the first paint. */
export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'theme'
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

// Storage can be blocked by the browser's settings; the choice then lasts as long as the page.
let choice: ThemeChoice = stored()

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

function apply() {
  const isDark = choice === 'dark' || (choice === 'system' && systemIsDark.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

export function chooseTheme(next: ThemeChoice): void {
  choice = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // See above.
  }
  apply()
  for (const listener of listeners) listener()
}

systemIsDark.addEventListener('change', apply)
// Another tab's choice is this tab's too.
window.addEventListener('storage', ({ key }) => {
  if (key !== KEY) return
  choice = stored()
  apply()
  for (const listener of listeners) listener()
})

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useThemeChoice = () => useSyncExternalStore(subscribe, () => choice)
