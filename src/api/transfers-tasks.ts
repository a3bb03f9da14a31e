/** What a look at the service's tasks says about transfers. Source: "Tasks". */
import { parseApiTime } from '#lib/dates.ts'
import { messageText } from './image-facts.ts'
import { isSettled, type Task, type TaskStub } from './task-shape.ts'
import { makeTransfer, type Transfer, type TransferPhase } from './transfers.ts'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined

/** The task's, whether the transfer is that task or the image's that it is done to. */
export const taskIdOf = ({ taskId, task }: Pick<Transfer, 'taskId' | 'task'>) => taskId ?? task?.id ?? null

/** Of an import that succeeded; of an export, and upstream of every import, the image that it was given. */
export const taskImageId = (task: Task) =>
  text(field(task.result, 'image_id')) ?? text(field(task.input, 'image_uuid')) ?? text(task['image_id'])

/** What the image is to be called; an export says only which image it is. */
const taskName = (task: Task) => text(field(field(task.input, 'image_properties'), 'name'))

/** What an upstream import does, and with what. Source: "Import image", request; the task keeps it word for word. */
function upstreamImport(task: Task): Pick<Transfer, 'kind' | 'source'> | null {
  if (task.type !== 'api_image_import') return null
  const method = field(field(task.input, 'import_req'), 'method')
  const backend = field(task.input, 'backend')
  const stores = Array.isArray(backend) ? backend.filter((one) => typeof one === 'string') : []
  const url = text(field(method, 'uri'))
  if (field(method, 'name') === 'copy-image') return { kind: 'copy', source: { from: 'store', stores } }
  return { kind: 'import', source: url === null ? null : { from: 'url', url, stores } }
}

const phaseOf = (task: Task, { followUp }: Pick<Transfer, 'followUp'>): TransferPhase => {
  switch (task.status) {
    case 'pending':
      return 'waiting'
    case 'success':
      return followUp && followUp.state !== 'done' ? 'applying' : 'done'
    case 'failure':
      return 'failed'
    default:
      return 'running'
  }
}

/** The transfer as the task now shows it. What came after the task's own end stays as it is. */
export function withTask(transfer: Transfer, task: Task): Transfer {
  const wasSettled = transfer.task !== null && isSettled(transfer.task)
  // Where the image itself is followed, it says how far it is: a failed task may hold it a moment longer.
  return wasSettled || transfer.follows !== 'task' ? { ...transfer, task } : asTask(transfer, task)
}

function asTask(transfer: Transfer, task: Task): Transfer {
  const changedAt = parseApiTime(task.updated_at ?? task.created_at) ?? transfer.changedAt
  const phase = phaseOf(task, transfer)
  return {
    ...transfer,
    task,
    phase,
    changedAt,
    endedAt: phase === 'done' || phase === 'failed' ? changedAt : null,
    imageId: taskImageId(task) ?? transfer.imageId,
    object: transfer.kind === 'export' ? text(field(task.result, 'export_location')) : transfer.object,
    message: messageText(task.message),
  }
}

/**
 * A transfer that was begun elsewhere, or in this browser before its storage was emptied.
 * @param name of the image that is exported, where it is known
 */
export function transferOfTask(task: Task, region: string, name: string | null): Transfer {
  const isExport = task.type === 'export'
  const upstream = upstreamImport(task)
  const object = text(field(task.input, 'import_from'))
  const blank = makeTransfer({
    id: task.id,
    region,
    kind: isExport ? 'export' : 'import',
    name: taskName(task) ?? name ?? taskImageId(task) ?? 'Image without a name',
    source: isExport
      ? { from: 'image', container: text(field(task.input, 'receiving_swift_container')) }
      : object === null
        ? null
        : { from: 'object', object },
    follows: upstream ? 'image' : 'task',
    taskId: task.id,
    ...upstream,
    startedAt: parseApiTime(task.created_at) ?? Date.now(),
    // Its end is news only to those who saw it run.
    isAnnounced: isSettled(task),
  })
  return asTask(blank, task)
}

/** Whether a row of the list says anything that the transfer does not show yet. */
export const isNews = ({ status, updated_at }: TaskStub, known: Transfer | undefined) =>
  known?.task == null || known.task.status !== status || known.task.updated_at !== updated_at

/** Milliseconds since 1970 at which the service forgets the task; null while it runs. */
export const expiryOf = ({ task }: Pick<Transfer, 'task'>) => parseApiTime(task?.expires_at ?? null)
