/** The *Activity* tab: what the cloud did with the image by itself, and what was done to it from this browser. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useSyncExternalStore } from 'react'
import { type Act, actsOf } from '#api/acts.ts'
import { equivalentsOf } from '#api/equivalents.ts'
import { faultText } from '#api/fault-text.ts'
import { messageText } from '#api/image-facts.ts'
import { type ImageTask, imageTasksQuery } from '#api/image-tasks.ts'
import type { ImageRef } from '#api/images.ts'
import type { SignedIn } from '#api/session.ts'
import { parseApiTime } from '#lib/dates.ts'
import { unknownValue } from '#lib/units.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'

interface ActivityProps {
  session: SignedIn
  imageRef: ImageRef
}

export const Activity = ({ session, imageRef }: ActivityProps) => (
  <div className="flex flex-col gap-8 px-6 py-5 max-sm:px-4">
    <Section title="From this browser" detail="Kept here until you sign out.">
      <Acts session={session} imageRef={imageRef} />
    </Section>
    <Section title="Tasks of the cloud" detail="Imports and copies that the service runs by itself.">
      {session.flavour === 'rackspace' ? (
        <Note>Rackspace lists tasks per account, not per image: imports and exports are under Transfers.</Note>
      ) : (
        <Tasks session={session} imageRef={imageRef} />
      )}
    </Section>
  </div>
)

const Section = ({ title, detail, children }: { title: string; detail: string; children: ReactNode }) => (
  <section aria-label={title} className="min-w-0">
    <div className="flex flex-wrap items-baseline gap-x-2 border-b border-line-strong pb-1.5">
      <h2 className="text-sm font-semibold">{title}</h2>
      <span className="text-xs text-ink-3">{detail}</span>
    </div>
    {children}
  </section>
)

const Note = ({ children }: { children: ReactNode }) => <p className="py-3 text-ink-3">{children}</p>

function Acts({ session, imageRef }: ActivityProps) {
  const store = actsOf(session)
  const acts = useSyncExternalStore(store.subscribe, store.get)
  const own = acts
    .filter(({ imageId, call }) => imageId === imageRef.imageId && call.region === imageRef.region)
    .toReversed()
  if (own.length === 0) return <Note>Nothing was changed from this browser yet.</Note>
  return (
    <ul className="flex flex-col">
      {own.map((act) => (
        <Entry
          key={act.id}
          time={act.at}
          title={act.what}
          detail={act.failure}
          badge={act.failure === null ? { tone: 'ok', words: 'Done' } : { tone: 'bad', words: 'Failed' }}
          requestId={act.requestId}
          aside={<CopyCommandMenu size="sm" equivalents={equivalentsOf([act.call] satisfies Act['call'][], session)} />}
        />
      ))}
    </ul>
  )
}

const taskTones: Record<string, Tone> = { success: 'ok', failure: 'bad', pending: 'busy', processing: 'busy' }

const taskWords = ({ type, input }: ImageTask) => {
  const method = input?.import_req?.method?.name
  return method ? `Import: ${method}` : type
}

function Tasks({ session, imageRef }: ActivityProps) {
  const { data, error, isFetching, refetch } = useQuery(imageTasksQuery(session, imageRef))
  if (error && !data)
    return (
      <ErrorState
        look="inline"
        {...faultText(error, 'The tasks of this image')}
        requestId={error.requestId}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    )
  if (data === undefined)
    return (
      <div role="status" className="flex flex-col gap-3 py-4">
        <span className="sr-only">Loading the tasks…</span>
        <Skeleton className="h-3 w-64" />
        <Skeleton className="h-3 w-48" />
      </div>
    )
  if (data === null) return <Note>This cloud does not tell the tasks of an image.</Note>
  if (data.length === 0) return <Note>The service has done nothing with this image by itself.</Note>
  return (
    <ul className="flex flex-col">
      {data.map((task) => (
        <Entry
          key={task.id}
          time={task.created_at ?? null}
          title={taskWords(task)}
          detail={messageText(task.message)}
          badge={{ tone: taskTones[task.status] ?? 'neutral', words: task.status }}
          requestId={task.request_id ?? null}
        />
      ))}
    </ul>
  )
}

interface EntryProps {
  time: string | null
  title: string
  detail: string | null
  badge: { tone: Tone; words: string }
  requestId: string | null
  aside?: ReactNode
}

function Entry({ time, title, detail, badge, requestId, aside }: EntryProps) {
  const now = useNow(30_000)
  const at = parseApiTime(time)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line py-2.5 last:border-b-0">
      <span className="w-24 shrink-0 text-xs leading-5 text-ink-3">
        {at === null ? unknownValue : <Time time={at} now={now} />}
      </span>
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <p className="break-words">{title}</p>
        {detail && <p className="text-xs break-words text-ink-2">{detail}</p>}
        {requestId && (
          <p className="flex min-w-0 items-center gap-1 text-xs text-ink-3">
            <code className="truncate font-mono">{requestId}</code>
            <CopyButton text={requestId} what="request ID" />
          </p>
        )}
      </div>
      <Badge tone={badge.tone}>{badge.words}</Badge>
      {aside}
    </li>
  )
}
