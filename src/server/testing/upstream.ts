/** Small upstream servers on real sockets. They stand in for one service each and do exactly what a test tells them. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import * as z from 'zod'

export interface Upstream {
  url: string
  /** Request heads in order of arrival. */
  requests: IncomingMessage[]
  /** Stops listening and breaks its connections; happens by itself when the test ends. */
  close(): void
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${portOf(server)}`
}

export const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on TCP')
  return address.port
}

/** An HTTP service; closed, with all its connections, when the test ends. */
export const startUpstream = async (handler: Handler): Promise<Upstream> => {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    response.on('error', () => {})
    void handler(request, response)
  })
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(close)
  return { url: await listen(server), requests, close }
}

/** A TCP service for answers that no HTTP library would send. The handler gets each connection after its request's head has arrived. */
export const startRawUpstream = async (handler: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => handler(socket))
  })
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return listen(server)
}

/** An address of this machine where nothing listens. */
export const deadAddress = async (): Promise<string> => {
  const server = createTcpServer()
  const url = await listen(server)
  server.close()
  await once(server, 'close')
  return url
}

/** The request's JSON, taken at its word. */
export const jsonOf = async <T>(request: IncomingMessage): Promise<T> =>
  z.custom<T>().parse(JSON.parse(await text(request)))

export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
