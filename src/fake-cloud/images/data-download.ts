/** `GET /v2/images/{id}/file`. Source: api §3.13; headers and refusals as a real Glance sends them. */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle } from '#fake-cloud/core/router.ts'
import { type ByteRange, contentRange, rangesOf } from '#fake-cloud/data/range.ts'
import { streamOf } from '#fake-cloud/data/send.ts'

import { readableImage } from './access.ts'
import { callerOf, requireRight } from './caller.ts'
import { contentOf } from './data-content.ts'

export const downloadFile =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { cloud, params, request } = exchange
    const caller = callerOf(exchange)
    const image = readableImage(cloud, region, caller, params['imageId'] ?? '')
    requireRight(exchange, caller.isAdmin || caller.mayWrite, 'download_image')
    if (image.status === 'deactivated' && !caller.isAdmin) {
      throw new Refusal(403, 'The requested image has been deactivated. Image data download is forbidden.')
    }
    if (!image.digests) return new Response(null, { status: 204 })

    const content = contentOf(region, image)
    const range = wantedRange(request.headers.get('range'), content.length)
    const { start, end } = range ?? { start: 0, end: content.length }
    return new Response(streamOf(content, start, end), {
      status: range ? 206 : 200,
      headers: {
        'content-type': 'application/octet-stream',
        // The checksum in hex, whatever the header's own standard says.
        'content-md5': image.digests.md5,
        'content-length': String(end - start),
        ...(range && { 'content-range': contentRange(range, content.length) }),
      },
    })
  }

/** The one range asked for; undefined for the whole. @throws Refusal 400 for several, 416 for one that is not there */
function wantedRange(header: string | null, length: number): ByteRange | undefined {
  if (header === null) return undefined
  if (header.includes(',')) {
    throw new Refusal(
      400,
      'Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.',
    )
  }
  const ranges = rangesOf(header, length)
  const [range] = ranges ?? []
  if (range) return range
  throw new Refusal(416, 'The Range requested is not available.', {
    detail: ranges
      ? `Invalid start position in Range header. Start position MUST be in the inclusive range [0, ${length - 1}].`
      : 'Invalid Range header.',
  })
}
