/**
 * Rackspace's export task: an image becomes a VHD in the caller's own object storage, a manifest with its segments.
 * Source: api §3.11 "RAX export". The sentence about an existing object is documented; the others are ours.
 */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import type { ContainerRow } from '#fake-cloud/core/object-tables.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'
import { diskContent } from '#fake-cloud/data/disk-formats.ts'
import { cloudFilesAccount } from '#fake-cloud/identity/catalog.ts'
import { segmentedRows } from '#fake-cloud/object-store/segments.ts'

import { runTask, TaskFailure } from './task-run.ts'

/** Bytes of one segment. The service's own size is not documented. */
export const EXPORT_SEGMENT = 500 * 2 ** 20
const GIB = 2 ** 30

export const runExport = (cloud: FakeCloud, region: RegionTables, task: TaskRow): void =>
  runTask(cloud, region, task, () => {
    const { image_uuid: imageId, receiving_swift_container: containerName } = task.input
    if (typeof imageId !== 'string') throw new TaskFailure("Error: Input does not contain 'image_uuid' field")
    if (typeof containerName !== 'string') {
      throw new TaskFailure("Error: Input does not contain 'receiving_swift_container' field")
    }
    const image = exportableImage(region, task.owner, imageId)
    const container = receivingContainer(region, task.owner, containerName)
    const name = `${image.id}.vhd`
    if (container.objects.get(name)) {
      throw new TaskFailure(`Swift already has an object with id '${name}' in container '${containerName}'`)
    }
    writeFile(cloud, container, name, image)
    return { export_location: `${containerName}/${name}` }
  })

/** Own, active, and free of a licence that keeps it in the cloud. */
function exportableImage(region: RegionTables, owner: string, id: string): ImageRow {
  const image = region.images.get(id)
  if (!image || image.status === 'pending_delete') throw new TaskFailure(`Error: Image ${id} not found`)
  if (image.owner !== owner) throw new TaskFailure(`Error: Image ${id} is not owned by tenant ${owner}`)
  if (image.status !== 'active')
    throw new TaskFailure(`Error: Image ${id} is ${image.status} and has no data to export`)
  if (image.properties['com.rackspace__1__options'] !== '0') {
    throw new TaskFailure(`Error: Image ${id} contains licensed software and cannot be exported`)
  }
  return image
}

function receivingContainer(region: RegionTables, owner: string, name: string): ContainerRow {
  if (/[/?.]/.test(name)) throw new TaskFailure(`Error: Container name '${name}' contains a forbidden character`)
  const container = region.objectAccounts.get(cloudFilesAccount(owner))?.containers.get(name)
  if (!container) throw new TaskFailure(`Error: Container '${name}' not found`)
  return container
}

function writeFile(cloud: FakeCloud, container: ContainerRow, name: string, image: ImageRow): void {
  const size = image.size ?? 0
  // Not the image's own bytes: its checksum and the exported file's differ by design.
  const content = diskContent('vhd', `${image.id} exported`, size, Math.max(size, image.minDisk * GIB))
  const file = { name, content, segmentSize: EXPORT_SEGMENT }
  for (const row of segmentedRows(container.name, file, cloud.clock.now())) container.objects.put(row)
  container.lastModified = cloud.clock.now()
}
