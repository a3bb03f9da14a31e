/** Answers the HTTP requests of one fake cloud's port from its handlers, and spoils those that a fault asks for. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

import { getResponse, type RequestHandler } from 'msw'

import type { FaultRule, FaultRules } from './core/faults.ts'
import type { Answerer } from './core/router.ts'

export interface CloudHost {
  cloudName: string
  faults: FaultRules
  /** Milliseconds that a call takes beside its own work; absent: none. */
  latency?: (method: string, path: string) => number
  /** Asked at each request, so that a reset can swap the cloud behind the port. */
  handlers: () => RequestHandler[]
  /** Answers requests with bodies of any size; they must not reach MSW, which keeps a copy. */
  streams: Answerer
}

/** Methods that the fetch API refuses to build a request of. */
const UNSPEAKABLE = new Set(['TRACE', 'TRACK', 'CONNECT'])

/** Serves one request from start to end. */
export async function serveCloud(host: CloudHost, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? 'GET'
  const [path = '/', ...query] = (incoming.url ?? '/').split('?')
  const fault = host.faults.take({ cloud: host.cloudName, method, path, query: query.join('?') })
  if (fault?.afterBytes !== undefined) await readPart(incoming, fault.afterBytes)
  if (fault && isSpoilt(fault, outgoing)) {
    host.faults.hits += 1
    if (fault.kind === 'answer') dropRest(incoming)
    return
  }
  if (UNSPEAKABLE.has(method)) {
    outgoing.writeHead(501).end()
    return
  }
  if (fault?.kind === 'delay') await wait(fault.milliseconds)
  if (host.latency) await wait(host.latency(method, path))
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const request = toRequest(incoming, method, gone.signal)
  const answer = host.streams(request) ?? getResponse(host.handlers(), request)
  const response = (await answer) ?? new Response('Not Found', { status: 404 })
  outgoing.once('finish', () => dropRest(incoming))
  if (fault) host.faults.hits += 1
  if (fault?.kind === 'withhold') return
  if (fault?.kind === 'lose') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  await send(response, method, outgoing, fault)
}

/** What is left of a refused upload is read and forgotten: a client still writing would never see the answer. */
function dropRest(incoming: IncomingMessage): void {
  if (incoming.complete) return
  incoming.removeAllListeners('data')
  incoming.resume()
}

/** Reads the beginning of a body, and no more. Ends early with a body that is shorter, and with a client that goes away. */
function readPart(incoming: IncomingMessage, bytes: number): Promise<void> {
  let left = bytes
  return new Promise((resolve) => {
    const done = () => {
      incoming.pause().off('data', take).off('close', done).off('end', done)
      resolve()
    }
    const take = (piece: Buffer) => {
      left -= piece.length
      if (left <= 0) done()
    }
    incoming.on('data', take).on('close', done).on('end', done)
  })
}

/** Faults that need no answer of the service. @returns true when the request is dealt with */
function isSpoilt(fault: FaultRule, outgoing: ServerResponse): boolean {
  switch (fault.kind) {
    case 'answer':
      outgoing.writeHead(fault.status, fault.headers ?? {}).end(fault.body ?? '')
      return true
    case 'hang':
      return true
    case 'reset':
      outgoing.socket?.resetAndDestroy()
      return true
    default:
      return false
  }
}

function toRequest(incoming: IncomingMessage, method: string, signal: AbortSignal): Request {
  const headers = new Headers()
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '')
  }
  // The URL is built from where the request arrived, not from its Host header, which a caller could make up.
  const url = new URL(`http://127.0.0.1:${incoming.socket.localPort}`)
  const [path = '/', ...query] = (incoming.url ?? '/').split('?')
  url.pathname = path
  url.search = query.join('?')
  // Without a length and not chunked there is no body, whatever the method. Source: HTTP/1.1.
  const hasBody = headers.has('content-length') || headers.has('transfer-encoding')
  if (method === 'GET' || method === 'HEAD' || !hasBody) return new Request(url, { method, headers, signal })
  // Node types its own web streams apart from the browser's; at run time they are the same class.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>
  const init = { method, headers, signal, body, duplex: 'half' }
  return new Request(url, init)
}

/** `X-Object-Meta-Colour`: Swift capitalises names, and its clients show metadata as they find it. */
const capitalised = (name: string) => name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())

async function send(response: Response, method: string, outgoing: ServerResponse, fault?: FaultRule): Promise<void> {
  outgoing.statusCode = response.status
  if (response.statusText !== '') outgoing.statusMessage = response.statusText
  response.headers.forEach((value, name) => outgoing.appendHeader(capitalised(name), value))
  if (!response.body || method === 'HEAD') outgoing.end()
  else if (fault?.kind === 'truncate' || fault?.kind === 'malformed') await sendHalf(response, outgoing, fault.kind)
  else if (response.headers.has('content-length')) await stream(response.body, outgoing)
  // Bodies made in memory go out with their length, as the services send them.
  else outgoing.end(Buffer.from(await response.arrayBuffer()))
}

/** Half the body: under the whole length and a closed connection, or passed off as complete. */
async function sendHalf(response: Response, outgoing: ServerResponse, kind: 'truncate' | 'malformed'): Promise<void> {
  const announced = response.headers.get('content-length')
  // A body that says its length may be of any size; one that does not was made in memory.
  const memory = announced === null ? Buffer.from(await response.arrayBuffer()) : undefined
  const length = memory?.length ?? Number(announced)
  const half = Math.floor(length / 2)
  outgoing.setHeader('content-length', kind === 'malformed' ? half : length)
  const pieces = memory ? [memory] : (response.body ?? [])
  let left = half
  for await (const piece of pieces) {
    if (!outgoing.write(piece.subarray(0, left))) await drained(outgoing)
    left -= piece.length
    if (left <= 0 || outgoing.destroyed) break
  }
  if (kind === 'malformed') outgoing.end()
  else outgoing.write('', () => outgoing.socket?.destroy())
}

/** Sends a body as it comes, no faster than the client reads. Leaving the loop cancels the source. */
async function stream(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  for await (const chunk of body) {
    if (outgoing.destroyed) return
    if (!outgoing.write(chunk)) await drained(outgoing)
  }
  outgoing.end()
}

/** Until the client has taken what was written, or has gone. Listeners go too: a body of 5 GiB waits here often. */
const drained = (outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done)
      resolve()
    }
    if (outgoing.closed) resolve()
    else outgoing.on('drain', done).on('close', done)
  })
