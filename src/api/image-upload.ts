/**
 * OpenStack: a file of this computer becomes an image. Either straight (`PUT …/file`), or staged and then imported by the
 * service itself (`PUT …/stage`, `POST …/import`). Source: "Image data and import".
 */
import * as z from 'zod/mini'
import { type Hashes, isHashName, startHasher } from '#lib/hash.ts'
import type { CloudCall } from './acts.ts'
import { isLost } from './errors.ts'
import { readIntoCaches } from './image-readings.ts'
import { deleteImage, readImage, recorded, sendCall, type WriteTarget } from './image-writes.ts'
import { settledImage } from './image-settled.ts'
import { putBytes } from './image-upload-request.ts'
import { UploadProblem } from './image-upload-failure.ts'
import type { UploadEvent } from './image-upload-state.ts'
import type { UploadJob } from './image-upload-store.ts'
import { imagePath } from './images.ts'
import type { Image } from './schemas.ts'
import { readImageTasks } from './tasks.ts'
import { isHeld } from './transfers-images.ts'
import { createRecord } from './transfers-start.ts'

/** Of what a cloud may tell: its own default, and the checksum that every one tells. More would slow the sending down. */
const HASHES = ['md5', 'sha512'] as const

export type UploadWay = 'direct' | 'stage'

export interface ImageUpload {
  file: File
  /** As `POST /v2/images` takes them, `name`, `disk_format` and `container_format` among them. */
  fields: Record<string, unknown>
  way: UploadWay
  /** Empty: the cloud's default store. The direct way takes one. */
  stores: readonly string[]
  /** The record is there already and waits for data. */
  hasRecord?: boolean
}

/** @param first names the record by an ID of our own, so that a lost answer never makes a second one */
export function imageUploadJob(first: WriteTarget, upload: ImageUpload): UploadJob {
  let target = first
  let hasRecord = upload.hasRecord ?? false
  return {
    canPause: false,
    canBeginAnew: !upload.hasRecord,
    imageId: () => target.ref.imageId,
    leftover: () => (hasRecord ? 'record' : 'none'),
    run: async (say, signal) => {
      let held: Held = 'nothing'
      if (hasRecord) held = await heldBy(target, upload, signal)
      else {
        await createRecord(target, upload.fields)
        hasRecord = true
      }
      // Beside the sending: both read the file, the browser caches what the one has read for the other.
      const hashes = hashesOf(upload.file, signal)
      // Its failure is met where it is awaited; until then it must not count as nobody's.
      hashes.catch(() => undefined)
      if (held === 'nothing') await send(target, upload, say, signal)
      if (held === 'importing') await finishImport(target, say, signal)
      else if (upload.way === 'stage' && held !== 'everything') await importStaged(target, upload, say, signal)
      say({ type: 'checking' })
      const image = await readIntoCaches(target)
      return compare(image, await hashes)
    },
    removeLeftover: async () => {
      await deleteImage(target, 'Deleted the record of an unfinished upload')
      hasRecord = false
      // Glance takes an ID once, also after the image is gone.
      target = { ...target, ref: { ...target.ref, imageId: crypto.randomUUID() } }
    },
  }
}

/** What the record of an earlier try holds of the file. */
type Held = 'nothing' | 'staged' | 'importing' | 'everything'

/** A try that was cut off a moment ago may still be noticed: the service then takes the image back to `queued`. */
const PATIENCE_BEFORE_RETRY_MS = 10_000

/** @throws UploadProblem where the record takes no data any more */
async function heldBy(target: WriteTarget, { file, way }: ImageUpload, signal: AbortSignal): Promise<Held> {
  const isStaged = ({ status, size }: Image) => status === 'uploading' && size === file.size && way === 'stage'
  const isBusy = (image: Image) => image.status === 'saving' || (image.status === 'uploading' && !isStaged(image))
  const image = await settledImage(target, (now) => !isBusy(now), { signal, patienceMs: PATIENCE_BEFORE_RETRY_MS })
  if (image.status === 'importing' || isHeld(image)) return 'importing'
  if (isStaged(image)) return 'staged'
  if (image.status === 'active' && image.size === file.size) return 'everything'
  // Whatever it is in otherwise, the service's own refusal says why not.
  if (!isBusy(image)) return 'nothing'
  throw new UploadProblem({
    title: 'The record waits for data that broke off',
    detail: `The cloud still shows it as ${image.status}: it did not notice, or the service ended while it stored.`,
    nextStep: 'Delete the record, then retry: the file goes into a new one.',
    canRetry: true,
  })
}

async function hashesOf(file: File, signal: AbortSignal): Promise<Hashes> {
  const hasher = startHasher()
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('Stopped'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([hasher.hash(file, HASHES), stopped])
  } finally {
    hasher.close()
  }
}

/** @throws ApiError, unless the image itself shows that the data has arrived although the answer was lost */
async function send(target: WriteTarget, upload: ImageUpload, say: (event: UploadEvent) => void, signal: AbortSignal) {
  const { file, fields, way, stores } = upload
  const { region, imageId } = target.ref
  const below = way === 'direct' ? '/file' : '/stage'
  const call: CloudCall = { region, method: 'PUT', path: imagePath(imageId) + below, contentType: OCTETS }
  const store = way === 'direct' ? stores[0] : undefined
  const name = typeof fields['name'] === 'string' ? fields['name'] : null
  try {
    await recorded(target, { name }, `Uploaded ${file.name}`, call, async () => {
      const { requestId } = await putBytes(`regions/${encodeURIComponent(region)}/image/v2${call.path}`, file, {
        headers: store === undefined ? {} : { 'X-Image-Meta-Store': store },
        onSent: (sentBytes) => {
          say({ type: 'sent', sentBytes, now: Date.now() })
          if (sentBytes >= file.size) say({ type: 'all-sent' })
        },
        signal,
      })
      return { data: undefined, requestId }
    })
  } catch (error) {
    if (!isLost(error) || !(await arrived(target, upload, signal))) throw error
  }
}

const OCTETS = 'application/octet-stream'

/** After a lost answer: whether the service has the data. It may still be busy storing it. */
async function arrived(target: WriteTarget, { file, way }: ImageUpload, signal: AbortSignal): Promise<boolean> {
  // The server behind the lost connection may itself be restarting.
  const image = await settledImage(target, (now) => now.status !== 'saving', {
    signal,
    patienceMs: PATIENCE_AFTER_LOSS_MS,
  }).catch(() => null)
  return image?.size === file.size && image.status === (way === 'direct' ? 'active' : 'uploading')
}

async function importStaged(
  target: WriteTarget,
  { fields, stores }: ImageUpload,
  say: (event: UploadEvent) => void,
  signal: AbortSignal,
) {
  say({ type: 'importing' })
  const { region, imageId } = target.ref
  const body = { method: { name: 'glance-direct' }, ...(stores.length > 0 && { stores }) }
  const call: CloudCall = { region, method: 'POST', path: `${imagePath(imageId)}/import`, body }
  const name = typeof fields['name'] === 'string' ? fields['name'] : null
  await recorded(target, { name }, 'Started the import', call, () => sendCall(call, z.unknown())).catch(
    async (error: unknown) => {
      // An answer that was lost may stand for an import that runs: it holds the image before it shows in the status.
      if (!isLost(error)) throw error
      const image = await readImage(target)
      if (image.status === 'uploading' && !isHeld(image)) throw error
    },
  )
  await finishImport(target, say, signal)
}

async function finishImport(target: WriteTarget, say: (event: UploadEvent) => void, signal: AbortSignal) {
  say({ type: 'importing' })
  const { region, imageId } = target.ref
  const image = await settledImage(target, (now) => now.status === 'active' || hasFailed(now), { signal })
  if (image.status === 'active') return
  const [task] = await readImageTasks(region, imageId).catch(() => [])
  throw new UploadProblem({
    title: 'The import failed',
    detail: [task?.message, 'The cloud gave no reason.'].find(Boolean) ?? '',
    nextStep: 'Retry into the same record, by the direct way if this repeats.',
    canRetry: true,
  })
}

/**
 * A failed import puts the image back to where it waits for data, and lets go of it last: until then it takes no other.
 * Source: "Image import", failure.
 */
const hasFailed = (image: Image) => image.status === 'killed' || (image.status === 'queued' && !isHeld(image))

const PATIENCE_AFTER_LOSS_MS = 60_000

/** @returns the hash that agrees; null where the cloud told none. @throws UploadProblem where they differ */
export function compare(image: Image, hashes: Hashes): string | null {
  const algorithm = image.os_hash_algo
  const isOurs = isHashName(algorithm) && hashes[algorithm] !== undefined && image.os_hash_value
  const name = isOurs ? algorithm : image.checksum ? 'md5' : null
  if (name === null) return null
  const theirs = name === 'md5' && algorithm !== 'md5' ? image.checksum : image.os_hash_value
  if (theirs === hashes[name]) return name
  throw new UploadProblem({
    title: 'What the cloud stored is not your file',
    detail: `Its ${name} differs: something on the way changed the data.`,
    nextStep: 'Delete the image and upload it again.',
    canRetry: false,
  })
}
