import type { ReactNode } from 'react'

/** Text for assistive technology only. Takes no space, also inside a flex row with gaps. */
export function VisuallyHidden({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span className="sr-only" id={id}>
      {children}
    </span>
  )
}
