/** Writing objects. Source: api §4, rows `PUT` and `DELETE {acct}/{c}/{o}`; order of refusals as a real Swift has it. */
import type { ContainerRow, ObjectRow } from '#fake-cloud/core/object-tables.ts'
import { announcedLength, BrokenUpload, type Received, receive, UploadTooLarge } from '#fake-cloud/data/receive.ts'

import { pageOf, sentence, StorageRefusal } from './errors.ts'
import { guessedType } from './guessed-type.ts'
import { LIMITS } from './info.ts'
import { objectAt, splitPath, wholeOf } from './large-objects.ts'
import { metadataIn } from './metadata.ts'
import { deleteWithSegments, putStaticManifest } from './static-manifest.ts'
import { containerOf, httpDateOf, objectOf, type StorageExchange, type StorageHandle } from './storage-exchange.ts'

const HTML = { 'content-type': 'text/html; charset=UTF-8' }

/** `PUT {acct}/{c}/{o}` */
export const putObject: StorageHandle = async (exchange) => {
  const { cloud, request, query, account, objectName = '' } = exchange
  const container = containerOf(exchange)
  refuseBeforeBody(exchange, container)
  if (query.get('multipart-manifest') === 'put') return putStaticManifest(exchange)

  const dynamicManifest = dynamicManifestIn(request.headers)
  const received = request.headers.has('x-copy-from') ? copied(exchange) : await take(request)
  const expected = request.headers.get('etag')?.replaceAll('"', '')
  if (expected !== undefined && expected !== received.md5) throw new StorageRefusal(422)

  // The container may have gone while the body was under way.
  containerOf(exchange)
  const row: ObjectRow = {
    name: objectName,
    content: received.content,
    hash: received.md5,
    contentType: typeIn(request.headers) ?? guessedType(objectName),
    metadata: metadataIn(request.headers, 'object'),
    lastModified: cloud.clock.now(),
    ...(dynamicManifest !== undefined && { dynamicManifest }),
    ...deleteAtIn(request.headers, cloud.clock.now()),
  }
  container.objects.put(row)
  if (row.deleteAt !== undefined) {
    cloud.clock.at(row.deleteAt * 1000, () => {
      if (account.containers.get(container.name)?.objects.get(row.name) === row) container.objects.remove(row.name)
    })
  }
  return created(row, row.hash)
}

/** The sender's word on the type; null when there is none, or when the service is asked to find out. */
const typeIn = (headers: Headers): string | null =>
  headers.get('x-detect-content-type')?.toLowerCase() === 'true' ? null : headers.get('content-type')

/** 201 of a written object. */
const created = (row: ObjectRow, etag: string): Response =>
  new Response(null, {
    status: 201,
    headers: { ...HTML, 'content-length': '0', etag, 'last-modified': httpDateOf(row.lastModified) },
  })

/** Everything that can be refused without the body. */
function refuseBeforeBody({ request, objectName = '' }: StorageExchange, container: ContainerRow): void {
  const length = new TextEncoder().encode(objectName).length
  if (length > LIMITS.max_object_name_length) {
    throw sentence(400, `Object name length of ${length} longer than ${LIMITS.max_object_name_length}`)
  }
  const bytes = announcedLength(request.headers)
  if (bytes === undefined && request.body === null) throw new StorageRefusal(411)
  if (bytes !== undefined && bytes > LIMITS.max_file_size) throw new StorageRefusal(413)
  metadataIn(request.headers, 'object')
  deleteAtIn(request.headers, 0)
  const unless = request.headers.get('if-none-match')
  if (unless !== null && unless !== '*') throw sentence(400, 'If-None-Match only supports *')
  if (unless === '*' && container.objects.get(objectName)) throw new StorageRefusal(412)
}

async function take(request: Request): Promise<Received> {
  const length = announcedLength(request.headers)
  try {
    return await receive(request.body, { isImage: false, length, most: LIMITS.max_file_size })
  } catch (error) {
    if (error instanceof UploadTooLarge) throw new StorageRefusal(413)
    if (error instanceof BrokenUpload) throw new StorageRefusal(499)
    throw error
  }
}

/** A copy made by the service itself: no bytes travel. */
function copied({ request, account }: StorageExchange): Received {
  const from = decodeURIComponent(request.headers.get('x-copy-from') ?? '')
  const row = objectAt(account, from)
  if (!row) throw new StorageRefusal(404)
  const { content, etag } = wholeOf(account, row)
  return { content, md5: etag.replaceAll('"', ''), sha512: '' }
}

function dynamicManifestIn(headers: Headers): string | undefined {
  const text = headers.get('x-object-manifest')
  if (text === null) return undefined
  const manifest = decodeURIComponent(text)
  if (!splitPath(manifest)) {
    throw new StorageRefusal(400, { body: 'X-Object-Manifest must be in the format container/prefix' })
  }
  return manifest
}

/** When the object goes away by itself. @param now milliseconds */
function deleteAtIn(headers: Headers, now: number): { deleteAt?: number } {
  const [after, at] = [headers.get('x-delete-after'), headers.get('x-delete-at')]
  for (const [name, value] of Object.entries({ 'X-Delete-After': after, 'X-Delete-At': at })) {
    if (value !== null && !/^\d+$/.test(value)) throw sentence(400, `Non-integer ${name}`)
  }
  if (after !== null) return { deleteAt: Math.floor(now / 1000) + Number(after) }
  return at === null ? {} : { deleteAt: Number(at) }
}

/** `POST {acct}/{c}/{o}`: replaces all metadata; the content type only when it is named. */
export const postObject: StorageHandle = (exchange) => {
  const { cloud, request } = exchange
  const before = objectOf(exchange)
  containerOf(exchange).objects.put({
    ...before,
    metadata: metadataIn(request.headers, 'object'),
    contentType: request.headers.get('content-type') ?? before.contentType,
    lastModified: cloud.clock.now(),
  })
  return new Response(pageOf(202), { status: 202, headers: HTML })
}

/** `DELETE {acct}/{c}/{o}`: of a large object only the manifest, unless `multipart-manifest=delete` asks for all. */
export const deleteObject: StorageHandle = (exchange) => {
  if (exchange.query.get('multipart-manifest') === 'delete') return deleteWithSegments(exchange)
  const container = containerOf(exchange)
  container.objects.remove(objectOf(exchange).name)
  return new Response(null, { status: 204, headers: HTML })
}
