/**
 * Lists of images are long and repetitive: 1,000 of them are 1.2 MB of JSON, 60 KB compressed, and the services themselves compress
 * nothing. Image data and objects are never touched. Compressing beside secrets is safe here (BREACH): no answer holds one.
 */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Bytes below which an answer fits a packet or two anyway. */
const WORTHWHILE = 2_048
/** Speed matters more than the last percent: level 4 takes a third of the time of the default 6. */
const LEVEL = 4

const acceptsGzip = (request: FastifyRequest): boolean =>
  /(^|[\s,])(gzip|\*)(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers['accept-encoding'] ?? '')

const isCompressible = (reply: FastifyReply): boolean =>
  reply.statusCode === 200 &&
  /^application\/json\b/i.test(String(reply.getHeader('content-type') ?? '')) &&
  !reply.hasHeader('content-encoding') &&
  !reply.hasHeader('etag') &&
  Number(reply.getHeader('content-length') ?? Number.POSITIVE_INFINITY) >= WORTHWHILE

/** The body to send: compressed, with the headers changed to match, when the browser reads gzip and it is worth it. */
export const compressedJson = (request: FastifyRequest, reply: FastifyReply, body: Readable): Readable => {
  if (!isCompressible(reply)) return body
  void reply.header('vary', 'accept-encoding')
  if (!acceptsGzip(request)) return body
  void reply.header('content-encoding', 'gzip').removeHeader('content-length')
  // `pipeline` carries a break on either side over to the other; Fastify sees it on the stream it sends.
  return pipeline(body, createGzip({ level: LEVEL }), () => {})
}
