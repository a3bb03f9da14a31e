/**
 * Rackspace: a file of this computer goes to Cloud Files in segments, which a manifest makes one object; then the import
 * task takes it. Whatever stops it, another try, also after a reload, sends only what is not there yet: segments
 * whose ETag is the MD5 of that part of the file. Source: "Object storage", dynamic large objects.
 */
import * as z from 'zod/mini'
import { type Hasher, startHasher } from '#lib/hash.ts'
import { runAll } from '#lib/run-all.ts'
import { headObjects, sendObjects } from './client.ts'
import { ApiError } from './errors.ts'
import { UploadProblem } from './image-upload-failure.ts'
import { putBytes } from './image-upload-request.ts'
import type { UploadEvent } from './image-upload-state.ts'
import type { UploadJob } from './image-upload-store.ts'
import { containerPath, objectPath, type ObjectRef, objectText } from './object-store-names.ts'
import { partsOf, type Part, type StoredPart } from './object-upload-parts.ts'
import type { SignedIn } from './session.ts'
import type { FollowUp } from './transfers.ts'
import { startObjectImport } from './transfers-start.ts'

export interface ObjectUpload {
  file: File
  /** Where it goes; the container is made when it is not there. */
  object: ObjectRef
  /** Of the image that the import makes of it; null: the object is all that is wanted. */
  imageName: string | null
  /** Properties and shares, done when the import has made the image. */
  followUp: FollowUp | null
}

type Say = (event: UploadEvent) => void

/** Several deletions at a time. */
const DELETE_LANES = 4

export function objectUploadJob(session: SignedIn, region: string, upload: ObjectUpload): UploadJob {
  const { object, imageName, followUp } = upload
  let hasSent = false
  return {
    canPause: true,
    canBeginAnew: true,
    imageId: () => null,
    leftover: () => (hasSent ? 'segments' : 'none'),
    run: async (say, signal) => {
      await sendObjects(region, containerPath(object.container), z.unknown(), { method: 'PUT', signal })
      const stored = await storedParts(region, object, signal)
      hasSent = stored.length > 0
      const hasher = startHasher()
      try {
        const etags = await sendParts({ region, upload, hasher, stored, say, signal, onSent: () => (hasSent = true) })
        say({ type: 'all-sent' })
        await joinParts(region, upload, stored, signal)
        say({ type: 'checking' })
        await checkWhole({ region, upload, hasher, etags, signal })
      } finally {
        hasher.close()
      }
      if (imageName !== null) {
        await startObjectImport(session, region, { name: imageName, object: objectText(object), followUp })
      }
      return 'md5'
    },
    removeLeftover: async () => {
      const names = [object.name, ...(await storedParts(region, object)).map(({ name }) => name)]
      await runAll(names, async (name) => deleteObject(region, { ...object, name }), { limit: DELETE_LANES })
      hasSent = false
    },
  }
}

const Rows = z.array(z.object({ name: z.string(), bytes: z.number(), hash: z.string() }))

/** Segments that are there from earlier tries. @throws UploadProblem where other objects' names begin alike */
async function storedParts(region: string, object: ObjectRef, signal?: AbortSignal): Promise<StoredPart[]> {
  const prefix = `${object.name}-`
  const query = new URLSearchParams({ format: 'json', prefix })
  const path = `${containerPath(object.container)}?${query}`
  const { data } = await sendObjects(region, path, Rows, signal ? { signal } : {})
  const foreign = data.find(({ name }) => !/^\d{5}$/u.test(name.slice(prefix.length)))
  if (!foreign) return data
  // The manifest names a prefix: whatever begins with it would become part of the disk.
  throw new UploadProblem({
    title: 'Another object is in the way',
    detail: `“${foreign.name}” in this container begins with “${prefix}”, as the segments of this upload will.`,
    nextStep: 'Choose another name for the object, or another container.',
    canRetry: false,
  })
}

interface Sending {
  region: string
  upload: ObjectUpload
  hasher: Hasher
  stored: readonly StoredPart[]
  say: Say
  signal: AbortSignal
  onSent: () => void
}

/** Sends what is missing, in order. The next part's hash is computed while one is on its way. @returns every part's MD5 */
async function sendParts({ region, upload, hasher, stored, say, signal, onSent }: Sending): Promise<string[]> {
  const { file, object } = upload
  const parts = partsOf(file.size, object.name)
  const hashOf = async (part: Part | undefined) =>
    part && (await hasher.hash(file.slice(part.start, part.end), ['md5'])).md5
  const etags: string[] = []
  let next = hashOf(parts[0])
  for (const [index, part] of parts.entries()) {
    signal.throwIfAborted()
    const etag = (await next) ?? ''
    next = hashOf(parts[index + 1])
    next.catch(() => undefined)
    etags.push(etag)
    const count = (bytes: number) => say({ type: 'sent', sentBytes: part.start + bytes, now: Date.now() })
    const isThere = stored.some(
      ({ name, bytes, hash }) => name === part.name && bytes === part.end - part.start && hash === etag,
    )
    if (!isThere) {
      await putBytes(storagePath(region, { ...object, name: part.name }), file.slice(part.start, part.end), {
        headers: { ETag: etag },
        onSent: count,
        signal,
      })
      onSent()
    }
    count(part.end - part.start)
  }
  return etags
}

const storagePath = (region: string, ref: ObjectRef) =>
  `regions/${encodeURIComponent(region)}/object-store${objectPath(ref)}`

/** Makes the segments one object. What an earlier, longer file left beyond them would be part of it, so it goes first. */
async function joinParts(
  region: string,
  { file, object }: ObjectUpload,
  stored: readonly StoredPart[],
  signal: AbortSignal,
) {
  const wanted = new Set(partsOf(file.size, object.name).map(({ name }) => name))
  const stale = stored.filter(({ name }) => !wanted.has(name)).map(({ name }) => name)
  await runAll(stale, async (name) => deleteObject(region, { ...object, name }), { limit: DELETE_LANES, signal })
  const prefix = objectPath({ ...object, name: `${object.name}-` }).slice(1)
  await putBytes(storagePath(region, object), new Blob([]), {
    headers: { 'X-Object-Manifest': prefix },
    onSent: () => undefined,
    signal,
  })
}

interface Checking {
  region: string
  upload: ObjectUpload
  hasher: Hasher
  etags: readonly string[]
  signal: AbortSignal
}

const CHECKS = 10
const CHECK_EVERY_MS = 2_000

/** The whole has the file's length and, as its ETag, the MD5 of all parts' MD5s. Listings lag: it looks several times. */
async function checkWhole({ region, upload, hasher, etags, signal }: Checking): Promise<void> {
  const { md5 } = await hasher.hash(new Blob([etags.join('')]), ['md5'])
  for (let check = 1; ; check += 1) {
    signal.throwIfAborted()
    const headers = await headObjects(region, objectPath(upload.object), { signal })
    const isWhole = Number(headers.get('content-length')) === upload.file.size
    if (isWhole && headers.get('etag')?.replaceAll('"', '') === md5) return
    if (check === CHECKS) break
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS))
  }
  throw new UploadProblem({
    title: 'The object is not complete yet',
    detail: 'Cloud Files does not show all segments behind their manifest.',
    nextStep: 'Retry in a minute: nothing is sent twice.',
    canRetry: true,
  })
}

async function deleteObject(region: string, ref: ObjectRef): Promise<void> {
  try {
    await sendObjects(region, objectPath(ref), z.unknown(), { method: 'DELETE' })
  } catch (error) {
    // Gone is what was wanted; the manifest may never have been there.
    if (!(error instanceof ApiError) || error.fault.kind !== 'missing') throw error
  }
}
