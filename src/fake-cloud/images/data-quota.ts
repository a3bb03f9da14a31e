/**
 * How much a project may hold. Source: api §3.13 row `/info/usage`, §8 "Quota (UP, observed)": looked at before an
 * upload and not during it, so the upload that passes the limit succeeds and the next one is refused.
 */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle, Resource } from '#fake-cloud/core/router.ts'
import { OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'

import { callerOf } from './caller.ts'

/** What is counted; sizes in MiB. */
export type QuotaName = 'image_size_total' | 'image_stage_total' | 'image_count_total' | 'image_count_uploading'

const GENEROUS: Record<QuotaName, number> = {
  image_size_total: 1_000_000_000,
  image_stage_total: 1_000_000_000,
  image_count_total: 1_000_000,
  image_count_uploading: 100,
}

const LIMITS_OF: Record<string, Record<QuotaName, number>> = {
  [OPENSTACK_PROJECTS.capped]: {
    image_size_total: 4,
    image_stage_total: 4,
    image_count_total: 5,
    image_count_uploading: 2,
  },
}

const MIB = 2 ** 20
/** Data is on its way into the service. */
const UPLOADING = new Set(['saving', 'uploading', 'importing'])

const sum = (images: readonly ImageRow[], bytesOf: (image: ImageRow) => number): number =>
  Math.floor(images.reduce((total, image) => total + bytesOf(image), 0) / MIB)

const COUNTS: Record<QuotaName, (images: readonly ImageRow[]) => number> = {
  image_size_total: (images) => sum(images, (image) => (image.size ?? 0) * image.stores.length),
  image_stage_total: (images) => sum(images, (image) => (image.status === 'uploading' ? (image.size ?? 0) : 0)),
  image_count_total: (images) => images.length,
  image_count_uploading: (images) => images.filter((image) => UPLOADING.has(image.status)).length,
}

function usageOf(region: RegionTables, projectId: string, name: QuotaName): { limit: number; usage: number } {
  const own = [...region.images.all()].filter((image) => image.owner === projectId)
  return { limit: (LIMITS_OF[projectId] ?? GENEROUS)[name], usage: COUNTS[name](own) }
}

/**
 * Refuses what would pass a limit.
 * @param delta how many more: 1 image for the count, 0 for the sizes, which nobody knows before the bytes are there
 * @throws Refusal 413
 */
export function requireQuota(
  cloud: FakeCloud,
  region: RegionTables,
  projectId: string | null,
  name: QuotaName,
  delta: number,
): void {
  // Rackspace documents no such limits.
  if (cloud.flavour === 'rackspace' || projectId === null) return
  const { limit, usage } = usageOf(region, projectId, name)
  if (usage + delta > limit) throw overQuota(projectId, name, { limit, usage, delta })
}

/** Refuses one upload too many; by then the service already counts the image itself. @throws Refusal 413 */
export function requireRoomToUpload(cloud: FakeCloud, region: RegionTables, projectId: string | null): void {
  if (cloud.flavour === 'rackspace' || projectId === null) return
  const { limit, usage } = usageOf(region, projectId, 'image_count_uploading')
  if (usage >= limit) throw overQuota(projectId, 'image_count_uploading', { limit, usage: usage + 1, delta: 0 })
}

interface Passed {
  limit: number
  usage: number
  delta: number
}

const overQuota = (projectId: string, name: QuotaName, { limit, usage, delta }: Passed): Refusal =>
  new Refusal(
    413,
    'The request returned a 413 Request Entity Too Large. This generally means that rate limiting or a quota threshold was breached.\n\n' +
      `The response body:\nProject ${projectId} is over a limit for [Resource ${name} is over limit of ${limit} due to current usage ${usage} and delta ${delta}]`,
  )

const showUsage =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { projectId } = callerOf(exchange)
    const names: QuotaName[] = ['image_size_total', 'image_stage_total', 'image_count_total', 'image_count_uploading']
    return Response.json({
      usage: Object.fromEntries(names.map((name) => [name, usageOf(region, projectId ?? '', name)])),
    })
  }

export const quotaResources = (region: RegionTables): Resource[] => [
  { path: '/v2/info/usage', verbs: { GET: showUsage(region) }, methodsUnnamed: true },
]
