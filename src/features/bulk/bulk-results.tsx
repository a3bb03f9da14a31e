/** A bulk act image by image, while it runs and afterwards. Closing it leaves it running. */
import { Check, CircleDashed, CircleX, LoaderCircle, Undo2 } from 'lucide-react'
import { memo, useSyncExternalStore } from 'react'
import { actWords } from '#api/image-acts.ts'
import { imageName } from '#api/image-facts.ts'
import { saveFile } from '#lib/save-file.ts'
import { formatCount } from '#lib/units.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { bulkReport } from './bulk-report.ts'
import { type BulkItem, type BulkRun, type ItemState, type RunSnapshot, tally } from './bulk-run.ts'

/** More would only be scrolled past: failures come first, and the report has all. */
const MOST_SHOWN = 200

const order: readonly ItemState[] = ['failed', 'running', 'left', 'stopped', 'done', 'undone', 'waiting']

const stateWords: Record<ItemState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Not begun',
  undone: 'Undone',
  left: 'Left: somebody changed it since',
}

/** How it stands, in a few words: `480 of 500 done, 20 failed`. */
export function summaryOf(snapshot: RunSnapshot): string {
  const { done, failed, stopped, undone, left } = tally(snapshot)
  const parts = [
    `${formatCount(done)} of ${formatCount(snapshot.items.length)} done`,
    failed > 0 && `${formatCount(failed)} failed`,
    stopped > 0 && `${formatCount(stopped)} not begun`,
    undone > 0 && `${formatCount(undone)} undone`,
    left > 0 && `${formatCount(left)} left as somebody else set them`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

export function BulkResults({ run, onClose }: { run: BulkRun; onClose: () => void }) {
  const snapshot = useSyncExternalStore(run.subscribe, run.snapshot)
  const { failed, stopped, waiting, running } = tally(snapshot)
  const isOver = snapshot.phase === 'over'
  const total = snapshot.items.length
  const canUndo = snapshot.items.some(({ state, undo }) => state === 'done' && undo !== null)
  const shown = snapshot.items
    .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
    .slice(0, MOST_SHOWN)
  return (
    <Dialog
      title={actWords(run.act)}
      isOpen
      onOpenChange={onClose}
      size="md"
      footer={
        <>
          <Button
            variant="ghost"
            onPress={() => void bulkReport(run, new Date()).then(saveFile)}
            className="me-auto max-sm:basis-full max-sm:justify-start"
          >
            Save report as CSV
          </Button>
          {isOver && canUndo && <Button onPress={() => void run.undo()}>Undo</Button>}
          {isOver && failed + stopped > 0 && (
            <Button variant="primary" onPress={() => void run.start()}>
              {failed > 0 ? 'Retry failed' : 'Go on'}
            </Button>
          )}
          {isOver ? (
            <Button onPress={onClose}>Close</Button>
          ) : (
            <Button isPending={snapshot.phase === 'stopping'} onPress={run.cancel}>
              Stop
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ProgressBar
          label={isOver ? 'Finished' : snapshot.phase === 'undoing' ? 'Undoing' : 'Working'}
          fraction={total === 0 ? 1 : (total - waiting - running) / total}
          tone={isOver && failed > 0 ? 'warn' : 'accent'}
        />
        <p role="status">{isOver ? summaryOf(snapshot) : snapshot.phase === 'stopping' ? STOPPING : ''}</p>
        {!isOver && <p>{summaryOf(snapshot)}</p>}
        <ul
          aria-label="Results"
          className="flex max-h-80 flex-col divide-y divide-line overflow-y-auto"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls: keys have to reach it.
          tabIndex={0}
        >
          {shown.map((item) => (
            <ResultRow key={`${item.entry.region} ${item.entry.image.id}`} item={item} />
          ))}
        </ul>
        {total > MOST_SHOWN && (
          <p className="text-xs text-ink-3">
            The first {MOST_SHOWN} of {formatCount(total)}; the report has all.
          </p>
        )}
      </div>
    </Dialog>
  )
}

const STOPPING = 'Stopping: what is under way is finished first.'

/** Most rows are as they were when the run tells of others. */
const ResultRow = memo(({ item: { entry, state, failure, requestId } }: { item: BulkItem }) => (
  <li className="flex items-start gap-2 py-1.5">
    <StateIcon state={state} />
    <span className="flex min-w-0 flex-1 flex-col">
      <span className="truncate">
        <bdi>{imageName(entry.image) ?? entry.image.id}</bdi>
      </span>
      {failure !== null && (
        <span className="text-xs break-words text-ink-2">
          {failure}
          {requestId !== null && <span className="font-mono"> {requestId}</span>}
        </span>
      )}
    </span>
    <span className="shrink-0 text-xs text-ink-3">{stateWords[state]}</span>
  </li>
))

const StateIcon = ({ state }: { state: ItemState }) => {
  const size = 'mt-0.5 size-4 shrink-0'
  switch (state) {
    case 'done':
      return <Check aria-hidden className={`${size} text-ok`} />
    case 'failed':
      return <CircleX aria-hidden className={`${size} text-bad`} />
    case 'running':
      // It stands still: six of them turning cost the page as much as the work they stand for, and the bar moves.
      return <LoaderCircle aria-hidden className={`${size} text-busy`} />
    case 'undone':
      return <Undo2 aria-hidden className={`${size} text-ink-3`} />
    default:
      return <CircleDashed aria-hidden className={`${size} text-ink-3`} />
  }
}
