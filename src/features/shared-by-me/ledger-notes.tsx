/** How far the ledger has come, and what of it could not be had. */
import { faultText } from '#api/fault-text.ts'
import type { LedgerData } from '#api/sharing-ledger.ts'
import { formatCount } from '#lib/units.ts'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'

interface LedgerTroublesProps {
  data: LedgerData
  isFetching: boolean
  onRetry: () => void
}

export function LedgerTroubles({ data, isFetching, onRetry }: LedgerTroublesProps) {
  const { images, read, complete, failed } = data
  const unread = images.filter(({ error }) => error !== null)
  const [firstUnread] = unread
  return (
    <div className="flex flex-col gap-2 px-4 pb-3 empty:hidden">
      {!complete && (
        <ProgressBar
          label="Reading who the images are shared with"
          fraction={images.length === 0 ? null : read / images.length}
          valueText={`${formatCount(read)} of ${formatCount(images.length)} images`}
        />
      )}
      {failed.map(({ region, error }) => (
        <ErrorState
          key={region}
          look="inline"
          {...faultText(error, `What is shared in ${region}`)}
          requestId={error.requestId}
          onRetry={onRetry}
          isRetrying={isFetching}
        />
      ))}
      {complete && firstUnread?.error && (
        <ErrorState
          look="inline"
          title={`The members of ${unread.length === 1 ? 'one image' : `${formatCount(unread.length)} images`} could not be read`}
          detail={faultText(firstUnread.error, 'The list of members').detail}
          requestId={firstUnread.error.requestId}
          onRetry={onRetry}
          isRetrying={isFetching}
        />
      )}
    </div>
  )
}

export const LedgerSkeleton = () => (
  <div role="status" className="flex flex-col gap-3 px-4 pt-2">
    <span className="sr-only">Loading what is shared…</span>
    <Skeleton className="h-7 w-72" />
    {['w-64', 'w-48', 'w-72', 'w-56', 'w-60'].map((width) => (
      <span key={width} className="flex gap-8 border-b border-line pb-3">
        <Skeleton className={`h-3 ${width}`} />
        <Skeleton className="h-3 w-16" />
      </span>
    ))}
  </div>
)
