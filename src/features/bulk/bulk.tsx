/** Bulk acts in the catalog: the button over a selection, its dialog, and the status of a run that goes on without it. */
import { ListChecks, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { actWords } from '#api/image-acts.ts'
import type { SignedIn } from '#api/session.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { BulkResults, summaryOf } from './bulk-results.tsx'
import type { BulkRun, RunPhase } from './bulk-run.ts'
import { showBulk, useBulkView } from './bulk-store.ts'

interface BulkProps {
  session: SignedIn
  /** The images selected, shown or not. */
  entries: readonly CatalogEntry[]
}

export function Bulk({ session, entries }: BulkProps) {
  const { run, open } = useBulkView(session)
  const phase = useSyncExternalStore(run?.subscribe ?? subscribeToNothing, () => run?.snapshot().phase ?? 'over')
  const close = () => showBulk({ open: null })
  const status = run && <RunStatus run={run} />
  return (
    <>
      {entries.length > 0 ? (
        <>
          <Button
            variant="ghost"
            size="sm"
            icon={<ListChecks aria-hidden />}
            verdict={overVerdict(phase)}
            onPress={() => showBulk({ open: 'choose' })}
          >
            Change…
          </Button>
          {status}
        </>
      ) : (
        status && <div className="border-b border-line px-4 py-1.5">{status}</div>
      )}
      {open === 'choose' && entries.length > 0 && <BulkDialog session={session} entries={entries} onClose={close} />}
      {open === 'results' && run && <BulkResults run={run} onClose={close} />}
    </>
  )
}

const subscribeToNothing = () => () => undefined

/** One bulk act after the other: two at once would fight over the same images. */
const overVerdict = (phase: RunPhase) =>
  phase === 'over' ? yes : no('Changes to many images are under way: wait for them, or stop them.')

function RunStatus({ run }: { run: BulkRun }) {
  const snapshot = useSyncExternalStore(run.subscribe, run.snapshot)
  return (
    <span className="flex items-center gap-1">
      <Button variant="ghost" size="sm" onPress={() => showBulk({ open: 'results' })}>
        {actWords(run.act)}: {summaryOf(snapshot)}
      </Button>
      {snapshot.phase === 'over' && (
        <IconButton aria-label="Forget these results" size="sm" onPress={() => showBulk({ run: null, open: null })}>
          <X aria-hidden />
        </IconButton>
      )}
    </span>
  )
}
