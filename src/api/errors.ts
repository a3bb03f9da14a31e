/**
 * Every way a call can fail, as one type. Keystone, Glance, Swift and the proxy each fail in their own dialect
 * (problem JSON, Glance JSON with HTML inside, HTML, plain text, nothing at all): this file is the only one that knows.
 * Source: "Glance error bodies", "Rackspace Identity", "Object storage: errors".
 */
import * as z from 'zod/mini'
import { type ProblemKind, problemKinds } from '#lib/contract.ts'

export type Fault =
  /** Our own server did not answer: offline, or it is down. */
  | { kind: 'unreachable' }
  /** Our own server, or a client-side limit, gave up waiting. */
  | { kind: 'timeout' }
  /** The answer stopped before its end. */
  | { kind: 'cut-off' }
  /** The answer is not what the API promises: not JSON, the wrong shape, or absurdly large. */
  | { kind: 'malformed'; detail: string }
  | { kind: 'signed-out' }
  /** Not done in this session, though somebody is signed in: see `session-end.ts`. `detail` is a sentence for the user. */
  | { kind: 'session-refused'; detail: string }
  | { kind: 'forbidden' | 'missing' | 'conflict' | 'invalid' | 'gone'; detail: string }
  | { kind: 'over-limit'; detail: string; retryAfterSeconds?: number }
  /** The cloud's own 5xx. */
  | { kind: 'server'; status: number; detail: string; retryAfterSeconds?: number }
  /** The proxy's own failure; `detail` is a sentence for the user. */
  | { kind: 'proxy'; problem: ProblemKind; detail: string; challenge?: 'passcode'; retryAfterSeconds?: number }

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly fault: Fault
  /** HTTP status; null when there was no complete answer. */
  readonly status: number | null
  /** What to quote to the cloud's operators. */
  readonly requestId: string | null

  constructor(fault: Fault, about: { status?: number; requestId?: string | null; cause?: unknown } = {}) {
    super(faultSummary(fault), { cause: about.cause })
    this.fault = fault
    this.status = about.status ?? null
    this.requestId = about.requestId ?? null
  }

  /** How long the service asked not to be asked; 0 where it did not say. */
  get retryAfterMs(): number {
    return 'retryAfterSeconds' in this.fault ? (this.fault.retryAfterSeconds ?? 0) * 1_000 : 0
  }

  /** The same request may well succeed in a moment: network faults and 429, 502, 503, 504. */
  get isTransient(): boolean {
    const { fault } = this
    switch (fault.kind) {
      case 'unreachable':
      case 'cut-off':
        return true
      case 'over-limit':
        return this.status === 429
      case 'server':
        return [502, 503, 504].includes(fault.status)
      case 'proxy':
        return TRANSIENT_PROBLEMS.includes(fault.problem)
      default:
        return false
    }
  }
}

const TRANSIENT_PROBLEMS: readonly ProblemKind[] = [
  'upstream-unreachable',
  'overloaded',
  'too-many-at-once',
  'shutting-down',
]

/** Whether nothing more should be sent of what belongs together: it would be refused too, or be another account's. */
export const isSessionOver = (error: unknown): boolean =>
  error instanceof ApiError && (error.fault.kind === 'signed-out' || error.fault.kind === 'session-refused')

/** Whether the cloud may have done what was asked although no answer to it came back. */
export const isLost = (error: unknown): error is ApiError => {
  if (!(error instanceof ApiError)) return false
  const { fault } = error
  if (fault.kind === 'server') return fault.status === 502 || fault.status === 504
  if (fault.kind === 'proxy') return fault.problem.startsWith('upstream-')
  return ['unreachable', 'timeout', 'cut-off', 'malformed'].includes(fault.kind)
}

const faultSummary = (fault: Fault) =>
  'detail' in fault && fault.detail ? `${fault.kind}: ${fault.detail}` : fault.kind

/** The fault of a non-2xx answer whose body has been read. */
export function faultOf(status: number, headers: Headers, body: string): Fault {
  const type = headers.get('content-type') ?? ''
  if (type.includes('application/problem+json')) {
    const problem = ProblemShape.safeParse(parseJson(body))
    if (problem.success) return faultOfProblem(problem.data)
  }
  const detail = messageIn(type, body)
  const retryAfterSeconds = retryAfter(headers)
  if (status === 401) return { kind: 'signed-out' }
  if (status === 403) return { kind: 'forbidden', detail }
  if (status === 404) return { kind: 'missing', detail }
  if (status === 409) return { kind: 'conflict', detail }
  if (status === 410) return { kind: 'gone', detail }
  const wait = retryAfterSeconds === null ? {} : { retryAfterSeconds }
  if (status === 413 || status === 429) return { kind: 'over-limit', detail, ...wait }
  if (status >= 500) return { kind: 'server', status, detail, ...wait }
  return { kind: 'invalid', detail }
}

/** What of a `Problem` matters here. */
const ProblemShape = z.object({
  type: z.string(),
  detail: z.string(),
  challenge: z.optional(z.literal('passcode')),
  retryAfterSeconds: z.optional(z.number()),
})

function faultOfProblem(problem: z.infer<typeof ProblemShape>): Fault {
  const kind = problemKinds.find((known) => problem.type === `/problems/${known}`) ?? 'internal'
  if (kind === 'signed-out') return { kind: 'signed-out' }
  return {
    kind: 'proxy',
    problem: kind,
    detail: problem.detail,
    ...(problem.challenge ? { challenge: problem.challenge } : {}),
    ...(problem.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: problem.retryAfterSeconds }),
  }
}

/** Seconds from `Retry-After`, given as seconds or as an HTTP date; null when absent or unreadable. */
function retryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after')
  if (!value) return null
  if (/^\d+$/.test(value.trim())) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

/** The sentence a service put into its error body, as plain text of at most 400 characters; '' when it said nothing. */
function messageIn(contentType: string, body: string): string {
  if (contentType.includes('json')) return clip(plainText(messageInJson(parseJson(body)) ?? ''))
  if (contentType.includes('html')) {
    const inner = /<body[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(body)?.[1] ?? body
    return clip(plainText(inner.replace(/<(h1|title|style|script)[^>]*>[\s\S]*?<\/\1>/gi, ' ')))
  }
  // WebOb's plain form repeats the status in its first line: "404 Not Found\n\nMESSAGE".
  return clip(plainText(body.replace(/^\d{3} [^\n]*\n/, '')))
}

/** `{message}`, or one level down under whatever key names the fault: `{error: {message}}`, `{forbidden: {message}}`. */
function messageInJson(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  if (typeof value['message'] === 'string') return value['message']
  for (const inner of Object.values(value)) {
    if (isRecord(inner) && typeof inner['message'] === 'string') return inner['message']
  }
  return undefined
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", nbsp: ' ' }

/** Tags out, entities decoded, white space collapsed. The result is text: it is never put into a page as HTML. */
export const plainText = (html: string) =>
  html
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&([a-z]+|#\d+|#x[\da-f]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/\s+/g, ' ')
    .trim()

const clip = (text: string) => (text.length > 400 ? `${text.slice(0, 399)}…` : text)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
