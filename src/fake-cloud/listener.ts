/** Puts one fake cloud on a loopback port: a plain HTTP listener in front of its handlers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'

import { getResponse, type RequestHandler } from 'msw'

import { FaultRules, type FaultRule } from './core/faults.ts'

export interface Listener {
  /** `http://127.0.0.1:<port>` */
  url: string
  close(): Promise<void>
}

export interface ListenerOptions {
  cloudName: string
  port: number
  faults: FaultRules
  /** Asked at each request, so that a reset can swap the cloud behind the port. */
  handlers: () => RequestHandler[]
}

/** Methods that the fetch API refuses to build a request of. */
const UNSPEAKABLE = new Set(['TRACE', 'TRACK', 'CONNECT'])

export async function listen(options: ListenerOptions): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    serve(options, incoming, outgoing).catch((error: unknown) => {
      // A bug in a handler: say so where a person will look, and answer as a broken service would.
      console.error(`Fake cloud ${options.cloudName}: ${incoming.method} ${incoming.url} failed`, error)
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('500 Internal Server Error')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) }
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

async function serve(options: ListenerOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? 'GET'
  const path = (incoming.url ?? '/').split('?')[0] ?? '/'
  const fault = options.faults.take(options.cloudName, method, path)
  if (fault && spoilBefore(fault, outgoing)) return
  if (UNSPEAKABLE.has(method)) {
    outgoing.writeHead(501).end()
    return
  }
  if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const request = toRequest(incoming, method, gone.signal)
  const response = (await getResponse(options.handlers(), request)) ?? new Response('Not Found', { status: 404 })
  await send(response, method, outgoing, fault)
}

/** Faults that need no answer of the service. @returns true when the request is dealt with */
function spoilBefore(fault: FaultRule, outgoing: ServerResponse): boolean {
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
  const address = incoming.socket.address() as AddressInfo
  // The URL is built from where the request arrived, not from its Host header, which a caller could make up.
  const url = new URL(`http://${address.address}:${address.port}`)
  const [path = '/', ...query] = (incoming.url ?? '/').split('?')
  url.pathname = path
  url.search = query.join('?')
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, {
    method,
    headers,
    signal,
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' }),
  })
}

async function send(
  response: Response,
  method: string,
  outgoing: ServerResponse,
  fault: FaultRule | undefined,
): Promise<void> {
  outgoing.statusCode = response.status
  if (response.statusText !== '') outgoing.statusMessage = response.statusText
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') outgoing.setHeader(name, value)
  })
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)

  if (fault?.kind === 'truncate' || fault?.kind === 'malformed') {
    const whole = Buffer.from(await response.arrayBuffer())
    const half = whole.subarray(0, Math.floor(whole.length / 2))
    if (fault.kind === 'malformed') {
      outgoing.end(half)
      return
    }
    outgoing.setHeader('content-length', whole.length)
    outgoing.write(half, () => outgoing.socket?.destroy())
    return
  }
  if (!response.body || method === 'HEAD') {
    outgoing.end()
    return
  }
  // Bodies made in memory go out with their length, as the services send them; streams go out as they come.
  if (response.headers.has('content-length')) {
    await new Promise<void>((resolve, reject) => {
      const source = Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>)
      source.once('error', reject)
      outgoing.once('close', resolve)
      source.pipe(outgoing)
    })
    return
  }
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
