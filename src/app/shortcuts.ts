/** Keys that do the same on every page, once for those who press them and once for the list of them. */
import { paths } from '#lib/paths.ts'

export interface Place {
  label: string
  /** Pressed after `g`. */
  key: string
  href: (region: string) => string
}

/** In the order of the rail. */
export const places: readonly Place[] = [
  { label: 'Images', key: 'i', href: paths.images },
  { label: 'Transfers', key: 't', href: paths.transfers },
  { label: 'Shared by me', key: 's', href: paths.sharing },
  { label: 'Invitations', key: 'v', href: paths.invitations },
]

/** `⌘` where the keyboard has it. */
export const modifier = (platform: string): string => (/mac|iphone|ipad/i.test(platform) ? '⌘' : 'Ctrl')

interface Shortcut {
  does: string
  /** Keys pressed together or one after the other; alternatives are parted. */
  keys: readonly (readonly string[])[]
}

export interface ShortcutGroup {
  title: string
  shortcuts: readonly Shortcut[]
}

export const shortcutGroups = (platform: string): ShortcutGroup[] => [
  {
    title: 'Everywhere',
    shortcuts: [
      { does: 'Search images, pages and actions', keys: [[modifier(platform), 'K']] },
      { does: 'This list', keys: [['?']] },
      ...places.map(({ label, key }) => ({ does: `Go to ${label}`, keys: [['G', key.toUpperCase()]] })),
      { does: 'Close what is open', keys: [['Esc']] },
    ],
  },
  {
    title: 'Images',
    shortcuts: [
      { does: 'Go to the search', keys: [['/']] },
      { does: 'Preview the row', keys: [['P']] },
    ],
  },
  {
    title: 'Lists',
    shortcuts: [
      { does: 'Next and previous row', keys: [['↓'], ['↑']] },
      { does: 'First and last row', keys: [['Home'], ['End']] },
      { does: 'Open the row', keys: [['Enter']] },
      { does: 'Select the row', keys: [['Space'], ['X']] },
      {
        does: 'Select a run of rows',
        keys: [
          ['Shift', '↓'],
          ['Shift', '↑'],
        ],
      },
      { does: 'Menu of the row', keys: [['Shift', 'F10']] },
    ],
  },
]
