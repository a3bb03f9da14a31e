/** One transfer: how far it is or how it ended, what came of it, and what the service says to the letter. */
import { ArrowLeft, CircleHelp } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { SignedIn } from '#api/session.ts'
import { transferStuckSince } from '#api/stuck.ts'
import { isEnded, type Transfer } from '#api/transfers.ts'
import { expiryOf } from '#api/transfers-tasks.ts'
import { useLookReport, usePoller } from '#api/use-poller.ts'
import { useTransfers } from '#api/use-transfers.ts'
import { absoluteUtc } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { Badge } from '#ui/badge.tsx'
import { CodeBlock } from '#ui/code-block.tsx'
import { DefinitionList, Fact } from '#ui/definition-list.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'
import { FailurePanel } from './failure-panel.tsx'
import { ResultPanel } from './result-panel.tsx'
import { Timeline } from './timeline.tsx'
import { durationWords, fractionOf, kindWords, phaseWords, progressWords, wayWords } from './transfer-words.ts'

interface TransferPageProps {
  session: SignedIn
  region: string
  transferId: string
  /** What the page that has an upload's file open can do to it. */
  uploadControls: (transfer: Transfer) => ReactNode
}

export function TransferPage({ session, region, transferId, uploadControls }: TransferPageProps) {
  const transfer = useTransfers(session).find(({ id, taskId }) => id === transferId || taskId === transferId)
  const poller = usePoller(session)
  const report = useLookReport(poller, region)
  const isKnown = transfer !== undefined
  useEffect(() => {
    if (!isKnown) poller?.look(region)
  }, [poller, region, isKnown])
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <nav aria-label="Breadcrumb" className="px-6 pt-4 text-xs max-sm:px-4">
        <TextLink href={paths.transfers(region)} tone="quiet" className="inline-flex items-center gap-1 text-ink-3">
          <ArrowLeft aria-hidden className="size-3.5" />
          Transfers in {region}
        </TextLink>
      </nav>
      {transfer ? (
        <KnownTransfer session={session} transfer={transfer} uploadControls={uploadControls} />
      ) : report?.failure ? (
        // Whether there is such a transfer, nobody could say.
        <ErrorState
          {...report.failure}
          onRetry={() => poller?.look(region)}
          actions={<LinkButton href={paths.transfers(region)}>All transfers</LinkButton>}
        />
      ) : report ? (
        <UnknownTransfer region={region} transferId={transferId} />
      ) : (
        <p role="status" className="px-6 py-8 text-ink-3">
          Looking for the transfer…
        </p>
      )}
    </div>
  )
}

const UnknownTransfer = ({ region, transferId }: { region: string; transferId: string }) => (
  <>
    <PageTitle title="Transfer not found" />
    <EmptyState
      icon={<CircleHelp />}
      title="Nothing is known of this transfer"
      detail={`Neither this browser nor ${region} knows ${transferId}. The service forgets a task 48 hours after its end; the image or file that it made stays.`}
      actions={<LinkButton href={paths.transfers(region)}>All transfers</LinkButton>}
    />
  </>
)

type KnownTransferProps = Pick<TransferPageProps, 'session' | 'uploadControls'> & { transfer: Transfer }

function KnownTransfer({ session, transfer, uploadControls }: KnownTransferProps) {
  const now = useNow(1_000)
  const { words, tone } = phaseWords(transfer)
  const stuck = transferStuckSince(transfer, now)
  const way = wayWords(transfer)
  return (
    <article className="flex max-w-4xl flex-col gap-6 px-6 pt-5 pb-10 max-sm:px-4">
      <PageTitle title={`${kindWords[transfer.kind]} of ${transfer.name}`} />
      <header className="flex flex-col gap-1.5">
        <h1 className="text-xl font-semibold break-words">
          <bdi>{transfer.name}</bdi>
        </h1>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-2">
          <Badge variant="dot" tone={tone} isLive={tone === 'busy' && !stuck}>
            {words}
          </Badge>
          {stuck && <Badge tone="warn">Stuck</Badge>}
          <span className="min-w-0 break-words">
            {kindWords[transfer.kind]} {way && <bdi className="break-all">{way}</bdi>}
          </span>
        </div>
      </header>
      {!isEnded(transfer) && (
        <div className="flex flex-col gap-2">
          <ProgressBar
            label={transfer.name}
            isLabelHidden
            fraction={fractionOf(transfer)}
            valueText={progressWords(transfer)}
            tone={stuck ? 'warn' : 'busy'}
          />
          <p className="text-xs text-ink-3">
            {stuck ? `${stuck.reason} Ask the cloud’s support, and quote the ID.` : progressWords(transfer)}
          </p>
        </div>
      )}
      {transfer.kind === 'upload' && uploadControls(transfer)}
      {!isToldByUpload(transfer) && <FailurePanel session={session} transfer={transfer} />}
      <ResultPanel session={session} transfer={transfer} now={now} />
      <Timeline transfer={transfer} now={now} />
      <section aria-label="Details" className="flex flex-col gap-2">
        <h2 className="text-sm font-semibold">Details</h2>
        <DefinitionList label="Details">
          <Fact label="Elapsed">{durationWords((transfer.endedAt ?? now) - transfer.startedAt)}</Fact>
          {transfer.taskId !== null && (
            <Fact label="Task ID" isMono copy={transfer.taskId}>
              {transfer.taskId}
            </Fact>
          )}
          {transfer.imageId !== null && (
            <Fact label="Image ID" isMono copy={transfer.imageId}>
              {transfer.imageId}
            </Fact>
          )}
          <Fact label="Region">{transfer.region}</Fact>
          <Expiry transfer={transfer} now={now} />
        </DefinitionList>
      </section>
      {transfer.task && (
        <details className="flex flex-col gap-2">
          <summary className="cursor-pointer text-sm font-semibold">Task as the service wrote it</summary>
          <div className="pt-2">
            <CodeBlock label="Task JSON" value={transfer.task} />
          </div>
        </details>
      )}
    </article>
  )
}

/** The controls of an upload say what went wrong and offer the ways on: nothing would be left to say beside them. */
const isToldByUpload = ({ kind, follows, followUp }: Transfer) =>
  kind === 'upload' && follows === 'page' && followUp?.state !== 'failed'

/** The service forgets a task 48 hours after its end. What it made stays, and so does this page. */
function Expiry({ transfer, now }: { transfer: Transfer; now: number }) {
  const expiry = expiryOf(transfer)
  if (transfer.follows !== 'task' || expiry === null) return null
  return (
    <Fact label="Task expires">
      {expiry > now ? (
        <>
          in {durationWords(expiry - now)} <span className="text-ink-3">({absoluteUtc(expiry)})</span>
        </>
      ) : (
        <>
          Expired <Time time={expiry} now={now} />: the service has forgotten it, this browser has not
        </>
      )}
    </Fact>
  )
}
