import { Clock } from 'lucide-react'
import { useEffect } from 'react'

import { absoluteLocal, absoluteUtc } from '#lib/dates.ts'
import { notify } from '#ui/toast.ts'
import { Hint } from '#ui/tooltip.tsx'
import { useNow } from '#ui/use-now.ts'

import { timeLeft, WARNING_MS } from './session-time.ts'

/** How long the session still lasts: quiet, until the last five minutes. */
export function SessionClock({ expiresAt }: { expiresAt: string }) {
  const end = Date.parse(expiresAt)
  const left = end - useNow(15_000)
  const isEnding = left <= WARNING_MS

  useEffect(() => {
    if (!isEnding) return
    return notify({
      tone: 'warn',
      title: 'Your session ends in less than 5 minutes',
      detail: 'You can then sign in again on this page, and go on. Nothing you entered is lost.',
    })
  }, [isEnding])

  return (
    <Hint
      placement="bottom"
      hint={
        <span className="flex flex-col tabular-nums">
          <span className="text-ink-2">Session ends</span>
          <span>{absoluteUtc(end)}</span>
          <span className="text-ink-2">{absoluteLocal(end)}</span>
        </span>
      }
      className={`flex h-control items-center gap-1.5 px-2 text-xs whitespace-nowrap tabular-nums ${isEnding ? 'bg-warn-soft font-medium text-warn' : 'text-ink-3'}`}
    >
      <Clock aria-hidden className="size-3.5" />
      <span className="sr-only">Session time left: </span>
      {/* A small phone has room for it when it matters; a press tells it any time. */}
      <span className={isEnding ? '' : 'max-[30rem]:sr-only'}>{timeLeft(left)}</span>
    </Hint>
  )
}
