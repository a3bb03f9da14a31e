import type { ReactNode } from 'react'

import { CopyButton } from './copy-button.tsx'

/** Facts as label and value, aligned in two columns. */
export function DefinitionList({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <dl aria-label={label} className="flex flex-col">
      {children}
    </dl>
  )
}

export interface FactProps {
  label: string
  children: ReactNode
  /** The text to copy; shows a copy button on hover and focus (always on touch). */
  copy?: string | undefined
  /** For IDs and hashes. */
  isMono?: boolean
  /** The label is a key of the data's own, which may be long: it gets more room, and breaks anywhere. */
  isKey?: boolean
}

const columns = {
  label: 'grid-cols-[minmax(7rem,10rem)_minmax(0,1fr)]',
  key: 'grid-cols-[minmax(7rem,19rem)_minmax(0,1fr)]',
}

/** One row of a `DefinitionList`. */
export function Fact({ label, children, copy, isMono = false, isKey = false }: FactProps) {
  return (
    <div
      className={`group/fact grid min-h-8 items-baseline gap-x-4 border-b border-line py-1 last:border-b-0 max-sm:grid-cols-1 max-sm:py-2 ${isKey ? columns.key : columns.label}`}
    >
      <dt
        className={`min-w-0 break-words text-ink-3 ${isKey ? 'font-mono text-xs leading-5 break-all' : 'max-sm:text-xs'}`}
      >
        {label}
      </dt>
      <dd className="flex min-w-0 items-baseline gap-1">
        <span className={`min-w-0 break-words ${isMono ? 'font-mono text-xs leading-5' : ''}`}>{children}</span>
        {copy !== undefined && (
          <span className="-my-1 self-center opacity-0 group-focus-within/fact:opacity-100 group-hover/fact:opacity-100 pointer-coarse:opacity-100">
            <CopyButton text={copy} what={label} />
          </span>
        )}
      </dd>
    </div>
  )
}
