import { absoluteLocal, absoluteUtc, relativeTime } from '#lib/dates.ts'

import { Hint } from './tooltip.tsx'

export interface TimeProps {
  /** Milliseconds since 1970, as `parseApiTime` gives them. */
  time: number
  /** The present, in the same unit; from the caller, so that a page's times agree with each other. */
  now: number
  isTabStop?: boolean
}

/** How long ago; the exact time in UTC and here on hover, focus and press. */
export function Time({ time, now, isTabStop = true }: TimeProps) {
  return (
    <Hint
      isTabStop={isTabStop}
      hint={
        <span className="flex flex-col tabular-nums">
          <span>{absoluteUtc(time)}</span>
          <span className="text-ink-2">{absoluteLocal(time)}</span>
        </span>
      }
    >
      <time dateTime={new Date(time).toISOString()} className="whitespace-nowrap">
        {relativeTime(time, now)}
      </time>
    </Hint>
  )
}
