/** Taking an image's data out of use and back. Source: api §3.13 "Deactivate/reactivate". */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle, Resource } from '#fake-cloud/core/router.ts'

import { noContent, refuseBody } from './body.ts'
import { writableImage } from './write.ts'

const MOVABLE: readonly string[] = ['active', 'deactivated']

/** Repeatable: an image that stands there already is left as it is. */
const move =
  (region: RegionTables, action: 'deactivate' | 'reactivate'): Handle =>
  async (exchange) => {
    await refuseBody(exchange)
    const image = writableImage(exchange, region, action, (id) => `No image found with ID ${id}`)
    if (!MOVABLE.includes(image.status)) {
      throw new Refusal(403, `Not allowed to ${action} image in status '${image.status}'`)
    }
    const status = action === 'deactivate' ? 'deactivated' : 'active'
    if (status !== image.status) region.images.put({ ...image, status, updatedAt: exchange.cloud.clock.now() })
    return noContent()
  }

export const actionResources = (region: RegionTables): Resource[] =>
  (['deactivate', 'reactivate'] as const).map((action) => ({
    path: `/v2/images/:imageId/actions/${action}`,
    verbs: { POST: move(region, action) },
  }))
