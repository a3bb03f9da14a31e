/** In which of a cloud's stores an image's data is. Source: "Image data and import": copy-image, `DELETE /v2/stores/…`. */
import * as z from 'zod/mini'
import type { CloudCall } from './acts.ts'
import { recorded, sendCall, type WriteTarget } from './image-writes.ts'
import { imagePath, imageQueries, type ImageRef } from './images.ts'
import type { Image } from './schemas.ts'

export const copyToStoresCall = ({ region, imageId }: ImageRef, stores: readonly string[]): CloudCall => ({
  region,
  method: 'POST',
  path: `${imagePath(imageId)}/import`,
  body: { method: { name: 'copy-image' }, stores, all_stores_must_succeed: true },
})

export const deleteFromStoreCall = ({ region, imageId }: ImageRef, store: string): CloudCall => ({
  region,
  method: 'DELETE',
  path: `/stores/${encodeURIComponent(store)}/${encodeURIComponent(imageId)}`,
})

/** Begins the copy; the service works on, and the image stays active meanwhile. @throws ApiError */
export const copyToStores = (target: WriteTarget, image: Image, stores: readonly string[]) =>
  storeAct(target, image, `Copy to ${stores.join(', ')} begun`, copyToStoresCall(target.ref, stores))

/** @throws ApiError: the last copy is refused */
export const deleteFromStore = (target: WriteTarget, image: Image, store: string) =>
  storeAct(target, image, `Deleted from store ${store}`, deleteFromStoreCall(target.ref, store))

async function storeAct(target: WriteTarget, image: Image, what: string, call: CloudCall): Promise<void> {
  const { client, session, ref } = target
  await recorded(target, image, what, call, () => sendCall(call, z.unknown()))
  await client.invalidateQueries({ queryKey: imageQueries.detail(session, ref).queryKey })
}
