/** A row is one control: exact forms are titles in it, for a hint that can be pressed would take the press from the row. */
export const row =
  'flex min-h-9 w-full min-w-0 items-center gap-2.5 px-3 py-1 text-left data-hovered:bg-hover data-selected:bg-accent-soft [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3'
