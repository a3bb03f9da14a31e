/** The browser's request body on its way upstream: counted, limited, and cut loose from the browser's socket. */
import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import type { TransformCallback } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problems.ts'

const tooLarge = (limit: number) =>
  new ProblemError(
    'body-too-large',
    `This dashboard passes on at most ${limit.toLocaleString('en')} bytes in one request.`,
  )

/** Content-Length, or undefined when the body is chunked or absent. */
const declaredLength = (request: IncomingMessage): number | undefined => {
  const value = request.headers['content-length']
  return value === undefined ? undefined : Number(value)
}

export const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || (declaredLength(request) ?? 0) > 0

/** @throws ProblemError `body-too-large` before a byte is read, when the declared length says so. */
export const assertUploadFits = (request: IncomingMessage, limit: number | undefined): void => {
  if (limit !== undefined && (declaredLength(request) ?? 0) > limit) throw tooLarge(limit)
}

/** Counts bytes; fails with `body-too-large` when a chunked body passes the limit. */
class Meter extends Transform {
  readonly #limit: number
  readonly #count: (bytes: number) => void
  #bytes = 0

  constructor(limit: number | undefined, count: (bytes: number) => void) {
    super({ highWaterMark: 256 * 1024 })
    this.#limit = limit ?? Number.POSITIVE_INFINITY
    this.#count = count
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.#bytes += piece.length
    this.#count(piece.length)
    if (this.#bytes > this.#limit) done(tooLarge(this.#limit))
    else done(null, piece)
  }
}

/**
 * A stream of the request's body. `pipe`, not `pipeline`: when the cloud refuses early, undici destroys its body stream,
 * and that must not take along the browser's socket, on which the refusal is still to be sent.
 */
export const uploadStream = (
  request: IncomingMessage,
  limit: number | undefined,
  count: (bytes: number) => void,
): Transform => {
  const meter = new Meter(limit, count)
  // Node reports a browser that leaves early as an error of the request.
  request.once('error', (error) => meter.destroy(error))
  return request.pipe(meter)
}

/** Bytes and milliseconds for which a refused upload is still read, so that the browser gets to see the answer. */
const LINGER_BYTES = 32 * 2 ** 20
const LINGER_MS = 3_000

/** Answers that come before the end of a request's body close the connection, after a moment in which the browser can read them. */
export const registerEarlyAnswers = (app: FastifyInstance): void => {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (hasBody(request.raw) && !request.raw.complete) {
      void reply.header('connection', 'close')
      reply.raw.once('finish', () => lingerThenClose(request.raw))
    }
    done()
  })
}

/**
 * After an answer that came before the end of the body: reads on for a little, then closes. Closing at once would send a TCP
 * reset that can overtake the answer; reading to the end could mean 40 GB for nothing.
 */
const lingerThenClose = (request: IncomingMessage): void => {
  if (request.complete || request.destroyed) return
  let left = LINGER_BYTES
  const timer = setTimeout(() => request.destroy(), LINGER_MS)
  timer.unref()
  request.on('data', (piece: Buffer) => {
    left -= piece.length
    if (left < 0) request.destroy()
  })
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
  request.resume()
}
