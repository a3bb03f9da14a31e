import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Listener {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** Closes the port and every connection. */
  close(): Promise<void>
}

/** Opens an HTTP listener on a loopback port; 0 takes a free one. */
export async function openListener(
  port: number,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listener> {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A bug in a handler: say so where a person will look, and answer as a broken service would.
      process.stderr.write(`Fake cloud: ${request.method} ${request.url} failed: ${describe(error)}\n`)
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('500 Internal Server Error')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The listener has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
