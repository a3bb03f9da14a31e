/**
 * Static large objects: the manifest as it is put, read and deleted.
 * Source: api §4 "SLO", Swift's large objects guide; texts as a real Swift answers them.
 */
import * as z from 'zod/mini'

import { isoNaive } from '#fake-cloud/core/clock.ts'
import { preferred } from '#fake-cloud/core/accept.ts'
import type { AccountRow, ObjectRow, SegmentRow } from '#fake-cloud/core/object-tables.ts'
import { type Content, memoryContent, textContent } from '#fake-cloud/data/content.ts'
import { md5Of } from '#fake-cloud/data/digest.ts'
import { rangesOf } from '#fake-cloud/data/range.ts'

import { sentence, StorageRefusal } from './errors.ts'
import { MANIFEST_LIMITS } from './info.ts'
import { objectAt, splitPath, staticEtag } from './large-objects.ts'
import { metadataIn } from './metadata.ts'
import { containerOf, httpDateOf, type StorageExchange } from './storage-exchange.ts'

const Manifest = z.array(
  z.object({
    path: z.string(),
    etag: z.nullish(z.string()),
    size_bytes: z.nullish(z.number()),
    range: z.optional(z.string()),
  }),
)

const plain = (text: string) => new StorageRefusal(400, { body: text })

function parse(text: string): z.infer<typeof Manifest> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw plain('Manifest must be valid JSON.\n')
  }
  if (!Array.isArray(body)) throw plain('Manifest must be a list.\n')
  const parsed = Manifest.safeParse(body)
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `Index ${String(issue.path[0])}: ${issue.message}`)
    throw sentence(400, `Errors:\n${[...new Set(places)].join('\n')}\n`)
  }
  return parsed.data
}

/** `PUT …?multipart-manifest=put` */
export async function putStaticManifest(exchange: StorageExchange): Promise<Response> {
  const { cloud, request, account, objectName = '' } = exchange
  const text = await request.text()
  if (text.length > MANIFEST_LIMITS.max_manifest_size) throw new StorageRefusal(413)
  const entries = parse(text)
  if (entries.length > MANIFEST_LIMITS.max_manifest_segments) {
    throw new StorageRefusal(413, { body: `Number of segments must be <= ${MANIFEST_LIMITS.max_manifest_segments}` })
  }
  const problems: string[] = []
  const segments = entries.flatMap((entry) => segmentOf(account, entry, problems))
  if (problems.length > 0) throw sentence(400, `Errors:\n${problems.join('\n')}\n`)

  const row: ObjectRow = {
    name: objectName,
    content: memoryContent(new Uint8Array(0)),
    hash: md5Of(rawManifest(segments)),
    contentType: request.headers.get('content-type') ?? 'application/octet-stream',
    metadata: metadataIn(request.headers, 'object'),
    lastModified: cloud.clock.now(),
    staticManifest: segments,
  }
  containerOf(exchange).objects.put(row)
  return new Response(null, {
    status: 201,
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      'content-length': '0',
      etag: staticEtag(segments),
      'last-modified': httpDateOf(row.lastModified),
    },
  })
}

/** One entry against the object it names; what does not fit goes to the problems. */
function segmentOf(account: AccountRow, entry: z.infer<typeof Manifest>[number], problems: string[]): SegmentRow[] {
  const row = objectAt(account, entry.path)
  if (!row) {
    problems.push(`${entry.path}, 404 Not Found`)
    return []
  }
  const bytes = row.content.length
  if (entry.size_bytes != null && entry.size_bytes !== bytes) problems.push(`${entry.path}, Size Mismatch`)
  if (entry.etag != null && entry.etag !== row.hash) problems.push(`${entry.path}, Etag Mismatch`)
  const isRangeBad = entry.range !== undefined && !rangesOf(`bytes=${entry.range}`, bytes)?.length
  if (isRangeBad) problems.push(`${entry.path}, Unsatisfiable Range`)
  return [{ path: entry.path, hash: row.hash, bytes, ...(entry.range !== undefined && { range: entry.range }) }]
}

const rawManifest = (segments: readonly SegmentRow[]): string =>
  JSON.stringify(segments.map(({ path, hash, bytes, range }) => ({ etag: hash, path, range, size_bytes: bytes })))

/** The manifest as `multipart-manifest=get` shows it. @param isRaw in the form it can be put back */
export function renderManifest(account: AccountRow, segments: readonly SegmentRow[], isRaw: boolean): Content {
  if (isRaw) return textContent(rawManifest(segments))
  return textContent(
    JSON.stringify(
      segments.map(({ path, hash, bytes, range }) => {
        const row = objectAt(account, path)
        return {
          name: path,
          bytes,
          hash,
          content_type: row?.contentType ?? 'application/octet-stream',
          last_modified: isoNaive(row?.lastModified ?? 0),
          range,
        }
      }),
    ),
  )
}

/** `DELETE …?multipart-manifest=delete`: the manifest and every segment, with a report that is always a 200. */
export function deleteWithSegments({
  request,
  account,
  containerName = '',
  objectName = '',
}: StorageExchange): Response {
  const path = `/${containerName}/${objectName}`
  const row = account.containers.get(containerName)?.objects.get(objectName)
  const report = { status: '200 OK', deleted: 0, notFound: 0, errors: [] as [string, string][] }
  if (!row) report.notFound = 1
  else if (row.staticManifest) {
    for (const one of [...row.staticManifest.map((segment) => segment.path), path]) {
      if (remove(account, one)) report.deleted += 1
      else report.notFound += 1
    }
  } else {
    report.status = '400 Bad Request'
    report.errors.push([path, 'Not an SLO manifest'])
  }
  return renderReport(request, report)
}

function remove(account: AccountRow, path: string): boolean {
  const at = splitPath(path.replace(/^\//, ''))
  const objects = at && account.containers.get(at.container)?.objects
  if (!at || !objects?.get(at.object)) return false
  objects.remove(at.object)
  return true
}

function renderReport(
  request: Request,
  report: { status: string; deleted: number; notFound: number; errors: [string, string][] },
): Response {
  const accept = request.headers.get('accept') ?? ''
  if (preferred(accept, ['text/plain', 'application/json']) === 'application/json') {
    return Response.json({
      'Response Status': report.status,
      'Response Body': '',
      'Number Deleted': report.deleted,
      'Number Not Found': report.notFound,
      Errors: report.errors,
    })
  }
  const lines = [
    `Number Deleted: ${report.deleted}`,
    `Number Not Found: ${report.notFound}`,
    'Response Body: ',
    `Response Status: ${report.status}`,
    'Errors:',
    ...report.errors.map((pair) => pair.join(', ')),
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain' } })
}
