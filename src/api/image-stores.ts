/** In which of a cloud's stores an image's data is. Source: "Image data and import": copy-image, `DELETE /v2/stores/…`. */
import type { CloudCall } from './acts.ts'
import { storesOf } from './capabilities.ts'
import { type WriteTarget, writeImage } from './image-writes.ts'
import { imagePath, type ImageRef } from './images.ts'
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
export const copyToStores = (target: WriteTarget, stores: readonly string[]) =>
  writeImage(target, (writer) =>
    writer.act({
      what: `Copy to ${stores.join(', ')} begun`,
      call: copyToStoresCall(target.ref, stores),
      wasDone: (now) => stores.every((store) => storesOf(now).includes(store) || storesComing(now).includes(store)),
    }),
  )

/** @throws ApiError: the last copy is refused */
export const deleteFromStore = (target: WriteTarget, store: string) =>
  writeImage(target, (writer) =>
    writer.act({
      what: `Deleted from store ${store}`,
      call: deleteFromStoreCall(target.ref, store),
      wasDone: (now) => !storesOf(now).includes(store),
    }),
  )

/** Where a copy is under way to. Source: "Image data and import", `os_glance_importing_to_stores`. */
function storesComing(image: Image): string[] {
  const stores = image['os_glance_importing_to_stores']
  return typeof stores === 'string' ? stores.split(',').filter((store) => store !== '') : []
}
