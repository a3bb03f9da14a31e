/**
 * One look at a region's transfers: one call for the list of tasks, then details of those alone that moved; where tasks
 * are the administrator's, the images that are being filled.
 */
import { parseApiTime } from '#lib/dates.ts'
import { runAll } from '#lib/run-all.ts'
import { imageInCatalog } from './catalog.ts'
import { catalogKey } from './catalog-publish.ts'
import { ApiError } from './errors.ts'
import { imageName } from './image-facts.ts'
import { readIntoCaches } from './image-readings.ts'
import { imageQueries } from './images.ts'
import { holderOf } from './session.ts'
import { lookAtImages } from './task-poller-images.ts'
import { asGone, followedIn, isMissing, isWorkedOn, LANES, type Place } from './task-poller-place.ts'
import { isSettled, type Task, type TaskStub } from './task-shape.ts'
import { readTask, readTasks } from './tasks.ts'
import { MOST_TRANSFERS, type Transfer, transfersOf, updateTransfers } from './transfers.ts'
import { applyFollowUp } from './transfers-follow-up.ts'
import { isNews, taskIdOf, taskImageId, transferOfTask, withTask } from './transfers-tasks.ts'

/** Details read in one look: an account's first one may find a hundred tasks. The rest comes with the next look. */
const MOST_DETAILS = 30
const isRefusal = (error: unknown) => error instanceof ApiError && error.fault.kind === 'forbidden'

export interface Look {
  hasMoved: boolean
  /** Whether there is more to be read than one look reads. */
  hasMore: boolean
  /** Whether the cloud keeps the list of tasks to its administrators. */
  hidesTasks: boolean
}

/** Places whose list of tasks was refused: it is not asked for again while the page lives. */
const refused = new Set<string>()
const keyOf = ({ session, region }: Place) => `${holderOf(session)} ${region}`

/** @throws ApiError */
export async function lookAtTransfers(place: Place, signal: AbortSignal): Promise<Look> {
  const key = keyOf(place)
  const isRackspace = place.session.capabilities.importTasks
  const byTasks = refused.has(key)
    ? none
    : await lookAtTasks(place, signal).catch((error: unknown) => {
        // Rackspace's imports are tasks and nothing else: there a refusal is one to be told.
        if (isRackspace || !isRefusal(error)) throw error
        refused.add(key)
        return none
      })
  const hasMovedByImages = await lookAtImages(place, signal)
  const applying = followedIn(place).filter(({ phase }) => phase === 'applying')
  for (const transfer of applying) await applyFollowUp(place.client, place.session, transfer)
  return {
    hasMoved: byTasks.hasMoved || hasMovedByImages || applying.length > 0,
    hasMore: byTasks.hasMore,
    hidesTasks: refused.has(key),
  }
}

const none = { hasMoved: false, hasMore: false }

/** Places whose older pages were read to the end: from then on news stand on the first ones. */
const caughtUp = new Set<string>()

async function lookAtTasks(place: Place, signal: AbortSignal): Promise<Omit<Look, 'hidesTasks'>> {
  const { region } = place
  const isNew = newsTest(place)
  const key = keyOf(place)
  const isWanted = (stub: TaskStub) => !isSettled(stub) || isNew(stub)
  const stubs = await readTasks(region, signal, (page) => !caughtUp.has(key) || page.some(isWanted))

  const listed = new Set(stubs.map(({ id }) => id))
  const changed = stubs.filter(isNew)
  const wanted = [
    // Running ones first: somebody waits for them.
    ...changed.filter((stub) => !isSettled(stub)),
    ...changed.filter(isSettled),
  ].map(({ id }) => id)
  const unlisted = followedIn(place).flatMap(({ follows, taskId, phase }) =>
    follows === 'task' && phase !== 'applying' && taskId !== null && !listed.has(taskId) ? [taskId] : [],
  )

  const hasMore = unlisted.length + wanted.length > MOST_DETAILS
  await runAll(
    [...unlisted, ...wanted].slice(0, MOST_DETAILS),
    async (taskId) => {
      signal.throwIfAborted()
      await lookAtTask(place, taskId, signal)
    },
    { limit: LANES, signal },
  )
  if (!hasMore) caughtUp.add(key)
  return { hasMoved: wanted.length + unlisted.length > 0, hasMore }
}

/** Whether a row of the list says what the transfers do not. */
function newsTest({ session, region }: Place): (stub: TaskStub) => boolean {
  const all = transfersOf(session).get()
  const known = new Map<string, Transfer>()
  for (const transfer of all) {
    const taskId = taskIdOf(transfer)
    if (transfer.region === region && taskId !== null) known.set(taskId, transfer)
  }
  // Where the list is full, older ones would fall out of it again, and be news for ever.
  const oldest = all.length < MOST_TRANSFERS ? 0 : (all.at(-1)?.startedAt ?? 0)
  return (stub) => {
    if (stub['owner'] !== undefined && stub['owner'] !== session.account.id) return false
    return isNews(stub, known.get(stub.id)) && (parseApiTime(stub.created_at) ?? Infinity) > oldest
  }
}

async function lookAtTask(place: Place, taskId: string, signal: AbortSignal): Promise<void> {
  const { session, region } = place
  const task = await readTask(region, taskId, signal).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (!task) {
    // It ended, and was forgotten 48 hours later, while nobody looked.
    updateTransfers(session, (now) => now.map((one) => (one.taskId === taskId && isWorkedOn(one) ? asGone(one) : one)))
    return
  }
  const isOf = transferTest(transfersOf(session).get(), task)
  const isKnown = transfersOf(session).get().some(isOf)
  const name = isKnown ? null : await nameOfImage(place, task)
  updateTransfers(session, (now) =>
    now.some(isOf)
      ? now.map((one) => (isOf(one) ? withTask(one, task) : one))
      : [transferOfTask(task, region, name), ...now],
  )
  if (task.type === 'import' && task.status === 'success') await welcomeImage(place, task)
}

/** Whether a transfer is the task's, or one of this browser's into the image that the task was made for. */
function transferTest(all: readonly Transfer[], task: Task): (transfer: Transfer) => boolean {
  // A retry goes into the same image, and in the same minute.
  if (all.some((one) => taskIdOf(one) === task.id)) return (one) => taskIdOf(one) === task.id
  const created = parseApiTime(task.created_at) ?? 0
  return (transfer) =>
    taskIdOf(transfer) === null &&
    transfer.follows !== 'task' &&
    transfer.kind !== 'download' &&
    transfer.imageId === taskImageId(task) &&
    created >= transfer.startedAt - CLOCK_DIFFERENCE_MS &&
    created <= (transfer.endedAt ?? Infinity) + CLOCK_DIFFERENCE_MS
}

/** A service's clock may be this far from ours. */
const CLOCK_DIFFERENCE_MS = 60_000

/** The name of the image that the task is about; null for one that is not there yet, and for one that is gone. */
async function nameOfImage({ client, session, region }: Place, task: Task): Promise<string | null> {
  const imageId = taskImageId(task)
  if (imageId === null) return null
  const held = imageInCatalog(client, session, region, imageId)
  const image = held ?? (await client.fetchQuery(imageQueries.detail(session, { region, imageId })).catch(() => null))
  return image && imageName(image)
}

/** The image that an import made is in the lists at once. One that cannot be read shows there by itself, or never. */
async function welcomeImage({ client, session, region }: Place, task: Task): Promise<void> {
  const imageId = task.result?.['image_id']
  if (typeof imageId !== 'string' || imageInCatalog(client, session, region, imageId)) return
  const target = { client, session, ref: { region, imageId } }
  await readIntoCaches(target).catch(() => null)
  void client.invalidateQueries({ queryKey: [...catalogKey(session, region), 'live'] })
}
