/** `GET /v2/images`. Source: api §3.4 "list". */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle } from '#fake-cloud/core/router.ts'

import { isOwner, readableImage } from './access.ts'
import { type Caller, callerOf, requireRight } from './caller.ts'
import { imageEntity } from './entity.ts'
import type { ImageTest, ListQuery } from './list-query.ts'
import { readRackspaceQuery } from './list-rackspace.ts'
import { readUpstreamQuery } from './list-upstream.ts'

export const listImages =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { cloud, url } = exchange
    const caller = callerOf(exchange)
    requireRight(exchange, caller.mayRead, 'get_images')
    const query =
      cloud.flavour === 'rackspace' ? readRackspaceQuery(url.searchParams) : readUpstreamQuery(url.searchParams)
    const images = page(cloud, region, caller, query)
    return Response.json({
      images: images.map((image) => imageEntity(image, cloud.flavour, caller.isAdmin)),
      ...links(url.searchParams, images.length > 0 && images.length === query.limit ? images.at(-1)?.id : undefined),
      schema: '/v2/schemas/images',
    })
  }

function page(cloud: FakeCloud, region: RegionTables, caller: Caller, query: ListQuery): ImageRow[] {
  const marker = query.marker === undefined ? undefined : markerImage(cloud, region, caller, query.marker)
  const inScope = scopeTest(cloud, region, caller, query)
  const images: ImageRow[] = []
  if (query.limit === 0) return images
  for (const image of region.images.inOrder(query.order, marker)) {
    if (!inScope(image) || !query.tests.every((test) => test(image))) continue
    images.push(image)
    if (images.length === query.limit) break
  }
  return images
}

function markerImage(cloud: FakeCloud, region: RegionTables, caller: Caller, id: string): ImageRow {
  try {
    return readableImage(cloud, region, caller, id)
  } catch (error) {
    // Unknown as a marker is a bad request, not a missing page.
    if (!(error instanceof Refusal)) throw error
    // Upstream gives away that the image exists.
    if (cloud.flavour === 'openstack' && region.images.get(id)) {
      throw new Refusal(403, `Forbidding request, image ${id} not visible`)
    }
    throw new Refusal(400, error.message)
  }
}

/** Whether an image belongs to the part of the catalog that the query is about. */
function scopeTest(cloud: FakeCloud, region: RegionTables, caller: Caller, query: ListQuery): ImageTest {
  const isOffered: ImageTest = (image) => {
    const member = caller.projectId === null ? undefined : region.members.get(image.id, caller.projectId)
    return member !== undefined && (query.memberStatus === 'all' || member.status === query.memberStatus)
  }
  return cloud.flavour === 'rackspace'
    ? rackspaceScope(caller, query, isOffered)
    : upstreamScope(caller, query, isOffered)
}

function rackspaceScope(caller: Caller, { scope }: ListQuery, isOffered: ImageTest): ImageTest {
  const isPublic: ImageTest = (image) => image.visibility === 'public'
  const isSharedIn: ImageTest = (image) => !isPublic(image) && !isOwner(caller, image) && isOffered(image)
  const isOwn: ImageTest = (image) => isOwner(caller, image)
  if (scope === 'public') return isPublic
  // "shared" asks for images of others only; "private" lets accepted ones of others through. Source: api §3.4, §8.
  if (scope === 'shared') return isSharedIn
  if (scope === 'private') return (image) => !isPublic(image) && (isOwn(image) || isSharedIn(image))
  return (image) => isPublic(image) || isOwn(image) || isSharedIn(image)
}

function upstreamScope(caller: Caller, { scope }: ListQuery, isOffered: ImageTest): ImageTest {
  const mayBeListed: ImageTest = (image) =>
    caller.isAdmin ||
    isOwner(caller, image) ||
    image.visibility === 'public' ||
    image.visibility === 'community' ||
    (image.visibility === 'shared' && isOffered(image))
  if (scope === 'all') return mayBeListed
  // Images the community offers must be asked for, unless they are one's own.
  if (scope === 'default') {
    return (image) => (image.visibility !== 'community' || isOwner(caller, image)) && mayBeListed(image)
  }
  // The field itself is compared: `shared` returns the caller's own shared images as well.
  return (image) => image.visibility === scope && mayBeListed(image)
}

/**
 * `first` and `next`, path-only. Like the servers, they keep only the last value of a repeated key.
 * Source: api §3.4 "`next`/`first` lose repeated parameters".
 */
function links(params: URLSearchParams, lastId: string | undefined): { first: string; next?: string } {
  const kept = new Map(params)
  kept.delete('marker')
  const link = (query: Map<string, string>) =>
    query.size === 0 ? '/v2/images' : `/v2/images?${new URLSearchParams([...query]).toString()}`
  const first = link(kept)
  return lastId === undefined ? { first } : { first, next: link(new Map([...kept, ['marker', lastId]])) }
}
