/** Every import, export, upload, download and copy, newest first, as they move. */
import { ArrowLeftRight, Download, RotateCw, Upload } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { SignedIn } from '#api/session.ts'
import { useLookReport, usePoller } from '#api/use-poller.ts'
import { useTransfers } from '#api/use-transfers.ts'
import { importVerdict } from '#api/transfers-can.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Select } from '#ui/select.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { kindWords, kinds, type State, stateOf, states } from './transfer-words.ts'
import { TransfersTable } from './transfers-table.tsx'

interface TransfersProps {
  session: SignedIn
  /** One, or all. */
  region: string
}

const stateWords: Record<State, string> = { running: 'Running', done: 'Done', failed: 'Failed' }
const ANY = 'any'

export function Transfers({ session, region }: TransfersProps) {
  const all = useTransfers(session, region)
  const poller = usePoller(session)
  const [first = ''] = region === ALL_REGIONS ? session.regions : [region]
  const report = useLookReport(poller, first)
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const kind = kinds.find((one) => one === params.get('kind')) ?? ANY
  const state = states.find((one) => one === params.get('status')) ?? ANY
  const narrow = (key: 'kind' | 'status', value: string) => {
    const next = new URLSearchParams(params)
    if (value === ANY) next.delete(key)
    else next.set(key, value)
    void navigate({ pathname, search: next.toString() }, { replace: true })
  }
  const look = () => {
    for (const name of region === ALL_REGIONS ? session.regions : [region]) poller?.look(name)
  }
  // Whoever opens the page wants to see it as it is now.
  useEffect(look, [poller, region, session.regions])

  const shown = all.filter(
    (transfer) => (kind === ANY || transfer.kind === kind) && (state === ANY || stateOf(transfer) === state),
  )
  const isNarrowed = kind !== ANY || state !== ANY
  const verdict = importVerdict(session)
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <PageTitle title="Transfers" />
      <header className="flex flex-wrap items-center gap-2 px-4 pt-4 pb-3">
        <h1 className="mr-auto text-lg font-semibold">Transfers</h1>
        <IconButton aria-label="Refresh transfers" onPress={look}>
          <RotateCw aria-hidden />
        </IconButton>
        {session.capabilities.importTasks && (
          <LinkButton href={paths.exportImage(first)} icon={<Download aria-hidden />}>
            Export<span className="max-sm:sr-only"> image</span>
          </LinkButton>
        )}
        {verdict.ok ? (
          <LinkButton variant="primary" href={paths.importImage(first)} icon={<Upload aria-hidden />}>
            Import<span className="max-sm:sr-only"> image</span>
          </LinkButton>
        ) : (
          <Button variant="primary" icon={<Upload aria-hidden />} verdict={verdict}>
            Import<span className="max-sm:sr-only"> image</span>
          </Button>
        )}
      </header>
      <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2 px-4 pb-2">
        <Select
          label="Kind"
          isLabelHidden
          look="quiet"
          value={kind}
          onChange={(value) => narrow('kind', value)}
          options={[{ value: ANY, label: 'All kinds' }, ...kinds.map((value) => ({ value, label: kindWords[value] }))]}
        />
        <Select
          label="Status"
          isLabelHidden
          look="quiet"
          value={state}
          onChange={(value) => narrow('status', value)}
          options={[
            { value: ANY, label: 'All statuses' },
            ...states.map((value) => ({ value, label: stateWords[value] })),
          ]}
        />
        {report?.hidesTasks && (
          <p className="text-xs text-ink-3">
            This cloud shows its tasks to administrators only: you see what this browser has begun.
          </p>
        )}
      </div>
      {report?.failure && (
        <div className="px-4 pb-2">
          <ErrorState
            look="inline"
            title={report.failure.title}
            detail={report.failure.detail}
            requestId={report.failure.requestId}
            onRetry={look}
          />
        </div>
      )}
      {shown.length > 0 ? (
        <TransfersTable transfers={shown} showsRegion={region === ALL_REGIONS} />
      ) : isNarrowed ? (
        <EmptyState
          icon={<ArrowLeftRight />}
          title="No transfer is like that"
          detail="Others are left out by the filters."
          actions={<Button onPress={() => void navigate({ pathname, search: '' })}>Show all</Button>}
        />
      ) : report === undefined ? (
        <p role="status" className="px-4 py-6 text-ink-3">
          Looking for transfers…
        </p>
      ) : (
        <EmptyState
          icon={<ArrowLeftRight />}
          title="Nothing has been transferred"
          detail="Imports, exports, uploads and downloads stand here while they run, and afterwards with what came of them."
        />
      )}
    </div>
  )
}
