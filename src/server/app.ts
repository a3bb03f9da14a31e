/** Builds the server from its parts. Listens on nothing: main.ts and the tests do that. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import Fastify, { LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import { createAdmission } from './admission.ts'
import { registerAnswerEnd } from './answer-end.ts'
import { createAudit } from './audit.ts'
import { registerCloudProxy } from './cloud-proxy.ts'
import type { ServerConfig } from './config.ts'
import { SESSION_KEY_BYTES } from './config.ts'
import { upstreamFailure } from './exchange.ts'
import { registerHealth } from './health.ts'
import { loggerOptions, logRequests } from './log.ts'
import { registerMetrics } from './metrics.ts'
import { isNetworkFailure } from './network-failure.ts'
import { problemBody, ProblemError, sendProblem, toProblem } from './problems.ts'
import { isOriginForm } from './proxy-path.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerCookies } from './session-cookie.ts'
import { registerSessionRoutes } from './session-routes.ts'
import { registerStatic } from './static.ts'
import { registerEarlyAnswers } from './upload.ts'
import type { UpstreamTimeouts } from './upstream-agents.ts'
import { createAgents, UPSTREAM_TIMEOUTS } from './upstream-agents.ts'

export interface AppOptions {
  config: ServerConfig
  clouds: CloudProfile[]
  /** Folder of the built single-page app; absent: API only. */
  distFolder?: string
  /** Where log lines go; default standard output. */
  logStream?: { write(line: string): void }
  /** Metrics of the Node process itself; once per process. */
  processMetrics?: boolean
  timeouts?: Partial<UpstreamTimeouts>
  /** Milliseconds a browser's connection may be silent in both directions. */
  clientIdleMs?: number
  /** Milliseconds to send a request's head. */
  headTimeMs?: number
  /** Milliseconds between two looks at how long heads have been under way. */
  connectionCheckMs?: number
}

/** Bytes of a request's head. Cookie (4 KB) and path fit many times. */
const HEAD_LIMIT = 16 * 1024
const HEAD_TIME_MS = 15_000
const CONNECTION_CHECK_MS = 5_000
/** Longer than the upstream's silence: while the cloud thinks, the browser's connection is silent too. */
const CLIENT_IDLE_MS = 300_000

const REFUSALS: Record<string, ProblemError> = {
  HPE_HEADER_OVERFLOW: new ProblemError(
    'headers-too-large',
    `The request's headers are larger than ${HEAD_LIMIT / 1024} KiB.`,
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new ProblemError('invalid-request', 'The request did not arrive in time.', { status: 408 }),
}
const UNREADABLE = new ProblemError('invalid-request', 'This is not a valid HTTP request.')

/** Answers what Node could not parse; there is no request object yet, so the answer is written by hand. */
const refuseUnreadable = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = REFUSALS[error.code ?? ''] ?? UNREADABLE
  const requestId = randomUUID()
  const body = JSON.stringify(problemBody(refusal, requestId))
  const head = [
    `HTTP/1.1 ${refusal.status} Refused`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ]
  // destroySoon: whatever else the client is still sending is not read.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroySoon())
}

/** @throws ConfigError when a cloud's certificate files cannot be read */
export const buildApp = async (options: AppOptions): Promise<FastifyInstance> => {
  const { config, clouds } = options
  const agents = createAgents(clouds, { ...UPSTREAM_TIMEOUTS, ...options.timeouts })
  let isClosing = false

  const app = Fastify({
    logger: loggerOptions(config.logLevel ?? 'info', options.logStream),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // A caller's own request ID is not taken over: it could be anything, and ends up in logs and upstream headers.
    requestIdHeader: false,
    trustProxy: config.trustProxy,
    // Uploads have no total time limit, only silence ends them.
    requestTimeout: 0,
    connectionTimeout: options.clientIdleMs ?? CLIENT_IDLE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    http: {
      maxHeaderSize: HEAD_LIMIT,
      headersTimeout: options.headTimeMs ?? HEAD_TIME_MS,
      connectionsCheckingInterval: options.connectionCheckMs ?? CONNECTION_CHECK_MS,
    },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(
        reply,
        new ProblemError('not-found', 'The dashboard has nothing at this address.', { cause: error }),
      )
    },
    // Object names may be 1,024 bytes, three times that when encoded.
    routerOptions: { maxParamLength: 8_192 },
  })

  app.addHook('preClose', () => {
    isClosing = true
  })
  app.addHook('onClose', () => agents.destroy())

  // Before any route: a scope takes its error handler from its parent when it is made.
  app.setErrorHandler((error, request, reply) => {
    // A body can break before its first byte has left, then there is still somebody to tell.
    const problem = toProblem(isNetworkFailure(error) ? upstreamFailure(error) : error)
    const level = problem.status >= 500 ? 'error' : 'info'
    request.log[level](
      { problem: problem.kind, err: problem.cause ?? (problem.kind === 'internal' ? error : undefined) },
      problem.message,
    )
    return sendProblem(reply, problem)
  })

  await registerSecurityHeaders(app, config)
  app.addHook('onRequest', (request, reply, done) => {
    if (isClosing) {
      void reply.header('connection', 'close')
      done(new ProblemError('shutting-down', 'The dashboard is restarting. Try again in a moment.'))
    } else if (isOriginForm(request.raw.url ?? '')) done()
    else done(new ProblemError('not-found', 'The dashboard has nothing at this address.'))
  })
  const onAnswerEnd = registerAnswerEnd(app)
  // A kept-alive connection that was busy when the stop began would hold it up for as long as browsers keep connections.
  onAnswerEnd(() => {
    if (isClosing) setImmediate(() => app.server.closeIdleConnections())
  })
  registerEarlyAnswers(app)
  logRequests(onAnswerEnd)
  const audit = createAudit(onAnswerEnd)
  const metrics = registerMetrics(app, { onAnswerEnd, ofProcess: options.processMetrics ?? false })
  const keys = config.sessionKeys ?? [randomBytes(SESSION_KEY_BYTES)]
  const dispatcherOf = (cloud: CloudProfile) => agents.of(cloud)
  registerHealth(app, { clouds, dispatcherOf, isClosing: () => isClosing })

  const { publicOrigin, basePath, maxUploadBytes } = config
  const admission = createAdmission(config.admission)
  await app.register(
    async (scope) => {
      await registerCookies(scope, config, keys)
      registerSessionRoutes(scope, { clouds, publicOrigin, dispatcherOf, audit, metrics })
      const proxied = { clouds, basePath, publicOrigin, maxUploadBytes, admission, dispatcherOf, audit, metrics }
      await registerCloudProxy(scope, proxied)
    },
    { prefix: basePath },
  )
  const notFound = await registerStatic(app, { root: options.distFolder, basePath })
  app.setNotFoundHandler(notFound)

  return app
}
