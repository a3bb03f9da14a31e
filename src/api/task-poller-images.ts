/** Transfers that the image itself tells about, where tasks are the administrator's. */
import { runAll } from '#lib/run-all.ts'
import { ApiError } from './errors.ts'
import { beginReading, readIntoCaches } from './image-readings.ts'
import { readImage } from './image-writes.ts'
import type { Image } from './schemas.ts'
import type { Task } from './task-shape.ts'
import { asGone, followedIn, isMissing, isWorkedOn, LANES, type Place } from './task-poller-place.ts'
import { readImageTasks } from './tasks.ts'
import { type Transfer, updateTransfers } from './transfers.ts'
import { withImage } from './transfers-images.ts'

/** Of more transfers than these the progress in words is not asked for, only whether they have ended. */
const FEW = 5

/** Whoever may not see the tasks does without. A service that wants to be left alone is left alone. */
function orNone(error: unknown): Task[] {
  if (error instanceof ApiError && error.retryAfterMs > 0) throw error
  return []
}

/** @returns whether one of them moved */
export async function lookAtImages(place: Place, signal: AbortSignal): Promise<boolean> {
  const followed = followedIn(place).filter((transfer) => transfer.follows === 'image' && isWorkedOn(transfer))
  let hasMoved = false
  await runAll(
    followed,
    async (transfer) => {
      signal.throwIfAborted()
      if (await lookAtImage(place, transfer, followed.length <= FEW, signal)) hasMoved = true
    },
    { limit: LANES, signal },
  )
  return hasMoved
}

/** @returns whether it moved */
async function lookAtImage(place: Place, { id, imageId }: Transfer, isOneOfFew: boolean, signal: AbortSignal) {
  const { client, session, region } = place
  if (imageId === null) return false
  const target = { client, session, ref: { region, imageId } }
  const spread = beginReading(target)
  const image = await readImage(target).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  // The reason of a failure stands in the task alone.
  const needsTasks = image !== null && (isOneOfFew || image.status === 'queued')
  const tasks = needsTasks ? await readImageTasks(region, imageId, signal).catch(orNone) : null
  if (!keep(place, id, image, tasks)) return false
  // Overtaken by a write, the image is still to be read as that left it; whether the transfer has ended is known.
  if (image && !(await spread(image))) await readIntoCaches(target)
  return true
}

/** Writes down what the image says, unless the transfer has ended meanwhile. @returns whether it moved */
function keep({ session }: Place, id: string, image: Image | null, tasks: readonly Task[] | null): boolean {
  let hasMoved = false
  const step = (transfer: Transfer): Transfer => {
    if (transfer.id !== id || !isWorkedOn(transfer)) return transfer
    const next = image
      ? withImage(transfer, image, tasks, Date.now())
      : asGone(transfer, 'The image was deleted meanwhile')
    const isSame =
      next.phase === transfer.phase && next.message === transfer.message && next.changedAt === transfer.changedAt
    if (isSame) return transfer
    hasMoved = true
    return next
  }
  updateTransfers(session, (all) => {
    const next = all.map(step)
    return hasMoved ? next : all
  })
  return hasMoved
}
