/** Class lists shared by everything that drops down: menus, selects, lists of suggestions. */

export const floatingPanel =
  'rounded-lg bg-raised text-sm shadow-raised outline-none transition duration-100 data-entering:-translate-y-0.5 data-entering:opacity-0 data-exiting:opacity-0'

export const optionList = 'max-h-[min(24rem,70vh)] overflow-auto p-1 outline-none'

export const option =
  'flex min-h-control cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-focused:bg-hover data-disabled:text-ink-3 [&_svg]:size-4 [&_svg]:shrink-0'
