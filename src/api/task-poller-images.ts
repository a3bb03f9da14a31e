/** Transfers that the image itself tells about, where tasks are the administrator's. */
import { runAll } from '#lib/run-all.ts'
import { verifyImages } from './catalog-news.ts'
import { ApiError } from './errors.ts'
import { beginReading, readIntoCaches } from './image-readings.ts'
import { readImage, type WriteTarget } from './image-writes.ts'
import type { Image } from './schemas.ts'
import type { Task } from './task-shape.ts'
import { asGone, followedIn, isMissing, isWorkedOn, LANES, type Place } from './task-poller-place.ts'
import { readImageTasks } from './tasks.ts'
import { type Transfer, updateTransfers } from './transfers.ts'
import { isHeld, withImage } from './transfers-images.ts'

/** Of more transfers than these the progress in words is not asked for, only whether they have ended. */
const FEW = 3

/** Whoever may not see the tasks does without. A service that wants to be left alone is left alone. */
function orNone(error: unknown): Task[] {
  if (error instanceof ApiError && error.retryAfterMs > 0) throw error
  return []
}

/** @returns whether one of them moved */
export async function lookAtImages(place: Place, signal: AbortSignal): Promise<boolean> {
  const followed = followedIn(place).filter((transfer) => transfer.follows === 'image' && isWorkedOn(transfer))
  const isFew = followed.length <= FEW
  const readings = new Map<string, Reading>()
  for (const { imageId } of followed) if (imageId !== null) readings.set(imageId, begin(place, imageId))
  if (readings.size > 1) await readLists(place, readings, signal)
  let hasMoved = false
  await runAll(
    followed,
    async ({ id, imageId }) => {
      signal.throwIfAborted()
      const reading = imageId === null ? undefined : readings.get(imageId)
      if (reading && (await lookAtImage(place, id, reading, isFew, signal))) hasMoved = true
    },
    { limit: LANES, signal },
  )
  return hasMoved
}

/** An image that is being read. */
interface Reading {
  target: WriteTarget
  /** As a list told it; null: not told yet. */
  listed: Image | null
  spread: ReturnType<typeof beginReading>
}

function begin({ client, session, region }: Place, imageId: string): Reading {
  const target = { client, session, ref: { region, imageId } }
  return { target, listed: null, spread: beginReading(target) }
}

/** Where the service can list images by their IDs: one request tells of many. Hidden ones stand in a list apart. */
async function readLists({ session, region }: Place, readings: ReadonlyMap<string, Reading>, signal: AbortSignal) {
  let left = [...readings.keys()]
  for (const list of ['default', 'hidden'] as const) {
    const { images, gone } = await verifyImages({ session, region, list }, left, signal)
    for (const image of images) {
      const reading = readings.get(image.id)
      if (reading) reading.listed = image
    }
    left = gone
  }
}

/** @returns whether it moved */
async function lookAtImage(place: Place, id: string, reading: Reading, isOneOfFew: boolean, signal: AbortSignal) {
  const { target, listed, spread } = reading
  const { region, imageId } = target.ref
  const image =
    listed ??
    (await readImage(target).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    }))
  // The reason of a failure stands in the task alone.
  const needsTasks = image !== null && (isOneOfFew || (image.status === 'queued' && !isHeld(image)))
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
