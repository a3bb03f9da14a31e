/** Class lists shared by everything typed into or chosen from, so fields in one form line up. */

export const fieldLabel = 'text-xs font-medium text-ink-2'

export const fieldBox =
  'flex h-control w-full items-center rounded-md border border-line-strong bg-surface text-sm text-ink transition-colors duration-100 data-hovered:border-ink-3 data-focus-within:border-accent data-focus-within:outline-2 data-focus-within:-outline-offset-1 data-focus-within:outline-accent data-invalid:border-bad'

export const fieldInput =
  'h-full min-w-0 flex-1 bg-transparent px-2 outline-none placeholder:text-ink-3 disabled:text-ink-3'

export const fieldHelp = 'text-xs text-ink-3'
export const fieldError = 'text-xs text-bad'
