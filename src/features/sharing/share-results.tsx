import { CircleAlert, CircleCheck, LoaderCircle, RotateCw, X } from 'lucide-react'
import type { AccountName as Name } from '#api/account-labels.ts'
import { Button, IconButton } from '#ui/button.tsx'
import type { ShareOutcome, ShareResult } from './use-share.ts'

interface ShareResultsProps {
  results: readonly ShareResult[]
  nameOf: (id: string) => Name
  isSharing: boolean
  onRetry: (ids: readonly string[]) => void
  onClose: () => void
}

const count = (results: readonly ShareResult[], state: ShareOutcome['state']) =>
  results.filter(({ outcome }) => outcome.state === state).length

/** How each account ended; what failed can be tried again. */
export function ShareResults({ results, nameOf, isSharing, onRetry, onClose }: ShareResultsProps) {
  if (results.length === 0) return null
  const refused = results.filter(({ outcome }) => outcome.state === 'refused').map(({ id }) => id)
  const shared = count(results, 'shared')
  return (
    <section aria-label="Results of sharing" className="max-w-2xl rounded-md border border-line">
      <div className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line py-1 pr-1.5 pl-3">
        <p role="status" className="flex-1 font-medium">
          {isSharing
            ? `Sharing: ${results.length - count(results, 'waiting')} of ${results.length}`
            : `Shared with ${shared} of ${results.length}`}
        </p>
        {!isSharing && refused.length > 0 && (
          <Button size="sm" icon={<RotateCw aria-hidden />} onPress={() => onRetry(refused)}>
            Retry failed
          </Button>
        )}
        {!isSharing && (
          <IconButton size="sm" aria-label="Close the results" onPress={onClose}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      <ul className="flex max-h-72 flex-col overflow-y-auto">
        {results.map(({ id, outcome }) => (
          <li
            key={id}
            className="flex items-baseline gap-2 border-b border-line px-3 py-1.5 text-xs last:border-b-0 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:translate-y-0.5"
          >
            <Mark state={outcome.state} />
            <span className="max-w-72 truncate font-mono" title={id}>
              {id}
            </span>
            <span className="min-w-0 text-ink-2">{words(outcome) ?? nameOf(id).name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const words = (outcome: ShareOutcome) => (outcome.state === 'refused' ? outcome.reason : null)

function Mark({ state }: { state: ShareOutcome['state'] }) {
  switch (state) {
    case 'waiting':
      return <LoaderCircle aria-label="Waiting" className="animate-spin text-ink-3" />
    case 'shared':
      return <CircleCheck aria-label="Shared" className="text-ok" />
    case 'refused':
      return <CircleAlert aria-label="Refused" className="text-bad" />
    default:
      return state satisfies never
  }
}
