/** Reading objects. Source: api §4, rows `HEAD` and `GET {acct}/{c}/{o}`; headers as a real Swift sends them. */
import type { ObjectRow } from '#fake-cloud/core/object-tables.ts'
import { type Content, joinContents, sliceContent, textContent } from '#fake-cloud/data/content.ts'
import { md5Of } from '#fake-cloud/data/digest.ts'
import { type ByteRange, contentRange, rangesOf } from '#fake-cloud/data/range.ts'
import { streamOf } from '#fake-cloud/data/send.ts'

import { pageOf } from './errors.ts'
import { type Whole, wholeOf } from './large-objects.ts'
import { renderManifest } from './static-manifest.ts'
import { httpDateOf, objectOf, type StorageHandle, timestampOf } from './storage-exchange.ts'

function headersOf(row: ObjectRow, etag: string): Record<string, string> {
  return {
    'content-type': row.contentType,
    ...row.metadata,
    etag,
    'last-modified': httpDateOf(row.lastModified),
    'x-timestamp': timestampOf(row.lastModified),
    'accept-ranges': 'bytes',
    ...(row.dynamicManifest !== undefined && { 'x-object-manifest': encodeURI(row.dynamicManifest) }),
    ...(row.staticManifest && { 'x-static-large-object': 'True', 'x-manifest-etag': row.hash }),
    ...(row.deleteAt !== undefined && { 'x-delete-at': String(row.deleteAt) }),
  }
}

/** `GET` and `HEAD {acct}/{c}/{o}` */
export const readObject: StorageHandle = (exchange) => {
  const { request, query, account } = exchange
  const row = objectOf(exchange)
  const isManifestWanted = query.get('multipart-manifest') === 'get'
  if (isManifestWanted && row.staticManifest) {
    const manifest = renderManifest(account, row.staticManifest, query.get('format') === 'raw')
    const headers = { ...headersOf(row, row.hash), 'content-type': 'application/json; charset=utf-8' }
    return respond(request, manifest, headers)
  }
  const whole: Whole = isManifestWanted ? { content: row.content, etag: row.hash } : wholeOf(account, row)
  const headers = headersOf(row, whole.etag)
  return refusedByCondition(request.headers, row, whole.etag, headers) ?? respond(request, whole.content, headers)
}

const tagsIn = (header: string) => header.split(',').map((tag) => tag.trim().replaceAll('"', ''))

/** 304 and 412. The etag is compared without its quotes. */
function refusedByCondition(
  headers: Headers,
  row: ObjectRow,
  etag: string,
  answer: Record<string, string>,
): Response | undefined {
  const bare = etag.replaceAll('"', '')
  const has = (name: string) => {
    const tags = tagsIn(headers.get(name) ?? '')
    return tags.includes(bare) || tags.includes('*')
  }
  const second = Math.ceil(row.lastModified / 1000) * 1000
  const moment = (name: string) => Date.parse(headers.get(name) ?? '')

  if ((headers.has('if-match') && !has('if-match')) || second > moment('if-unmodified-since')) {
    return new Response(null, { status: 412, headers: { ...answer, 'content-type': 'text/html; charset=UTF-8' } })
  }
  if (headers.has('if-none-match') ? has('if-none-match') : second <= moment('if-modified-since')) {
    return new Response(null, { status: 304, headers: answer })
  }
  return undefined
}

function respond({ method, headers: asked }: Request, content: Content, headers: Record<string, string>): Response {
  const ranges = method === 'GET' ? rangesOf(asked.get('range'), content.length) : undefined
  const [first] = ranges ?? []
  if (!ranges) return answer(200, method, content, headers)
  if (!first) {
    const unsatisfiable = { ...headers, 'content-range': `bytes */${content.length}` }
    return new Response(pageOf(416), { status: 416, headers: unsatisfiable })
  }
  if (ranges.length > 1) return severalRanges(ranges, content, headers)
  const part = sliceContent(content, first.start, first.end)
  return answer(206, method, part, { ...headers, 'content-range': contentRange(first, content.length) })
}

const answer = (status: number, method: string, content: Content, headers: Record<string, string>): Response =>
  new Response(method === 'HEAD' ? null : streamOf(content), {
    status,
    headers: { ...headers, 'content-length': String(content.length) },
  })

/** Several ranges come as the parts of one multipart body. */
function severalRanges(ranges: readonly ByteRange[], content: Content, headers: Record<string, string>): Response {
  const boundary = md5Of(JSON.stringify(ranges))
  const parts = ranges.flatMap((range) => [
    textContent(
      `--${boundary}\r\nContent-Type: ${headers['content-type'] ?? ''}\r\nContent-Range: ${contentRange(range, content.length)}\r\n\r\n`,
    ),
    sliceContent(content, range.start, range.end),
    textContent('\r\n'),
  ])
  const body = joinContents([...parts, textContent(`--${boundary}--`)])
  return answer(206, 'GET', body, { ...headers, 'content-type': `multipart/byteranges;boundary=${boundary}` })
}
