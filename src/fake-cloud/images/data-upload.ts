/** `PUT …/file` and `PUT …/stage`. Source: api §3.13. */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'
import { announcedLength, BrokenUpload, type Received, receive, UploadTooLarge } from '#fake-cloud/data/receive.ts'

import { noContent } from './body.ts'
import { requireQuota, requireRoomToUpload } from './data-quota.ts'
import { isStore, STORES } from './data-stores.ts'
import { virtualSizeOf } from './data-content.ts'
import { writableImage } from './write.ts'

/** Bytes of the largest image. Source: api §3.18 "image size". */
const IMAGE_SIZE_CAP = 2 ** 40

const notFound = (id: string) => `No image found with ID ${id}`

/** @throws Refusal 415, before anything else is looked at */
function requireOctets({ request }: Exchange): void {
  const type = request.headers.get('content-type') ?? ''
  if (type === 'application/octet-stream') return
  throw new Refusal(415, `The request media type ${type} is not supported by this server.`)
}

/** The two formats must stand before any data. @throws Refusal 400 */
function requireFormats(image: ImageRow): void {
  const missing = [
    ...(image.diskFormat === null ? ['disk_format'] : []),
    ...(image.containerFormat === null ? ['container_format'] : []),
  ]
  if (missing.length === 0) return
  const what = missing.length === 1 ? 'Property' : 'Properties'
  throw new Refusal(400, `${what} ${missing.join(', ')} must be set prior to saving data.`)
}

/** @throws Refusal 409 unless the image waits for data. Source: api §3.3 */
function requireQueued(image: ImageRow, next: string): void {
  if (image.status === 'queued') return
  throw new Refusal(409, `Image status transition from ${image.status} to ${next} is not allowed`)
}

/** `PUT /v2/images/{id}/file` */
export const uploadFile =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud, request } = exchange
    requireOctets(exchange)
    const store = request.headers.get('x-image-meta-store') ?? STORES[0]
    if (!isStore(store)) throw new Refusal(400, `Store for identifier ${store} not found`)
    const image = writableImage(exchange, region, 'upload_image', notFound)
    requireQuota(cloud, region, image.owner, 'image_size_total', 0)
    requireRoomToUpload(cloud, region, image.owner)
    requireQueued(image, 'saving')
    requireFormats(image)

    const received = await take(exchange, region, image, 'saving')
    const { content, md5, sha512 } = received
    region.imageData.stored.set(image.id, content)
    update(exchange, region, image.id, {
      status: 'active',
      size: content.length,
      virtualSize: virtualSizeOf(image.diskFormat, content),
      digests: { md5, sha512 },
      stores: [store],
    })
    return noContent()
  }

/** `PUT /v2/images/{id}/stage` */
export const stageFile =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud } = exchange
    requireOctets(exchange)
    const image = writableImage(exchange, region, 'modify_image', notFound)
    requireQuota(cloud, region, image.owner, 'image_stage_total', 0)
    requireRoomToUpload(cloud, region, image.owner)
    requireQueued(image, 'uploading')

    const received = await take(exchange, region, image, 'uploading')
    region.imageData.staged.set(image.id, received)
    update(exchange, region, image.id, { size: received.content.length })
    return noContent()
  }

/** Takes the body in under a status that others can see; the image waits for data again when it breaks off. */
async function take(exchange: Exchange, region: RegionTables, image: ImageRow, status: string): Promise<Received> {
  const { request } = exchange
  update(exchange, region, image.id, { status })
  try {
    const length = announcedLength(request.headers)
    return await receive(request.body, { isImage: true, length, most: IMAGE_SIZE_CAP })
  } catch (error) {
    if (region.images.get(image.id)) update(exchange, region, image.id, { status: 'queued', size: null })
    if (error instanceof UploadTooLarge)
      throw new Refusal(413, 'Denying attempt to upload image larger than 1099511627776 bytes.')
    if (error instanceof BrokenUpload) throw new Refusal(400, 'The image data ended before it was whole.')
    throw error
  }
}

/** Changes the image as it stands now: much may have happened while the bytes came. @throws Refusal 410 when it is gone */
function update({ cloud }: Exchange, region: RegionTables, id: string, change: Partial<ImageRow>): void {
  const image = region.images.get(id)
  if (!image) {
    region.imageData.forget(id)
    throw new Refusal(
      410,
      `Image ${id} could not be found after upload. The image may have been deleted during the upload.`,
    )
  }
  region.images.put({ ...image, ...change, updatedAt: cloud.clock.now() })
}
