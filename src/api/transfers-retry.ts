/** The same once more, after it failed. Sources: "RAX import", "RAX export", "POST /v2/images/{id}/import". */
import { ApiError } from './errors.ts'
import { settledImage } from './image-settled.ts'
import { readImage, type WriteTarget } from './image-writes.ts'
import { addTransfer, type FollowUp, type Transfer } from './transfers.ts'
import { isHeld } from './transfers-images.ts'
import { copyBody, sendImport, startExport, startObjectImport, webDownloadBody } from './transfers-start.ts'

/** Whether the same can be asked for once more. */
export const canRetry = ({ source, phase, imageId }: Transfer) =>
  phase === 'failed' &&
  source !== null &&
  source.from !== 'file' &&
  (source.from === 'object' || imageId !== null) &&
  (source.from !== 'image' || source.container !== null)

/**
 * The same once more, as a new transfer: an import from an address into the record that the failed one left.
 * @throws ApiError
 */
export async function retryTransfer(target: Omit<WriteTarget, 'ref'>, transfer: Transfer): Promise<Transfer | null> {
  const { session } = target
  const { region, name, source, imageId, kind, followUp } = transfer
  if (source?.from === 'object')
    return startObjectImport(session, region, { name, object: source.object, followUp: afresh(followUp) })
  if (imageId === null) return null
  if (source?.from === 'image' && source.container !== null)
    return startExport(session, region, { imageId, name, container: source.container })
  if (source?.from !== 'url' && source?.from !== 'store') return null
  const body = source.from === 'url' ? webDownloadBody(source.url, source.stores) : copyBody(source.stores)
  await importWhenFree({ ...target, ref: { region, imageId } }, name, body)
  const id = crypto.randomUUID()
  return addTransfer(session, {
    id,
    region,
    kind,
    name,
    source,
    follows: 'image',
    imageId,
    followUp: afresh(followUp),
  })
}

const afresh = (followUp: FollowUp | null): FollowUp | null =>
  followUp && { ...followUp, state: 'waiting', tries: 0, failure: null }

/** A failed import lets go of its image in a moment; one that hangs holds it for an hour. */
const PATIENCE_MS = 2 * 60_000

/**
 * A failed import shows before the service has let go of the image, and until then it refuses another one.
 * @throws ApiError
 */
async function importWhenFree(target: WriteTarget, name: string, body: unknown): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  for (let isLastTry = false; ;) {
    await settledImage(target, (image) => !isHeld(image), { patienceMs: end - Date.now() })
    try {
      await sendImport(target, name, body)
      return
    } catch (error) {
      const isConflict = error instanceof ApiError && error.fault.kind === 'conflict'
      if (!isConflict || isLastTry || Date.now() > end) throw error
      // Another reason than a task that is just ending shows when the image is free.
      isLastTry = !isHeld(await readImage(target))
    }
  }
}
