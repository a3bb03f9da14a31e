/**
 * Beginnings of transfers. Each answers with the transfer that is followed from then on, and leaves nothing behind where
 * it was refused. Sources: "RAX import", "RAX export", "POST /v2/images", "POST /v2/images/{id}/import".
 */
import * as z from 'zod/mini'
import type { CloudCall } from './acts.ts'
import { ApiError, isLost } from './errors.ts'
import { imageName } from './image-facts.ts'
import { readIntoCaches } from './image-readings.ts'
import { deleteImage, recorded, sendCall, spreadImage, type WriteTarget } from './image-writes.ts'
import { imagePath } from './images.ts'
import { orFound } from './retry-policy.ts'
import { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'
import { createTask } from './tasks.ts'
import { addTransfer, type FollowUp, makeTransfer, type Transfer, type TransferDraft } from './transfers.ts'
import { withTask } from './transfers-tasks.ts'

export interface ObjectImport {
  name: string
  /** `container/object` in the account's Cloud Files of the same region. */
  object: string
  followUp: FollowUp | null
}

/** Rackspace: an object becomes an image. @throws ApiError */
export async function startObjectImport(session: SignedIn, region: string, { name, object, followUp }: ObjectImport) {
  const input = { image_properties: { name }, import_from: object }
  const about = { what: `Started the import of ${object}`, imageId: null, imageName: name }
  const task = await createTask(session, region, { type: 'import', input }, about)
  const draft: TransferDraft = {
    id: task.id,
    region,
    kind: 'import',
    name,
    source: { from: 'object', object },
    follows: 'task',
    taskId: task.id,
    followUp,
  }
  return addTransfer(session, withTask(makeTransfer(draft), task))
}

/** Rackspace: an image becomes an object `{image ID}.vhd` in a container. @throws ApiError */
export async function startExport(
  session: SignedIn,
  region: string,
  { imageId, name, container }: { imageId: string; name: string; container: string },
) {
  const input = { image_uuid: imageId, receiving_swift_container: container }
  const about = { what: `Started the export to ${container}`, imageId, imageName: name }
  const task = await createTask(session, region, { type: 'export', input }, about)
  const draft: TransferDraft = {
    id: task.id,
    region,
    kind: 'export',
    name,
    source: { from: 'image', container },
    follows: 'task',
    taskId: task.id,
    imageId,
  }
  return addTransfer(session, withTask(makeTransfer(draft), task))
}

/** The record of an image that waits for data; its ID is ours, so that a lost answer can be looked up. */
export async function createRecord(target: WriteTarget, fields: Record<string, unknown>): Promise<Image> {
  const { imageId } = target.ref
  const call: CloudCall = {
    region: target.ref.region,
    method: 'POST',
    path: '/images',
    body: { ...fields, id: imageId },
  }
  const name = typeof fields['name'] === 'string' ? fields['name'] : null
  const image = await recorded(target, { name }, 'Created the image', call, () =>
    orFound(
      () => sendCall(call, Image),
      () => readIntoCaches(target),
    ),
  )
  await spreadImage(target, image)
  return image
}

/** An import that was refused, and whose empty record could not be removed either. */
export class LeftoverError extends Error {
  override readonly name = 'LeftoverError'
  readonly imageId: string
  override readonly cause: ApiError

  constructor(imageId: string, cause: ApiError) {
    super(cause.message, { cause })
    this.imageId = imageId
    this.cause = cause
  }
}

export interface WebDownload {
  /** As `POST /v2/images` takes them: fields, properties, tags. */
  fields: Record<string, unknown>
  name: string
  url: string
  /** Empty: the cloud's default store. */
  stores: readonly string[]
  followUp: FollowUp | null
}

/**
 * The cloud fetches an address into a new image. Where it will not, the empty record is removed again.
 * @throws ApiError; LeftoverError where the record stayed
 */
export async function startWebDownload(target: WriteTarget, { fields, ...download }: WebDownload): Promise<Transfer> {
  const { region, imageId } = target.ref
  const { name, url, followUp } = download
  const stores = [...download.stores]
  await createRecord(target, fields)
  try {
    await sendImport(target, name, webDownloadBody(url, stores))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // A lost answer may stand for an import that runs: following the image tells.
    if (!isLost(error)) {
      await deleteImage(target, 'Removed the record of the refused import').catch(() => {
        throw new LeftoverError(imageId, error)
      })
      throw error
    }
  }
  const source = { from: 'url' as const, url, stores }
  const id = crypto.randomUUID()
  return addTransfer(target.session, { id, region, kind: 'import', name, source, follows: 'image', imageId, followUp })
}

/** An image that is active is copied into more stores. @throws ApiError */
export async function startCopy(target: WriteTarget, image: Image, stores: readonly string[]): Promise<Transfer> {
  const { region, imageId } = target.ref
  const name = imageName(image) ?? image.id
  await sendImport(target, name, copyBody(stores))
  return addTransfer(target.session, {
    id: crypto.randomUUID(),
    region,
    kind: 'copy',
    name,
    source: { from: 'store', stores: [...stores] },
    follows: 'image',
    imageId,
  })
}

const inStores = (stores: readonly string[]) => (stores.length > 0 ? { stores } : {})

export const webDownloadBody = (url: string, stores: readonly string[]) => ({
  method: { name: 'web-download', uri: url },
  ...inStores(stores),
})

export const copyBody = (stores: readonly string[]) => ({ method: { name: 'copy-image' }, ...inStores(stores) })

export async function sendImport(target: WriteTarget, name: string, body: unknown): Promise<void> {
  const { region, imageId } = target.ref
  const call: CloudCall = { region, method: 'POST', path: `${imagePath(imageId)}/import`, body }
  await recorded(target, { name }, 'Started the import', call, () => sendCall(call, z.unknown()))
}
