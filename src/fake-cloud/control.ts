/**
 * Test-only control of running fake clouds, for tests that drive the server from another process. It has a listener
 * of its own, so nothing that can be reached through the proxy leads here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import * as z from 'zod'

import type { FaultRules } from './core/faults.ts'
import { type Listener, openListener } from './listener.ts'

interface Controllable {
  faults: FaultRules
  turnClock(milliseconds: number): void
  tokens(): string[]
  expireTokens(): void
  reset(): void
}

const where = {
  cloud: z.string().exactOptional(),
  method: z.string().exactOptional(),
  path: z.string().exactOptional(),
  query: z.string().exactOptional(),
  afterBytes: z.int().nonnegative().exactOptional(),
  times: z.int().positive().exactOptional(),
}
const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int(),
    headers: z.record(z.string(), z.string()).exactOptional(),
    body: z.string().exactOptional(),
    ...where,
  }),
  z.strictObject({ kind: z.literal('delay'), milliseconds: z.int(), ...where }),
  z.strictObject({ kind: z.enum(['hang', 'reset', 'lose', 'withhold', 'truncate', 'malformed']), ...where }),
])
const Turn = z.strictObject({ milliseconds: z.int() })

/** Each call of the control: what it returns is the answer's JSON, a throw is a bad body. */
const calls: Record<string, (target: Controllable, body: string) => unknown> = {
  'POST /faults': (target, body) => target.faults.add(Fault.parse(JSON.parse(body))),
  'GET /faults': ({ faults: { hits } }) => ({ hits }),
  'DELETE /faults': (target) => target.faults.clear(),
  'GET /tokens': (target) => target.tokens(),
  'POST /tokens/expire': (target) => target.expireTokens(),
  'POST /clock': (target, body) => target.turnClock(Turn.parse(JSON.parse(body)).milliseconds),
  'POST /reset': (target) => target.reset(),
}

async function serve(target: Controllable, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = calls[`${request.method} ${request.url}`]
  if (!call) {
    response.writeHead(404).end(`Calls: ${Object.keys(calls).join(', ')}\n`)
    return
  }
  try {
    const answer = call(target, await text(request))
    if (answer === undefined) response.writeHead(204).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  } catch (error) {
    response.writeHead(400).end(error instanceof Error ? error.message : 'Bad request')
  }
}

/** Opens the control on a loopback port; 0 takes a free one. */
export const listenForControl = (target: Controllable, port: number): Promise<Listener> =>
  openListener(port, (request, response) => serve(target, request, response))
