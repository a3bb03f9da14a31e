/**
 * Imports, exports, uploads, downloads and copies that this browser knows: those begun here, and the tasks that the
 * service lists. Kept per holder and shared by the tabs, so they outlive a page, a reload and the task itself, which
 * the service forgets after 48 hours.
 */
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import { holderOf, type SignedIn } from './session.ts'
import { Task } from './task-shape.ts'

/** What was asked for, so that it can be asked for again. Null for what was begun elsewhere. */
const TransferSource = z.discriminatedUnion('from', [
  /** Rackspace's import: `container/object`. */
  z.object({ from: z.literal('object'), object: z.string() }),
  z.object({ from: z.literal('url'), url: z.string(), stores: z.array(z.string()) }),
  z.object({ from: z.literal('store'), stores: z.array(z.string()) }),
  /** A file of this computer: sent by the page that has it open. */
  z.object({ from: z.literal('file'), fileName: z.string() }),
  /** An image that goes into a container, or onto this computer. */
  z.object({ from: z.literal('image'), container: z.nullable(z.string()) }),
])
export type TransferSource = z.infer<typeof TransferSource>

/** What is done to the new image once its data is there: Rackspace's import takes nothing but a name. */
const FollowUp = z.object({
  /** Fields and properties to be set, `tags` among them. */
  changes: z.record(z.string(), z.unknown()),
  /** Accounts it is to be shared with; those it already is shared with are taken out. */
  members: z.array(z.string()),
  /** `running` is said by the one page that does it. */
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  tries: z.number(),
  /** Why the last try failed, in a sentence. */
  failure: z.nullable(z.string()),
})
export type FollowUp = z.infer<typeof FollowUp>

/**
 * `gone`: the service knows nothing of it any more and we never saw how it ended. `applying`: the data is there, the
 * follow-up is not done.
 */
const phases = ['waiting', 'running', 'applying', 'done', 'failed', 'cancelled', 'gone'] as const
export type TransferPhase = (typeof phases)[number]

const Transfer = z.object({
  /** The task's ID where nothing but a task does it, else one of our own. */
  id: z.string(),
  region: z.string(),
  kind: z.enum(['import', 'export', 'upload', 'download', 'copy']),
  /** Of the image; of an export's image too, where it is known. */
  name: z.string(),
  source: z.nullable(TransferSource),
  phase: z.enum(phases),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  /** When it last moved, in the same unit. */
  changedAt: z.number(),
  endedAt: z.nullable(z.number()),
  /** Who knows how far it is: a task, the image itself, or the page that has the file open. */
  follows: z.enum(['task', 'image', 'page']),
  taskId: z.nullable(z.string()),
  /** The service's task as last seen; null where there is none, or it was not read yet. */
  task: z.nullable(Task),
  imageId: z.nullable(z.string()),
  /** `container/object` that an export made. */
  object: z.nullable(z.string()),
  doneBytes: z.nullable(z.number()),
  totalBytes: z.nullable(z.number()),
  /** What the service says: how far it is, or why it failed. */
  message: z.nullable(z.string()),
  followUp: z.nullable(FollowUp),
  /** Whether its end was shown to the user. What ended before it was first seen needs no showing. */
  isAnnounced: z.boolean(),
})
export type Transfer = z.infer<typeof Transfer>

/** Older ones make room: the browser's storage is small. */
export const MOST_TRANSFERS = 500

const Transfers = z.array(Transfer)

/** All transfers of this holder, newest first. */
export const transfersOf = (session: SignedIn): Stored<readonly Transfer[]> =>
  stored(`transfers:1:${holderOf(session)}`, (json): readonly Transfer[] => {
    const parsed = Transfers.safeParse(json)
    return parsed.success ? parsed.data : []
  })

/** Changes the list as the browser has it at this moment, another tab's latest change included. */
export function updateTransfers(session: SignedIn, step: (now: readonly Transfer[]) => readonly Transfer[]): void {
  transfersOf(session).update((now) => {
    const next = step(now)
    if (next === now) return now
    return next.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, MOST_TRANSFERS)
  })
}

/** What is known of a transfer when it begins; the rest says that nothing has happened yet. */
export type TransferDraft = Pick<Transfer, 'id' | 'region' | 'kind' | 'name' | 'source' | 'follows'> & Partial<Transfer>

export const makeTransfer = (draft: TransferDraft, now = Date.now()): Transfer => ({
  phase: 'waiting',
  startedAt: now,
  changedAt: now,
  endedAt: null,
  taskId: null,
  task: null,
  imageId: null,
  object: null,
  doneBytes: null,
  totalBytes: null,
  message: null,
  followUp: null,
  isAnnounced: false,
  ...draft,
})

/** Adds a transfer that begins now, and returns it. */
export function addTransfer(session: SignedIn, draft: TransferDraft): Transfer {
  const transfer = makeTransfer(draft)
  updateTransfers(session, (now) => [transfer, ...now.filter(({ id }) => id !== transfer.id)])
  return transfer
}

/** Changes one transfer, if it is still in the list. */
export const changeTransfer = (
  session: SignedIn,
  id: string,
  changes: Partial<Transfer> | ((now: Transfer) => Partial<Transfer>),
): void =>
  updateTransfers(session, (now) =>
    now.map((transfer) => {
      if (transfer.id !== id) return transfer
      return { ...transfer, ...(typeof changes === 'function' ? changes(transfer) : changes) }
    }),
  )

/** Takes a transfer out of the list; a task that the service still lists comes back. */
export const forgetTransfer = (session: SignedIn, id: string): void =>
  updateTransfers(session, (now) => now.filter((transfer) => transfer.id !== id))

export const isEnded = ({ phase }: Pick<Transfer, 'phase'>) =>
  phase === 'done' || phase === 'failed' || phase === 'cancelled' || phase === 'gone'

/** Takes the transfers whose end nobody has been shown yet; whoever takes them shows them, in one tab alone. */
export function takeUnannounced(session: SignedIn): readonly Transfer[] {
  let taken: readonly Transfer[] = []
  updateTransfers(session, (now) => {
    taken = now.filter((transfer) => isEnded(transfer) && !transfer.isAnnounced)
    return taken.length === 0
      ? now
      : now.map((transfer) => (isEnded(transfer) ? { ...transfer, isAnnounced: true } : transfer))
  })
  return taken
}
