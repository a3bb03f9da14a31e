import type { Transfer } from '#api/transfers.ts'
import { Time } from '#ui/time.tsx'

interface Step {
  label: string
  at: number | null
  state: 'done' | 'now' | 'ahead' | 'failed'
}

const dots: Record<Step['state'], string> = {
  done: 'bg-ok',
  now: 'bg-busy ring-3 ring-busy-soft',
  ahead: 'bg-line-strong',
  failed: 'bg-bad',
}

/** What has happened and what is still to come. */
export function Timeline({ transfer, now }: { transfer: Transfer; now: number }) {
  return (
    <section aria-label="Timeline" className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">Timeline</h2>
      <ol className="flex flex-col">
        {stepsOf(transfer).map(({ label, at, state }) => (
          <li key={label} className="flex min-h-7 items-center gap-3">
            <span aria-hidden className={`size-2 shrink-0 rounded-full ${dots[state]}`} />
            <span className={`flex-1 ${state === 'ahead' ? 'text-ink-3' : ''}`}>
              {label}
              {state === 'now' && <span className="sr-only"> (now)</span>}
            </span>
            {at !== null && (
              <span className="text-ink-3">
                <Time time={at} now={now} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function stepsOf({ phase, startedAt, changedAt, endedAt, followUp, kind, imageId, task }: Transfer): Step[] {
  const isOver = endedAt !== null
  const isDataThere = phase === 'done' || phase === 'applying' || (followUp?.state === 'failed' && imageId !== null)
  const hasBegun = phase !== 'waiting' && task?.status !== 'pending'
  const work = { import: 'Data copied into the image', export: 'Data written to the container' }
  const steps: Step[] = [
    { label: 'Asked for', at: startedAt, state: 'done' },
    { label: 'Begun by the service', at: null, state: hasBegun ? 'done' : isOver ? 'ahead' : 'now' },
    {
      label: kind === 'export' ? work.export : work.import,
      at: null,
      state: isDataThere ? 'done' : isOver ? (phase === 'failed' ? 'failed' : 'ahead') : hasBegun ? 'now' : 'ahead',
    },
  ]
  if (followUp) {
    const isFailed = followUp.state === 'failed' && phase === 'failed'
    const state = followUp.state === 'done' ? 'done' : isFailed ? 'failed' : phase === 'applying' ? 'now' : 'ahead'
    steps.push({ label: 'Properties and sharing set', at: null, state })
  }
  if (isOver) {
    const label = phase === 'done' ? 'Finished' : phase === 'failed' ? 'Failed' : 'Over'
    steps.push({ label, at: endedAt, state: phase === 'failed' ? 'failed' : 'done' })
  } else {
    steps.push({ label: 'Finished', at: null, state: 'ahead' })
  }
  const last = steps.findLast(({ state }) => state === 'now')
  if (last && changedAt > startedAt) last.at = changedAt
  return steps
}
