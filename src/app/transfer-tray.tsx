/** Transfers on every page: what runs, in the bar on top; their ends as messages, and in the window's title. */
import { ArrowLeftRight } from 'lucide-react'
import { useEffect } from 'react'
import { isEnded, takeUnannounced, type Transfer } from '#api/transfers.ts'
import { explainFailure } from '#api/transfer-failure.ts'
import { holderOf, type SignedIn } from '#api/session.ts'
import { watchInterrupted } from '#api/transfers-interrupted.ts'
import { usePoller } from '#api/use-poller.ts'
import { useTransfers } from '#api/use-transfers.ts'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { Count } from '#ui/badge.tsx'
import { Popover, PopoverTrigger } from '#ui/popover.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { notify } from '#ui/toast.ts'
import { useNavigate } from 'react-router'
import { useTitleBadge } from './use-title-badge.ts'

/** So many are listed; the page has them all. */
const MOST_SHOWN = 6

export function TransferTray({ session, region }: { session: SignedIn; region: string }) {
  const transfers = useTransfers(session)
  const holder = holderOf(session)
  useEffect(
    () => watchInterrupted(session),
    // A session of the same holder is the same: only its end is another.
    // oxlint-disable-next-line react/exhaustive-deps
    [holder],
  )
  const poller = usePoller(session)
  const navigate = useNavigate()
  const isRegion = session.regions.includes(region)

  // What was begun elsewhere shows too. Where tasks cannot be listed there is nothing to find.
  const mayFind = isRegion && session.capabilities.importTasks
  useEffect(() => {
    if (mayFind) poller?.look(region)
  }, [poller, region, mayFind])

  useEffect(() => {
    if (document.visibilityState !== 'visible') return
    if (!transfers.some((one) => isEnded(one) && !one.isAnnounced)) return
    for (const transfer of takeUnannounced(session))
      tell(transfer, () => void navigate(paths.task(transfer.region, transfer.id)))
  }, [transfers, session, navigate])

  const running = transfers.filter((one) => !isEnded(one))
  useTitleBadge(running.length)
  if (running.length === 0) return null
  return (
    <PopoverTrigger>
      <Button variant="ghost" aria-label={`Running transfers: ${running.length}`}>
        <ArrowLeftRight aria-hidden className="text-busy" />
        <Count value={running.length} label="" tone="accent" />
      </Button>
      <Popover label="Running transfers" placement="bottom end" className="flex w-80 max-w-[90vw] flex-col gap-3 p-3">
        {(close) => (
          <>
            {running.slice(0, MOST_SHOWN).map((transfer) => (
              <div key={transfer.id} className="flex flex-col gap-1">
                <TextLink
                  href={paths.task(transfer.region, transfer.id)}
                  tone="quiet"
                  className="truncate text-xs font-medium"
                  onPress={close}
                >
                  <bdi>{transfer.name}</bdi>
                </TextLink>
                <ProgressBar label={transfer.name} isLabelHidden fraction={fractionOf(transfer)} tone="busy" />
              </div>
            ))}
            <TextLink href={paths.transfers(region)} className="text-xs" onPress={close}>
              {running.length > MOST_SHOWN ? `All ${running.length} running transfers` : 'All transfers'}
            </TextLink>
          </>
        )}
      </Popover>
    </PopoverTrigger>
  )
}

const fractionOf = ({ doneBytes, totalBytes }: Transfer) =>
  doneBytes !== null && totalBytes !== null && totalBytes > 0 ? doneBytes / totalBytes : null

const nouns: Record<Transfer['kind'], string> = {
  import: 'import',
  export: 'export',
  upload: 'upload',
  download: 'download',
  copy: 'copy',
}

function tell(transfer: Transfer, open: () => void): void {
  const { phase, kind, name, message, follows, followUp } = transfer
  const action = { label: 'Show', onPress: open }
  if (phase === 'done') notify({ title: `The ${nouns[kind]} of ${name} is done`, action })
  if (phase !== 'failed') return
  const isPartly = followUp?.state === 'failed' && transfer.task?.status !== 'failure'
  const about = follows === 'image' ? 'image' : kind === 'export' ? 'rackspace-export' : 'rackspace-import'
  const detail = isPartly ? followUp.failure : follows === 'page' ? message : explainFailure(message, about).title
  const title = isPartly ? `${name} is imported, but not complete` : `The ${nouns[kind]} of ${name} has failed`
  notify({ tone: 'bad', title, ...(detail !== null && { detail }), action })
}
