import { CircleAlert, CircleCheck, LoaderCircle, RotateCw, X } from 'lucide-react'
import { Button, IconButton } from '#ui/button.tsx'
import { type Share, shareName } from './shares.ts'
import type { RevokeResult } from './use-revoke.ts'

interface RevokeResultsProps {
  results: readonly RevokeResult[]
  isRevoking: boolean
  onRetry: (shares: readonly Share[]) => void
  onClose: () => void
}

const isFailed = ({ outcome }: RevokeResult) => outcome !== null && outcome !== 'revoked'

/** How each image ended, those that failed first: they can be tried again. */
export function RevokeResults({ results, isRevoking, onRetry, onClose }: RevokeResultsProps) {
  if (results.length === 0) return null
  const failed = results.filter(isFailed)
  const revoked = results.filter(({ outcome }) => outcome === 'revoked').length
  return (
    <section aria-label="Results of revoking" className="rounded-md border border-line">
      <div className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line py-1 pr-1.5 pl-3">
        <p role="status" className="flex-1 font-medium tabular-nums">
          {isRevoking
            ? `Revoking: ${revoked + failed.length} of ${results.length}`
            : `Revoked ${revoked} of ${results.length}${failed.length > 0 ? `, ${failed.length} failed` : ''}`}
        </p>
        {!isRevoking && failed.length > 0 && (
          <Button size="sm" icon={<RotateCw aria-hidden />} onPress={() => onRetry(failed.map(({ share }) => share))}>
            Retry failed
          </Button>
        )}
        {!isRevoking && (
          <IconButton size="sm" aria-label="Close the results" onPress={onClose}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      <ul className="flex max-h-48 flex-col overflow-y-auto">
        {[...failed, ...results.filter((one) => !isFailed(one))].map(({ share, outcome }) => (
          <li
            key={share.key}
            className="flex items-baseline gap-2 border-b border-line px-3 py-1.5 text-xs last:border-b-0 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:translate-y-0.5"
          >
            <Mark outcome={outcome} />
            <bdi className="max-w-72 truncate">{shareName(share)}</bdi>
            <span className="truncate font-mono text-ink-3">{share.member.member_id}</span>
            {outcome !== null && outcome !== 'revoked' && <span className="min-w-0 text-ink-2">{outcome.reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mark({ outcome }: Pick<RevokeResult, 'outcome'>) {
  if (outcome === null) return <LoaderCircle aria-label="Waiting" className="animate-spin text-ink-3" />
  if (outcome === 'revoked') return <CircleCheck aria-label="Revoked" className="text-ok" />
  return <CircleAlert aria-label="Failed" className="text-bad" />
}
