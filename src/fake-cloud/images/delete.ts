/** `DELETE /v2/images/{id}`. Source: api §3.8. */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle } from '#fake-cloud/core/router.ts'

import { noContent, refuseBody } from './body.ts'
import { writableImage } from './write.ts'

/** Allowed in any status; the members go with the image. */
export const deleteImage =
  (region: RegionTables): Handle =>
  async (exchange) => {
    await refuseBody(exchange)
    const image = writableImage(exchange, region, 'delete_image', (id) => `Failed to find image ${id} to delete`)
    if (image.protected) throw new Refusal(403, `Image ${image.id} is protected and cannot be deleted.`)
    region.images.remove(image.id)
    region.members.removeImage(image.id)
    region.imageData.forget(image.id)
    return noContent()
  }
