/** Answers that no library would send: cut off in the middle, or without an end. A page's request is led here unseen. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Longer than any client will hold; none of it is ever sent but the first bytes. */
const HUGE_BYTES = 2 ** 30

export interface BrokenServer {
  /** @param way the last part of the path */
  url: (way: 'cut' | 'huge') => string
  close: () => void
}

export async function startBrokenServer(): Promise<BrokenServer> {
  const server = createServer((request, response) => {
    request.resume()
    const isHuge = request.url?.endsWith('huge') ?? false
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': isHuge ? HUGE_BYTES : 500 })
    response.write('{"images": [', () => {
      if (!isHuge) response.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: (way) => `http://127.0.0.1:${port}/${way}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
