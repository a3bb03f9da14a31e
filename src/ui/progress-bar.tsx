import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'

import type { Tone } from './badge.tsx'

const fills: Record<Tone, string> = {
  neutral: 'bg-ink-3',
  ok: 'bg-ok',
  busy: 'bg-busy',
  warn: 'bg-warn',
  bad: 'bg-bad',
  accent: 'bg-accent',
}

export interface ProgressBarProps {
  /** Names the thing that progresses. */
  label: string
  isLabelHidden?: boolean
  /** 0 to 1; null when nobody knows. */
  fraction: number | null
  /** In words, in place of the percentage: "1.2 of 4.0 GiB". */
  valueText?: string
  tone?: Tone
}

/** How far something is. Without a fraction it moves without claiming a position. */
export function ProgressBar({ label, isLabelHidden = false, fraction, valueText, tone = 'accent' }: ProgressBarProps) {
  return (
    <AriaProgressBar
      {...(fraction === null ? { isIndeterminate: true } : { value: fraction * 100 })}
      {...(valueText === undefined ? {} : { valueLabel: valueText })}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      className="flex w-full min-w-16 flex-col gap-1"
    >
      {({ percentage, valueText: spoken, isIndeterminate }) => (
        <>
          {!isLabelHidden && (
            <span className="flex justify-between gap-3 text-xs">
              <Label className="truncate text-ink-2">{label}</Label>
              <span className="shrink-0 text-ink-3 tabular-nums">{isIndeterminate ? (valueText ?? '') : spoken}</span>
            </span>
          )}
          <span className="relative block h-1 overflow-hidden rounded-full bg-line">
            <span
              className={`absolute inset-y-0 left-0 rounded-full ${fills[tone]} ${isIndeterminate ? 'w-2/5 animate-sweep' : 'w-full transition-transform duration-200'}`}
              // Moved, not widened: that needs no layout while it moves.
              style={isIndeterminate ? undefined : { transform: `translateX(${(percentage ?? 0) - 100}%)` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}
