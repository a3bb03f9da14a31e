/** `POST /v2/images`: a record without data. Source: api §3.5; Rackspace documents none and refuses (api §3.1). */
import { servicePaths } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'

import { isObject, readJson } from './body.ts'
import { type Caller, callerOf, requireRight } from './caller.ts'
import { requireQuota } from './data-quota.ts'
import { imageEntity } from './entity.ts'
import { crash } from './errors.ts'
import { checkProperty, fieldWriters, isReserved, READ_ONLY, refuseFourBytes } from './fields.ts'
import { checkLimits } from './limits.ts'

const DENIED = 'Access was denied to this resource.'
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
/** What a multi-store cloud announces; two internal stores leak into the list. Source: api §3.5, 201. */
const OFFERS = {
  'openstack-image-import-methods': 'glance-direct,web-download,copy-image',
  'openstack-image-store-ids': 'fast,archive,os_glance_staging_store,os_glance_tasks_store',
}

export const createImage =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud } = exchange
    const caller = callerOf(exchange)
    if (cloud.flavour === 'rackspace') requireRight(exchange, false, 'add_image')
    const body = await readJson(exchange)
    if (Array.isArray(body)) {
      // Source: api §0.1: an array takes the server down.
      throw crash()
    }
    if (!isObject(body)) throw new Refusal(400, 'Unexpected body type. Expected list/dict.')
    requireQuota(cloud, region, caller.projectId, 'image_count_total', 1)
    const image = imageFrom(exchange, caller, region, body)
    requireRight(exchange, caller.mayWrite, 'add_image')
    if (image.visibility === 'public') requireRight(exchange, caller.isAdmin, 'publicize_image')
    if (image.owner !== caller.projectId && !caller.isAdmin) {
      throw new Refusal(403, DENIED, { detail: `You are not permitted to create images owned by '${image.owner}'` })
    }
    checkLimits(image)
    if (region.images.isUsed(image.id)) throw new Refusal(409, `Image ID ${image.id} already exists!`)
    region.images.put(image)
    return Response.json(imageEntity(image, cloud.flavour), {
      status: 201,
      headers: { location: `${cloud.baseUrl}${servicePaths.image(region.name)}/v2/images/${image.id}`, ...OFFERS },
    })
  }

function imageFrom(exchange: Exchange, caller: Caller, region: RegionTables, body: Record<string, unknown>): ImageRow {
  const { cloud } = exchange
  const now = cloud.clock.now()
  let image: ImageRow = {
    id: readId(body['id']) ?? cloud.nextImageId(region.name),
    name: null,
    status: 'queued',
    visibility: 'shared',
    protected: false,
    hidden: false,
    owner: caller.projectId,
    tags: [],
    size: null,
    virtualSize: null,
    digests: null,
    diskFormat: null,
    containerFormat: null,
    minDisk: 0,
    minRam: 0,
    createdAt: now,
    updatedAt: now,
    properties: {},
    stores: [],
  }
  const writers = fieldWriters(cloud.flavour)
  for (const [name, value] of Object.entries(body)) {
    if (name === 'id') continue
    refuseName(name)
    if (typeof value === 'string') refuseFourBytes(name, value)
    const write = writers.get(name)
    image = write
      ? write(image, value)
      : { ...image, properties: { ...image.properties, [name]: checkProperty(name, value) } }
  }
  return image
}

/** Like a PATCH, but some refusals stand in the other half of the message. */
function refuseName(name: string): void {
  if (READ_ONLY.includes(name) || name === 'stores') throw new Refusal(403, `Attribute '${name}' is read-only.`)
  if (name === 'locations') throw new Refusal(403, "Attribute 'locations' is reserved.")
  if (isReserved(name)) throw new Refusal(403, DENIED, { detail: `Attribute '${name}' is reserved.` })
  if (name.length > 255) throw new Refusal(400, 'Custom property should not be greater than 255 characters.')
}

/** An id the caller chose. @throws Refusal 400 */
function readId(id: unknown): string | undefined {
  if (id === undefined) return undefined
  if (typeof id === 'string' && UUID.test(id)) return id
  throw new Refusal(
    400,
    `Provided object does not match schema 'image': '${typeof id === 'string' ? id : JSON.stringify(id)}' does not match '${UUID.source}'`,
  )
}
