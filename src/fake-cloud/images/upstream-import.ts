/**
 * Upstream's legacy import task, with what is odd about it. Source: api §3.11, §8 "Legacy import task by a member":
 * only an owner named in the input makes it succeed; without, an image that belongs to nobody stays behind.
 */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'
import { knownMd5, madeUpSha512 } from '#fake-cloud/data/known-digest.ts'

import { isObject } from './body.ts'
import { virtualSizeOf } from './data-content.ts'
import { download, passesFilter } from './data-web.ts'
import { crash } from './errors.ts'
import { runTask, TaskFailure } from './task-run.ts'

/** What upstream says of everything that goes wrong on the way. */
const failed = () => new TaskFailure('Task failed due to Internal Error')

const VISIBILITIES = ['public', 'private', 'shared', 'community'] as const

/**
 * Where the data comes from is checked before the task is taken; all else shows later.
 * Source: a real Glance with the fixes of August 2026 (OSSN-0105); before them it failed in the task.
 * @throws Refusal 400
 */
export function checkImportFrom(cloud: FakeCloud, { import_from: from }: TaskRow['input']): void {
  if (from === undefined || from === null || from === '') throw new Refusal(400, `Invalid location: ${from ?? 'None'}`)
  if (typeof from !== 'string') throw crash()
  if (/^(?:file|filesystem):\/\/\//.test(from))
    throw new Refusal(400, 'File based imports are not allowed. Please use a non-local source of image data.')
  if (!/^https?:\/\//.test(from)) {
    const supported = "Please specify a valid uri from the following list of supported uri ['http']"
    throw new Refusal(400, `The given uri is not valid. ${supported}`)
  }
  if (!passesFilter(cloud, from)) throw new Refusal(400, `URI for legacy import task does not pass filtering: ${from}`)
}

export const runUpstreamImport = (cloud: FakeCloud, region: RegionTables, task: TaskRow): void =>
  runTask(cloud, region, task, () => {
    const { import_from: from, image_properties: properties } = task.input
    for (const field of ['import_from_format', 'image_properties']) {
      if (!(field in task.input)) throw new TaskFailure(`Input does not contain '${field}' field`)
    }
    if (typeof from !== 'string' || !isObject(properties)) throw failed()
    // The record is made first and, whatever happens next, stays.
    const image = newImage(cloud, region, properties)
    region.images.put(image)
    if (image.owner !== task.owner) throw failed()
    const found = download(cloud, from)
    if (found.outcome !== 'content') throw failed()
    const { content } = found
    region.imageData.stored.set(image.id, content)
    region.images.put({
      ...image,
      status: 'active',
      size: content.length,
      virtualSize: virtualSizeOf(image.diskFormat, content),
      digests: { md5: knownMd5(from, content), sha512: madeUpSha512(from) },
      stores: ['fast'],
    })
    return { image_id: image.id }
  })

/** No policy looks at it: a member may make a public image this way. */
function newImage(cloud: FakeCloud, region: RegionTables, given: Record<string, unknown>): ImageRow {
  const { name, disk_format: disk, container_format: container, owner, visibility, ...others } = given
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const now = cloud.clock.now()
  return {
    id: cloud.nextImageId(region.name),
    name: text(name),
    status: 'queued',
    visibility: VISIBILITIES.find((one) => one === visibility) ?? 'shared',
    protected: false,
    hidden: false,
    owner: text(owner),
    tags: [],
    size: null,
    virtualSize: null,
    digests: null,
    diskFormat: text(disk),
    containerFormat: text(container),
    minDisk: 0,
    minRam: 0,
    createdAt: now,
    updatedAt: now,
    properties: Object.fromEntries(Object.entries(others).map(([key, value]) => [key, String(value)])),
    stores: [],
  }
}
