/**
 * Plain HTTP under the contract's control: nothing is added to a request that a case did not ask for (`fetch` would add
 * an `Accept` header and tidy the path) and nothing is followed.
 */
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
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

interface Outgoing {
  request: ClientRequest
  answer: Promise<Answer>
}

/** A request on a connection of its own: a connection kept open may be closed by the service at the wrong moment. */
function open(method: string, base: string, path: string, headers: Headers): Outgoing {
  const { hostname, port, pathname } = new URL(base)
  const outgoing = request({
    hostname,
    port,
    method,
    agent: false,
    // Verbatim: the path may be one that a URL parser would refuse or change.
    path: `${pathname === '/' ? '' : pathname}${path}`,
    headers,
    timeout: LIMIT_MILLISECONDS,
  })
  const answer = new Promise<Answer>((resolve, reject) => {
    outgoing.on('response', (incoming) => {
      buffer(incoming).then((bytes) => resolve(answerOf(incoming, bytes.toString('utf8'))), reject)
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${base}${path}: no answer in time`)))
    outgoing.on('error', reject)
  })
  return { request: outgoing, answer }
}

/** Sends a request and reads the whole answer. */
export function send(method: string, base: string, path: string, call: Call = {}): Promise<Answer> {
  const { content, headers } = encode(call.body)
  const length =
    content === undefined && method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(content ?? '')) }
  const outgoing = open(method, base, path, { ...length, ...headers, ...call.headers })
  outgoing.request.end(content)
  return outgoing.answer
}

/** A request that has sent the first half of its body and waits. */
export interface HeldCall {
  /** Sends the rest. */
  finish(): Promise<Answer>
  /** Closes the connection instead. */
  breakOff(): void
}

/** Begins a request. @param halves of its body */
export function hold(
  method: string,
  base: string,
  path: string,
  headers: Headers,
  [first, second]: readonly [string, string],
): HeldCall {
  const length = String(Buffer.byteLength(first + second))
  const outgoing = open(method, base, path, { 'content-length': length, ...headers })
  // A call that is broken off has no answer, and nobody waits for one.
  outgoing.answer.catch(() => {})
  outgoing.request.write(first)
  return {
    finish() {
      outgoing.request.end(second)
      return outgoing.answer
    },
    breakOff: () => outgoing.request.destroy(),
  }
}
