/** Rackspace's import task: a VHD in the caller's own object storage becomes an image. Source: api §3.11 "RAX import". */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'
import type { Content } from '#fake-cloud/data/content.ts'
import { knownMd5, madeUpSha512 } from '#fake-cloud/data/known-digest.ts'
import { cloudFilesAccount } from '#fake-cloud/identity/catalog.ts'
import { StorageRefusal } from '#fake-cloud/object-store/errors.ts'
import { objectAt, wholeOf } from '#fake-cloud/object-store/large-objects.ts'

import { isObject } from './body.ts'
import { runTask, TaskFailure } from './task-run.ts'
import { checkVhd, type VhdFailure } from './vhd-check.ts'

const GIB = 2 ** 30

/** What each code means, in our words: the service's own sentences are not published. */
const REASONS: Record<VhdFailure, string> = {
  111: 'VHD failed validation',
  396: 'Not a valid VHD',
  413: 'VHD virtual size exceeds 40 GB',
  523: 'VHD disk type must be fixed or dynamic',
  609: 'VHD physical size exceeds 40 GB',
  614: 'VHD UUID is all zeros',
  721: 'VHD has a parent disk',
}

export const runRackspaceImport = (cloud: FakeCloud, region: RegionTables, task: TaskRow): void =>
  runTask(cloud, region, task, () => {
    const { name, from } = readInput(task)
    const content = fileAt(region, task.owner, from)
    const { failure, virtualSize } = checkVhd(content)
    if (failure !== undefined) throw new TaskFailure(`Error: ${failure} - ${REASONS[failure]}`)
    return { image_id: putImage(cloud, region, { name, owner: task.owner, content, virtualSize }) }
  })

/** `name` is wanted, and nothing else is allowed beside it. */
function readInput({ input }: TaskRow): { name: string; from: string } {
  const { image_properties: properties, import_from: from } = input
  if (typeof from !== 'string') throw new TaskFailure("Error: Input does not contain 'import_from' field")
  if (!isObject(properties)) throw new TaskFailure("Error: Input does not contain 'image_properties' field")
  const { name, ...others } = properties
  if (typeof name !== 'string' || name === '') throw new TaskFailure('Error: Image name is required for import')
  const [other] = Object.keys(others)
  if (other !== undefined) throw new TaskFailure(`Error: Image property '${other}' is not allowed for import`)
  return { name, from }
}

/** The file, whole: a manifest stands for its segments. */
function fileAt(region: RegionTables, owner: string, path: string): Content {
  const account = region.objectAccounts.get(cloudFilesAccount(owner))
  const row = account && objectAt(account, path)
  const missing = new TaskFailure('Error: Image not found for import. Possible invalid location')
  if (!account || !row) throw missing
  try {
    return wholeOf(account, row).content
  } catch (error) {
    // A manifest whose segments are gone.
    throw error instanceof StorageRefusal ? missing : error
  }
}

interface Imported {
  name: string
  owner: string
  content: Content
  virtualSize: number
}

/** The new image: private, and marked as imported. @returns its id */
function putImage(cloud: FakeCloud, region: RegionTables, { name, owner, content, virtualSize }: Imported): string {
  const id = cloud.nextImageId(region.name)
  const now = cloud.clock.now()
  region.imageData.stored.set(id, content)
  region.images.put({
    id,
    name,
    status: 'active',
    visibility: 'private',
    protected: false,
    hidden: false,
    owner,
    tags: [],
    size: content.length,
    virtualSize: null,
    digests: { md5: knownMd5(id, content), sha512: madeUpSha512(id) },
    diskFormat: 'vhd',
    containerFormat: 'ovf',
    minDisk: Math.ceil(virtualSize / GIB),
    minRam: 0,
    createdAt: now,
    updatedAt: now,
    properties: {
      'com.rackspace__1__source': 'import',
      'com.rackspace__1__options': '0',
      image_type: 'import',
    },
    stores: [],
  })
  return id
}
