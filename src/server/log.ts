/** JSON log lines. No header, query or body is ever logged, so nothing secret can be; `redact` is the second lock. */
import type { FastifyServerOptions } from 'fastify'
import type { OnAnswerEnd } from './answer-end.ts'
import type { LogLevel } from './config.ts'

const SECRETS = ['token', 'password', 'apiKey', 'secret', 'passcode', 'cookie', 'authorization', 'sessionId', 'receipt']

interface ErrorFields {
  type: string
  message: string
  stack: string
  [key: string]: unknown
}

/** An error as code, message and cause. Stacks stay: they name our code, not the caller's data. */
const errorFields = (error: Error): ErrorFields => ({
  type: error.name,
  message: error.message,
  ...('code' in error && { code: error.code }),
  stack: error.stack ?? '',
  ...(error.cause instanceof Error && { cause: errorFields(error.cause) }),
})

export const loggerOptions = (
  level: LogLevel,
  stream?: { write(line: string): void },
): NonNullable<FastifyServerOptions['logger']> => ({
  level,
  ...(stream && { stream }),
  base: null,
  redact: {
    paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*["x-auth-token"]`]),
    censor: '(removed)',
  },
  serializers: {
    err: errorFields,
    // Never the objects of Fastify's default: those hold headers.
    req: () => ({}),
    res: () => ({}),
  },
  formatters: { level: (label) => ({ level: label }) },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
})

/** One line per request, without query: a search may hold names, a link of another tool may hold a signature. */
export const logRequests = (onAnswerEnd: OnAnswerEnd): void => {
  onAnswerEnd(({ request, reply, isBrokenOff }) => {
    const [path] = (request.raw.url ?? '').split('?')
    const fields = {
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      address: request.ip,
      ...(isBrokenOff && { aborted: true }),
    }
    request.log.info(fields, 'request')
  })
}
