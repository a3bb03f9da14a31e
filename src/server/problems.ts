/**
 * The proxy's own failures. Answers of the cloud's services never pass here: they keep their status and body.
 * Format: RFC 9457 `application/problem+json`, see `Problem` in the contract.
 */
import type { FastifyReply } from 'fastify'
import type { Problem, ProblemKind } from '#lib/contract.ts'

const KINDS: Record<ProblemKind, { status: number; title: string }> = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'unknown-cloud': { status: 404, title: 'No such cloud' },
  'wrong-credentials': { status: 401, title: 'Sign-in refused' },
  'passcode-wanted': { status: 401, title: 'A passcode is needed' },
  'wrong-passcode': { status: 401, title: 'Passcode refused' },
  'challenge-expired': { status: 401, title: 'The passcode step has expired' },
  'account-disabled': { status: 403, title: 'This account cannot sign in' },
  'second-factor-setup-wanted': { status: 403, title: 'A second factor must be set up first' },
  'second-factor-unsupported': { status: 403, title: 'Unsupported second factor' },
  'project-refused': { status: 403, title: 'Project refused' },
  'no-project': { status: 403, title: 'No project to work in' },
  'no-image-service': { status: 502, title: 'This cloud offers no image service' },
  'session-too-large': { status: 507, title: 'The session does not fit a cookie' },
  'signed-out': { status: 401, title: 'Signed out' },
  'identity-unreachable': { status: 502, title: 'The identity service cannot be reached' },
  'identity-malformed': { status: 502, title: 'The identity service gave an unusable answer' },
  'too-many-attempts': { status: 429, title: 'Too many failed sign-ins' },
  'cross-site': { status: 403, title: 'Request from another site refused' },
  'not-found': { status: 404, title: 'Not found' },
  'service-missing': { status: 404, title: 'No such service here' },
  'body-too-large': { status: 413, title: 'The request body is too large' },
  'headers-too-large': { status: 431, title: 'The request headers are too large' },
  'upstream-unreachable': { status: 502, title: 'The cloud service cannot be reached' },
  'upstream-timeout': { status: 504, title: 'The cloud service did not answer in time' },
  'upstream-redirect': { status: 502, title: 'The cloud service answered with a redirect' },
  overloaded: { status: 503, title: 'The dashboard is busy' },
  'too-many-at-once': { status: 429, title: 'Too many requests at once' },
  'shutting-down': { status: 503, title: 'The dashboard is restarting' },
  internal: { status: 500, title: 'The dashboard failed' },
}

type ProblemExtras = Pick<Problem, 'challenge' | 'retryAfterSeconds'>

/**
 * A failure with a sentence for the user. `detail` reaches the browser: no token, password or internal URL in it.
 * `cause` goes to the log only.
 */
export class ProblemError extends Error {
  readonly kind: ProblemKind
  readonly extras: ProblemExtras
  readonly status: number

  constructor(kind: ProblemKind, detail: string, options: ProblemExtras & { cause?: unknown; status?: number } = {}) {
    super(detail, { cause: options.cause })
    this.name = 'ProblemError'
    this.kind = kind
    this.status = options.status ?? KINDS[kind].status
    this.extras = {
      ...(options.challenge && { challenge: options.challenge }),
      ...(options.retryAfterSeconds !== undefined && { retryAfterSeconds: options.retryAfterSeconds }),
    }
  }
}

/** The body for a failure, also for answers written before Fastify has a request (unreadable HTTP). */
export const problemBody = (error: ProblemError, requestId: string): Problem => ({
  type: `/problems/${error.kind}`,
  title: KINDS[error.kind].title,
  status: error.status,
  detail: error.message,
  requestId,
  ...error.extras,
})

/** Answers with the problem. Nothing of an earlier, abandoned answer (length, disposition, encoding) may stick to it. */
export const sendProblem = (reply: FastifyReply, error: ProblemError): FastifyReply => {
  for (const name of ['content-length', 'content-encoding', 'content-disposition', 'content-range', 'etag']) {
    reply.removeHeader(name)
  }
  if (error.extras.retryAfterSeconds !== undefined) reply.header('retry-after', error.extras.retryAfterSeconds)
  return reply
    .code(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-request-id', reply.request.id)
    .send(JSON.stringify(problemBody(error, reply.request.id)))
}

const fastifyCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Turns whatever was thrown into a problem; what we did not foresee says nothing about its inside. */
export const toProblem = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error
  const code = fastifyCodeOf(error)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new ProblemError('body-too-large', 'The request body is larger than this call accepts.', { cause: error })
  }
  if (code.startsWith('FST_ERR_CTP_') || error instanceof SyntaxError) {
    return new ProblemError('invalid-request', 'The request body must be JSON with Content-Type: application/json.', {
      cause: error,
    })
  }
  // The file server refuses odd paths with 403; whether there is a file behind one is nobody's business.
  if (error instanceof Error && 'statusCode' in error && (error.statusCode === 403 || error.statusCode === 404)) {
    return new ProblemError('not-found', 'The dashboard has nothing at this address.', { cause: error })
  }
  return new ProblemError('internal', 'Something went wrong inside the dashboard. The request ID leads to the log.', {
    cause: error,
  })
}
