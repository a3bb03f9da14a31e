/**
 * What an image and its tasks say about a transfer into it, where tasks as such are the administrator's.
 * Sources: "Image data and import" (progress signals), "GET /v2/images/{id}/tasks".
 */
import { parseApiTime } from '#lib/dates.ts'
import { messageText, textProperty } from './image-facts.ts'
import type { Image } from './schemas.ts'
import { isSettled, type Task } from './task-shape.ts'
import type { Transfer } from './transfers.ts'

/** Until then an image that still waits may have been asked for by nobody yet. */
const PATIENCE_MS = 60_000

const storeList = (value: string | null) => (value ?? '').split(',').filter(Boolean)

/** Whether the service holds the image for an import: nothing is over before that is gone. */
export const isHeld = (image: Image) => textProperty(image, 'os_glance_import_task') !== null

/**
 * The transfer as the image now shows it.
 * @param tasks of the image, newest first; null when they were not asked for, empty where they are nobody's to see
 */
export function withImage(transfer: Transfer, image: Image, tasks: readonly Task[] | null, now: number): Transfer {
  const task = tasks?.find((one) => (parseApiTime(one.created_at) ?? now) >= transfer.startedAt - PATIENCE_MS) ?? null
  const changedAt = parseApiTime(image.updated_at) ?? transfer.changedAt
  const next: Transfer = { ...transfer, task: task ?? transfer.task, changedAt, message: messageText(task?.message) }
  const end = endOf(transfer, image, task, now)
  if (end === null) return { ...next, phase: image.status === 'queued' ? 'waiting' : 'running' }
  if (end === 'failed') return { ...next, phase: 'failed', endedAt: now, message: next.message ?? failedStores(image) }
  const isWhole = transfer.followUp === null || transfer.followUp.state === 'done'
  return { ...next, phase: isWhole ? 'done' : 'applying', endedAt: isWhole ? now : null, totalBytes: image.size }
}

function endOf(transfer: Transfer, image: Image, task: Task | null, now: number): 'done' | 'failed' | null {
  if (image.status === 'killed' || image.status === 'deleted') return 'failed'
  if (isHeld(image)) return null
  if (transfer.kind === 'copy') return endOfCopy(transfer, image, task)
  if (image.status === 'active' || image.status === 'deactivated') return 'done'
  // A failure puts the image back to where it was.
  if (image.status !== 'queued') return null
  if (task) return task.status === 'failure' ? 'failed' : null
  const hasFailed = storeList(textProperty(image, 'os_glance_failed_import')).length > 0
  return hasFailed || now - transfer.startedAt > PATIENCE_MS ? 'failed' : null
}

/** The image is active all along: its stores tell, and those that failed. */
function endOfCopy({ source }: Transfer, image: Image, task: Task | null) {
  if (task && isSettled(task)) return task.status === 'success' ? 'done' : 'failed'
  const wanted = source?.from === 'store' ? source.stores : []
  const held = storeList(image.stores ?? null)
  if (wanted.length > 0 && wanted.every((store) => held.includes(store))) return 'done'
  return storeList(textProperty(image, 'os_glance_failed_import')).length > 0 ? 'failed' : null
}

function failedStores(image: Image) {
  const failed = textProperty(image, 'os_glance_failed_import')
  return failed === null ? null : `The import into ${failed.replaceAll(',', ', ')} failed`
}
