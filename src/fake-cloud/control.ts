/**
 * Test-only control of running fake clouds, for tests that drive the server from another process. It has a listener
 * of its own, so nothing that can be reached through the proxy leads here.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import * as z from 'zod'

import type { FaultRules } from './core/faults.ts'
import type { Listener } from './listener.ts'

interface Controllable {
  faults: FaultRules
  turnClock(milliseconds: number): void
  expireTokens(): void
  reset(): void
}

const where = {
  cloud: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.int().positive().optional(),
}
const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
    ...where,
  }),
  z.strictObject({ kind: z.literal('delay'), milliseconds: z.int(), ...where }),
  z.strictObject({ kind: z.enum(['hang', 'reset', 'truncate', 'malformed']), ...where }),
])
const Turn = z.strictObject({ milliseconds: z.int() })

/** Each call of the control; a throw is a bad body. */
const calls: Record<string, (target: Controllable, body: string) => void> = {
  'POST /faults': (target, body) => target.faults.add(withoutUndefined(Fault.parse(JSON.parse(body)))),
  'DELETE /faults': (target) => target.faults.clear(),
  'POST /tokens/expire': (target) => target.expireTokens(),
  'POST /clock': (target, body) => target.turnClock(Turn.parse(JSON.parse(body)).milliseconds),
  'POST /reset': (target) => target.reset(),
}

/** Zod types optional keys as possibly undefined; the rules leave them out. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> }
}

export async function listenForControl(target: Controllable, port: number): Promise<Listener> {
  const server = createServer(async (request, response) => {
    const call = calls[`${request.method} ${request.url}`]
    if (!call) {
      response.writeHead(404).end(`Calls: ${Object.keys(calls).join(', ')}\n`)
      return
    }
    try {
      call(target, await text(request))
      response.writeHead(204).end()
    } catch (error) {
      response.writeHead(400).end(error instanceof Error ? error.message : 'Bad request')
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
