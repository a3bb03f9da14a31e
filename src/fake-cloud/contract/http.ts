/**
 * Plain HTTP under the contract's control: nothing is added to a request that a case did not ask for (`fetch` would add
 * an `Accept` header and tidy the path) and nothing is followed.
 */
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Answer {
  status: number
  /** By lower-case name; several of one name are joined by `, `. */
  headers: Readonly<Record<string, string>>
  text: string
  /** The parsed body; undefined when it is not JSON. */
  body: unknown
}

export type Headers = Readonly<Record<string, string>>

export interface Call {
  headers?: Headers
  /** Objects and arrays go out as JSON; texts and bytes as they are. */
  body?: object | string | Uint8Array
}

const LIMIT_MILLISECONDS = 60_000

function encode(body: Call['body']): { content?: string | Uint8Array; headers: Headers } {
  if (body === undefined) return { headers: {} }
  if (typeof body === 'string' || body instanceof Uint8Array) return { content: body, headers: {} }
  return { content: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, text: string): Answer {
  const flat = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
  return { status: statusCode, headers: Object.fromEntries(flat), text, body: parsed(headers['content-type'], text) }
}

/** An object may be called JSON and hold anything. */
function parsed(type: string | undefined, text: string): unknown {
  if (type?.startsWith('application/json') !== true) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One request on a connection of its own: a connection kept open may be closed by the service at the wrong moment. */
export function send(method: string, base: string, path: string, call: Call = {}): Promise<Answer> {
  const { content, headers } = encode(call.body)
  const { hostname, port, pathname } = new URL(base)
  const length = content === undefined && method === 'GET' ? {} : { 'content-length': Buffer.byteLength(content ?? '') }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        method,
        agent: false,
        // Verbatim: the path may be one that a URL parser would refuse or change.
        path: `${pathname === '/' ? '' : pathname}${path}`,
        headers: { ...length, ...headers, ...call.headers },
        timeout: LIMIT_MILLISECONDS,
      },
      (incoming) => {
        buffer(incoming).then((bytes) => resolve(answerOf(incoming, bytes.toString('utf8'))), reject)
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${base}${path}: no answer in time`)))
    outgoing.on('error', reject)
    outgoing.end(content)
  })
}
