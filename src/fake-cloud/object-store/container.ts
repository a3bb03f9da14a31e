/** Containers. Source: api §4, rows `{acct}/{c}`. */
import { isoNaive } from '#fake-cloud/core/clock.ts'
import { type ContainerRow, emptyContainer, type ObjectRow } from '#fake-cloud/core/object-tables.ts'

import { pageOf, StorageRefusal } from './errors.ts'
import { LIMITS } from './info.ts'
import { staticEtag } from './large-objects.ts'
import { listNames, readListingQuery, renderListing } from './listing.ts'
import { mergedMetadata } from './metadata.ts'
import { containerOf, httpDateOf, type StorageHandle, timestampOf } from './storage-exchange.ts'
import { listedBytes, usageOf } from './usage.ts'

const HTML = { 'content-type': 'text/html; charset=UTF-8' }

function headersOf(container: ContainerRow): Record<string, string> {
  const { count, bytes } = usageOf(container)
  return {
    'x-container-object-count': String(count),
    'x-container-bytes-used': String(bytes),
    'x-timestamp': timestampOf(container.createdAt),
    'last-modified': httpDateOf(container.lastModified),
    'accept-ranges': 'bytes',
    'x-storage-policy': 'gold',
    vary: 'Accept',
    ...container.metadata,
  }
}

const entityOf = (row: ObjectRow) => ({
  name: row.name,
  bytes: listedBytes(row),
  hash: row.hash,
  content_type: row.contentType,
  last_modified: isoNaive(row.lastModified),
  ...(row.staticManifest && { slo_etag: staticEtag(row.staticManifest) }),
})

/** `GET {acct}/{c}` */
export const listObjects: StorageHandle = (exchange) => {
  const container = containerOf(exchange)
  const listed = listNames(container.objects, readListingQuery(new URL(exchange.request.url)))
  return renderListing(exchange.request, listed, entityOf, headersOf(container))
}

/** `HEAD {acct}/{c}` */
export const headContainer: StorageHandle = (exchange) =>
  new Response(null, {
    status: 204,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headersOf(containerOf(exchange)) },
  })

/** `PUT {acct}/{c}`: 201 for a new one, 202 for one that is there. */
export const putContainer: StorageHandle = ({ cloud, request, account, containerName = '' }) => {
  const length = new TextEncoder().encode(containerName).length
  if (length > LIMITS.max_container_name_length) {
    throw new StorageRefusal(400, {
      body: `Container name length of ${length} longer than ${LIMITS.max_container_name_length}`,
    })
  }
  const before = account.containers.get(containerName)
  const container = before ?? emptyContainer(containerName, cloud.clock.now())
  container.metadata = mergedMetadata(container.metadata, request.headers, 'container')
  container.lastModified = cloud.clock.now()
  account.containers.put(container)
  return before
    ? new Response(pageOf(202), { status: 202, headers: HTML })
    : new Response(null, { status: 201, headers: { ...HTML, 'content-length': '0' } })
}

/** `POST {acct}/{c}` */
export const postContainer: StorageHandle = (exchange) => {
  const container = containerOf(exchange)
  container.metadata = mergedMetadata(container.metadata, exchange.request.headers, 'container')
  container.lastModified = exchange.cloud.clock.now()
  return new Response(null, { status: 204, headers: HTML })
}

/** `DELETE {acct}/{c}`: 409 while anything is in it. */
export const deleteContainer: StorageHandle = (exchange) => {
  const container = containerOf(exchange)
  if (container.objects.size > 0) throw new StorageRefusal(409)
  exchange.account.containers.remove(container.name)
  return new Response(null, { status: 204, headers: HTML })
}
