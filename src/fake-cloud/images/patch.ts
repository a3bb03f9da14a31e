/** `PATCH /v2/images/{id}`: applied in order, saved once, all or nothing. Source: api §3.7, §8, §3.14. */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'

import { isOwner, readableImage } from './access.ts'
import { type Caller, callerOf, requireRight } from './caller.ts'
import { imageEntity } from './entity.ts'
import { crash } from './errors.ts'
import { checkProperty, fieldWriters, isRackspaceLocked, refuseFourBytes } from './fields.ts'
import { checkLimits } from './limits.ts'
import { type PatchOperation, readPatch } from './patch-body.ts'

const DENIED = 'Access was denied to this resource.'
const CONFLICT = 'There was a conflict when trying to complete your request.'
const FORMATS: readonly string[] = ['disk_format', 'container_format']
/** States in which the formats may still be chosen. Source: api §3.2 `disk_format`. */
const UNDECIDED: readonly string[] = ['queued', 'importing']

export const updateImage =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud, params } = exchange
    const { operations, isOldForm } = await readPatch(exchange)
    const caller = callerOf(exchange)
    // Rackspace asks for the role first, upstream for the image.
    if (cloud.flavour === 'rackspace') requireRight(exchange, caller.mayWrite, 'modify_image')
    const before = readableImage(cloud, region, caller, params['imageId'] ?? '')
    // Source: api §8: the 2014 service never lets `add` overwrite.
    const addMayOverwrite = !isOldForm && (cloud.flavour === 'openstack' || cloud.addOverwrites)
    let image = before
    for (const operation of operations) image = apply(exchange, caller, image, operation, addMayOverwrite)
    if (operations.length > 0) {
      checkLimits(image)
      image = { ...image, updatedAt: cloud.clock.now() }
      region.images.put(image)
    }
    return Response.json(imageEntity(image, cloud.flavour, caller.isAdmin))
  }

function apply(
  exchange: Exchange,
  caller: Caller,
  image: ImageRow,
  operation: PatchOperation,
  addMayOverwrite: boolean,
): ImageRow {
  const { flavour } = exchange.cloud
  const { op, name, value } = operation
  const write = fieldWriters(flavour).get(name)
  // The shape of a value is checked before the right to set it.
  const written = op !== 'remove' && write ? write(image, value) : undefined
  const property = op === 'remove' || write ? undefined : checkProperty(name, value)
  if (flavour === 'openstack' && typeof value === 'string') refuseFourBytes(name, value)

  requireRight(exchange, caller.isAdmin || (isOwner(caller, image) && caller.mayWrite), 'modify_image')
  if (flavour === 'rackspace' && isRackspaceLocked(image, name)) {
    throw new Refusal(403, `Attribute '${name}' is reserved.`)
  }
  if (written) return checkField(exchange, caller, image, name, written)
  // The database cannot hold a longer name, and nobody checks before it is asked to.
  if (name.length > 255) {
    throw crash()
  }
  const exists = name in image.properties
  if (op === 'remove') {
    if (write) throw new Refusal(403, DENIED, { detail: `Property ${name} may not be removed.` })
    if (!exists) throw new Refusal(409, CONFLICT, { detail: `Property ${name} does not exist.` })
    const { [name]: _removed, ...properties } = image.properties
    return { ...image, properties }
  }
  if (op === 'replace' && !exists) throw new Refusal(409, CONFLICT, { detail: `Property ${name} does not exist.` })
  if (op === 'add' && exists && !addMayOverwrite) {
    throw new Refusal(409, CONFLICT, { detail: `Property ${name} already present.` })
  }
  return { ...image, properties: { ...image.properties, [name]: property ?? '' } }
}

/** Fields that not every owner may change, or not at every time. */
function checkField(exchange: Exchange, caller: Caller, image: ImageRow, name: string, written: ImageRow): ImageRow {
  if (FORMATS.includes(name) && !UNDECIDED.includes(image.status)) {
    throw new Refusal(403, `Attribute ${name} can be only replaced for a queued image.`)
  }
  if (name === 'owner' && !caller.isAdmin) {
    throw new Refusal(403, DENIED, { detail: "Owner can't be updated by non admin." })
  }
  if (name === 'visibility' && written.visibility === 'public' && image.visibility !== 'public') {
    requireRight(exchange, caller.isAdmin, 'publicize_image')
  }
  return written
}
