/** An image as the services write it. Source: api §3.2 "Image entity". */
import type { Flavour } from '#lib/contract.ts'

import { isoSeconds } from '#fake-cloud/core/clock.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'

export type ImageEntity = Record<string, unknown>

/** Upstream sends every base field, null when unset; Rackspace leaves null ones out. Source: api §3.2 "Presence". */
export function imageEntity(image: ImageRow, flavour: Flavour, isAdmin = false): ImageEntity {
  return flavour === 'rackspace' ? withoutNulls(rackspaceFields(image)) : upstreamFields(image, isAdmin)
}

const rackspaceFields = (image: ImageRow): ImageEntity => ({
  ...image.properties,
  id: image.id,
  name: image.name,
  status: image.status,
  visibility: image.visibility,
  protected: image.protected,
  owner: image.owner,
  tags: image.tags,
  size: image.size,
  checksum: image.digests?.md5 ?? null,
  disk_format: image.diskFormat,
  container_format: image.containerFormat,
  min_disk: image.minDisk,
  min_ram: image.minRam,
  ...common(image),
})

const upstreamFields = (image: ImageRow, isAdmin: boolean): ImageEntity => ({
  ...image.properties,
  name: image.name,
  disk_format: image.diskFormat,
  container_format: image.containerFormat,
  visibility: image.visibility,
  size: image.size,
  virtual_size: image.virtualSize,
  status: image.status,
  checksum: image.digests?.md5 ?? null,
  protected: image.protected,
  min_ram: image.minRam,
  min_disk: image.minDisk,
  owner: image.owner,
  os_hidden: image.hidden,
  os_hash_algo: image.digests && 'sha512',
  os_hash_value: image.digests?.sha512 ?? null,
  id: image.id,
  ...common(image),
  tags: image.tags,
  // Present once there is data on a multi-store cloud, and while it may be read. Source: api §3.2, `stores`.
  ...(image.stores.length > 0 && (isAdmin || image.status !== 'deactivated') && { stores: image.stores.join(',') }),
})

const common = (image: ImageRow): ImageEntity => ({
  created_at: isoSeconds(image.createdAt),
  updated_at: isoSeconds(image.updatedAt),
  self: `/v2/images/${image.id}`,
  file: `/v2/images/${image.id}/file`,
  schema: '/v2/schemas/image',
})

const withoutNulls = (entity: ImageEntity): ImageEntity =>
  Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== null))
