import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange } from '#fake-cloud/core/router.ts'

import { isOwner, readableImage } from './access.ts'
import { callerOf, requireRight } from './caller.ts'

/**
 * The image named in the path, if the caller may change it. A stranger is told 404, anybody else who sees it 403.
 * Rackspace asks for the role first. Source: api §3.7-§3.9 (who), §3.14.
 * @param notFound the sentence of the 404, which differs from call to call
 */
export function writableImage(
  exchange: Exchange,
  region: RegionTables,
  action: string,
  notFound: (id: string) => string,
): ImageRow {
  const { cloud, params } = exchange
  const caller = callerOf(exchange)
  if (cloud.flavour === 'rackspace') requireRight(exchange, caller.mayWrite, action)
  const id = params['imageId'] ?? ''
  let image: ImageRow
  try {
    image = readableImage(cloud, region, caller, id)
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(404, notFound(id))
    throw error
  }
  requireRight(exchange, caller.isAdmin || (isOwner(caller, image) && caller.mayWrite), action)
  return image
}
