/** One bounded JSON exchange with an identity service. It may be down, slow, a web page or hostile; the answer is a problem, never a hang. */
import type { Dispatcher } from 'undici'
import type * as z from 'zod'
import { describeFailure, isBrokenAnswer, isTimeout } from './network-failure.ts'
import { ProblemError } from './problems.ts'

/** Bytes. The largest real answer is a catalog of some hundred endpoints, about 100 KB. */
const ANSWER_LIMIT = 4 * 2 ** 20
/** Milliseconds for the whole exchange. */
const EXCHANGE_LIMIT = 15_000

export interface IdentityRequest {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: unknown
}

export interface IdentityAnswer {
  status: number
  header(name: string): string | undefined
  /** Parsed JSON; undefined when there is no body or it is not JSON. */
  body: unknown
}

const bodyText = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.length
    if (bytes > ANSWER_LIMIT) throw malformed(`its answer is larger than ${ANSWER_LIMIT / 2 ** 20} MiB`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `why` completes the sentence "… gave an answer the dashboard cannot use: why." */
export const malformed = (why: string, cause?: unknown): ProblemError =>
  new ProblemError(
    'identity-malformed',
    `The cloud's identity service gave an answer the dashboard cannot use: ${why}. ` +
      'If this goes on, the address in the server configuration may be wrong.',
    { cause },
  )

/**
 * Sends the request and reads the whole answer. Redirects are not followed.
 * @throws ProblemError `identity-unreachable` (no answer) or `identity-malformed` (cut short, too large, redirect).
 */
export const callIdentity = async (dispatcher: Dispatcher, request: IdentityRequest): Promise<IdentityAnswer> => {
  const { origin, pathname, search } = new URL(request.url)
  try {
    const answer = await dispatcher.request({
      origin,
      path: pathname + search,
      method: request.method,
      headers: {
        accept: 'application/json',
        'user-agent': 'cloud-images-dashboard',
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: AbortSignal.timeout(EXCHANGE_LIMIT),
    })
    const text = await bodyText(answer.body)
    if (answer.statusCode >= 300 && answer.statusCode < 400) {
      throw malformed(`it redirects (${answer.statusCode}) instead of answering`)
    }
    return {
      status: answer.statusCode,
      header(name) {
        const value = answer.headers[name]
        return Array.isArray(value) ? value[0] : value
      },
      body: parseJson(text),
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (isBrokenAnswer(error)) throw malformed('the connection broke before the answer was complete', error)
    throw new ProblemError(
      'identity-unreachable',
      `The cloud's identity service cannot be reached: ${describeFailure(error)}. Try again in a moment.`,
      { cause: error, ...(isTimeout(error) && { status: 504 }) },
    )
  }
}

/** The answer's body in the expected shape. The cause names paths only: values may be tokens. */
export const shaped = <T extends z.ZodType>(schema: T, answer: IdentityAnswer): z.output<T> => {
  const parsed = schema.safeParse(answer.body)
  if (parsed.success) return parsed.data
  if (answer.body === undefined) throw malformed('it is not JSON')
  const paths = parsed.error.issues.map((issue) => issue.path.map(String).join('.') || '(all)')
  throw malformed('it does not have the documented shape', new Error(`Unexpected at: ${paths.slice(0, 5).join(', ')}`))
}

const seconds = (answer: IdentityAnswer): number => {
  const value = Number(answer.header('retry-after'))
  return Number.isFinite(value) && value > 0 ? Math.ceil(value) : 30
}

/** Failures both identity services share, after each has explained its own. */
export const unexpectedStatus = (answer: IdentityAnswer): ProblemError => {
  if (answer.status === 413 || answer.status === 429) {
    return new ProblemError(
      'too-many-attempts',
      'The identity service asks to slow down. Wait a moment, then try again.',
      {
        retryAfterSeconds: seconds(answer),
      },
    )
  }
  if (answer.status >= 500) {
    return new ProblemError(
      'identity-unreachable',
      `The cloud's identity service is failing (status ${answer.status}). Try again in a moment.`,
    )
  }
  return malformed(`status ${answer.status} to a sign-in`)
}
