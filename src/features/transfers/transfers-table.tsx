/** The list itself: a row per transfer, the running ones with a bar named after them. */
import type { Transfer } from '#api/transfers.ts'
import { isEnded } from '#api/transfers.ts'
import { transferStuckSince } from '#api/stuck.ts'
import { paths } from '#lib/paths.ts'
import { Badge } from '#ui/badge.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'
import {
  durationWords,
  failureOf,
  fractionOf,
  isExpired,
  kindWords,
  phaseWords,
  progressWords,
  wayWords,
} from './transfer-words.ts'

const cell = 'border-b border-line px-2 py-2 align-top first:pl-4 last:pr-4'
const head =
  'sticky top-0 border-b border-line-strong bg-surface px-2 pb-1.5 text-left text-xs font-medium text-ink-3 first:pl-4 last:pr-4'

export function TransfersTable({ transfers, showsRegion }: { transfers: readonly Transfer[]; showsRegion: boolean }) {
  const now = useNow(1_000)
  return (
    <table aria-label="Transfers" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th className={`${head} w-2/5`}>Name</th>
          <th className={`${head} max-md:hidden`}>Kind</th>
          <th className={`${head} w-72 max-sm:w-36`}>Status</th>
          {showsRegion && <th className={`${head} max-sm:hidden`}>Region</th>}
          <th className={`${head} max-sm:hidden`}>Started</th>
          <th className={`${head} max-lg:hidden`}>Took</th>
        </tr>
      </thead>
      <tbody>
        {transfers.map((transfer) => (
          <tr key={transfer.id} className="hover:bg-hover">
            <th scope="row" className={`${cell} max-w-0 text-left font-normal`}>
              <TransferName transfer={transfer} />
            </th>
            <td className={`${cell} whitespace-nowrap text-ink-2 max-md:hidden`}>{kindWords[transfer.kind]}</td>
            <td className={cell}>
              <TransferStatus transfer={transfer} now={now} />
            </td>
            {showsRegion && <td className={`${cell} text-ink-2 max-sm:hidden`}>{transfer.region}</td>}
            <td className={`${cell} text-ink-2 max-sm:hidden`}>
              <Time time={transfer.startedAt} now={now} />
            </td>
            <td className={`${cell} whitespace-nowrap text-ink-2 tabular-nums max-lg:hidden`}>
              {durationWords((transfer.endedAt ?? now) - transfer.startedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TransferStatus({ transfer, now }: { transfer: Transfer; now: number }) {
  const { words, tone } = phaseWords(transfer)
  const stuck = transferStuckSince(transfer, now)
  const failure = failureOf(transfer)
  const said = stuck?.reason ?? progressWords(transfer)
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge variant="dot" tone={tone} isLive={tone === 'busy' && !stuck}>
          {words}
        </Badge>
        {stuck && <Badge tone="warn">Stuck</Badge>}
        {isExpired(transfer, now) && <Badge variant="outline">Expired</Badge>}
      </span>
      {!isEnded(transfer) && (
        <>
          <ProgressBar
            label={transfer.name}
            isLabelHidden
            fraction={fractionOf(transfer)}
            valueText={progressWords(transfer)}
            tone={stuck ? 'warn' : 'busy'}
          />
          {said !== words && <span className="truncate text-xs text-ink-3">{said}</span>}
        </>
      )}
      {failure && <span className="text-xs text-ink-2">{failure.title}</span>}
    </div>
  )
}

const TransferName = ({ transfer }: { transfer: Transfer }) => (
  <>
    <TextLink href={paths.task(transfer.region, transfer.id)} tone="quiet" className="block truncate font-medium">
      <bdi>{transfer.name}</bdi>
    </TextLink>
    <span className="block truncate text-xs text-ink-3">
      <span className="md:hidden">{kindWords[transfer.kind]} </span>
      <bdi>{wayWords(transfer)}</bdi>
    </span>
  </>
)
