/** Pages of somebody else, at an origin of their own. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostileSite {
  /** @param host `localhost`: another site than the dashboard's; `127.0.0.1`: the same site at another port */
  origin: (host: 'localhost' | '127.0.0.1') => string
  /** What it serves at any path from now on. */
  serve: (html: string) => void
  close: () => void
}

export async function startHostileSite(): Promise<HostileSite> {
  let html = ''
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: (host) => `http://${host}:${port}`,
    serve: (next) => {
      html = next
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
