/** Which images a caller can see. Source: api §3.4 (result set), §3.6 (readable by id). */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import type { Caller } from './caller.ts'

export const isOwner = (caller: Caller, image: ImageRow): boolean =>
  image.owner !== null && image.owner === caller.projectId

/** Whether the image is shared with the caller, in whatever member status. */
function isMember(cloud: FakeCloud, region: RegionTables, caller: Caller, image: ImageRow): boolean {
  // Upstream, members count only while the image is `shared`; Rackspace adds them to private images directly.
  const counts = cloud.flavour === 'rackspace' ? image.visibility !== 'public' : image.visibility === 'shared'
  return counts && caller.projectId !== null && region.members.get(image.id, caller.projectId) !== undefined
}

/** Readable by id: own, public, community, shared in whatever member status, ownerless, or anything for an admin. */
const canRead = (cloud: FakeCloud, region: RegionTables, caller: Caller, image: ImageRow): boolean =>
  caller.isAdmin ||
  image.owner === null ||
  isOwner(caller, image) ||
  image.visibility === 'public' ||
  image.visibility === 'community' ||
  isMember(cloud, region, caller, image)

/** The image, if the caller can see it; a stranger must not learn that it exists. @throws Refusal 404 */
export function readableImage(cloud: FakeCloud, region: RegionTables, caller: Caller, id: string): ImageRow {
  const image = region.images.get(id)
  if (!image || image.status === 'pending_delete' || !canRead(cloud, region, caller, image)) {
    throw new Refusal(404, `No image found with ID ${id}`)
  }
  return image
}
