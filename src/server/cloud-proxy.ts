/**
 * `ANY /api/regions/:region/image/v2/*` and `.../object-store/*`: adds the token, passes everything else through.
 *
 * Built on undici's own request API. @fastify/reply-from was left out for three reasons: it parses the target with WHATWG `URL`,
 * which rewrites some bytes of it; it does not abort upstream when the browser goes away before the answer's head; and a cloud that
 * refuses an upload early makes it destroy the browser's socket together with the body, so the refusal is never seen.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Audit } from './audit.ts'
import { assertOwnCall, assertOwnDownload } from './guard.ts'
import type { Metrics } from './metrics.ts'
import { describeFailure, isTimeout } from './network-failure.ts'
import { ProblemError } from './problems.ts'
import { contentDisposition, requestHeaders, responseHeaders } from './proxy-headers.ts'
import type { ProxyTarget } from './proxy-path.ts'
import { isDownload, proxyTarget } from './proxy-path.ts'
import type { SessionData } from './session-cookie.ts'
import { requireSession } from './session-cookie.ts'
import { assertUploadFits, hasBody, uploadStream } from './upload.ts'

interface CloudProxyOptions {
  clouds: CloudProfile[]
  basePath: string
  publicOrigin: string | undefined
  maxUploadBytes: number | undefined
  dispatcherOf: (cloud: CloudProfile) => Dispatcher
  audit: Audit
  metrics: Metrics
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const REDIRECTS = [301, 302, 303, 307, 308]
const BODILESS = [204, 304]

/** Base URL from the session's own catalog. @throws ProblemError `service-missing` for a region or service that is not in it. */
const baseUrl = (data: SessionData, { region, service }: ProxyTarget): URL => {
  const entry = data.s.find(([name]) => name === region)
  const url = service === 'image' ? entry?.[1] : entry?.[2]
  if (url) return new URL(url)
  const missing = service === 'image' ? 'image service' : 'object storage'
  throw new ProblemError('service-missing', `This session has no ${missing} in the region "${region}".`)
}

/** Takes our own `filename` out of a download's query; the rest goes upstream byte for byte. */
const splitFileName = (query: string): { fileName: string | undefined; query: string } => {
  const parts = query.slice(1).split('&')
  const own = parts.find((part) => part.startsWith('filename='))
  if (own === undefined) return { fileName: undefined, query }
  const rest = parts.filter((part) => part !== own)
  return {
    fileName: new URLSearchParams(own).get('filename') ?? undefined,
    query: rest.length > 0 ? `?${rest.join('&')}` : '',
  }
}

const objectName = (path: string): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))

/** Data of strangers must never run as a page of ours, however it is opened. */
const protectBrowser = (reply: FastifyReply): void => {
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
}

const failure = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error
  if (isTimeout(error)) {
    return new ProblemError('upstream-timeout', 'The cloud service did not answer in time. Try again in a moment.', {
      cause: error,
    })
  }
  return new ProblemError('upstream-unreachable', `The cloud service cannot be reached: ${describeFailure(error)}.`, {
    cause: error,
  })
}

export const registerCloudProxy = async (app: FastifyInstance, options: CloudProxyOptions): Promise<void> => {
  const { clouds, basePath, publicOrigin, maxUploadBytes, dispatcherOf, audit, metrics } = options

  const guard = (request: FastifyRequest, target: ProxyTarget) => {
    if (isDownload(request.method, target)) assertOwnDownload(request)
    else assertOwnCall(request, publicOrigin)
  }

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const target = proxyTarget(request.raw.url ?? '', basePath)
    guard(request, target)
    const data = requireSession(request, reply)
    const cloud = clouds.find((each) => each.name === data.c)
    if (!cloud)
      throw new ProblemError('signed-out', 'The cloud of this session is no longer configured. Sign in again.')
    const base = baseUrl(data, target)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      audit.note(request, {
        ...audit.ofSession(data),
        region: target.region,
        verb: request.method,
        target: `${target.service}${target.path}`,
      })
    }
    const withBody = hasBody(request.raw)
    if (withBody && (request.method === 'GET' || request.method === 'HEAD')) {
      throw new ProblemError('invalid-request', 'A read takes no request body.')
    }
    assertUploadFits(request.raw, maxUploadBytes)

    const download = isDownload(request.method, target)
    const { fileName, query } =
      download && target.service === 'image'
        ? splitFileName(target.query)
        : { fileName: undefined, query: target.query }
    const labels = { cloud: cloud.name, service: target.service }

    // The browser's going away ends the exchange at every stage: before the answer, during the upload, during the download.
    const abort = new AbortController()
    metrics.openStreams.inc({ service: target.service })
    reply.raw.once('close', () => {
      metrics.openStreams.dec({ service: target.service })
      if (!reply.raw.writableFinished) abort.abort()
    })
    const upload = withBody
      ? uploadStream(request.raw, maxUploadBytes, (bytes) =>
          metrics.proxiedBytes.inc({ ...labels, direction: 'up' }, bytes),
        )
      : null
    // undici reports its own abort when the upload fails; the reason is ours to remember.
    let uploadError: unknown
    upload?.once('error', (error) => {
      uploadError = error
    })

    const end = metrics.upstreamSeconds.startTimer({ ...labels, method: request.method })
    let answer: Dispatcher.ResponseData
    try {
      answer = await dispatcherOf(cloud).request({
        origin: base.origin,
        path: base.pathname.replace(/\/$/, '') + target.path + query,
        method: request.method,
        headers: {
          ...requestHeaders(request.headers, target.service),
          'user-agent': 'cloud-images-dashboard',
          'x-auth-token': data.token,
          // OpenStack services log this next to their own ID, so one ID leads through both logs.
          'x-openstack-request-id': `req-${request.id}`,
        },
        body: upload,
        signal: abort.signal,
      })
    } catch (error) {
      // Nobody is left to answer, and nothing failed.
      if (abort.signal.aborted) return reply.hijack()
      throw failure(uploadError instanceof ProblemError ? uploadError : error)
    }
    end({ status: answer.statusCode })
    const headers: IncomingHttpHeaders = answer.headers
    const upstreamId = headers['x-openstack-request-id'] ?? headers['x-trans-id']
    if (typeof upstreamId === 'string') audit.upstreamId(request, upstreamId)

    if (REDIRECTS.includes(answer.statusCode)) {
      answer.body.on('error', () => {}).destroy()
      throw new ProblemError('upstream-redirect', 'The cloud service answered with a redirect, which is not followed.')
    }
    protectBrowser(reply)
    void reply.code(answer.statusCode).headers(responseHeaders(headers, target.service))
    if (download) {
      void reply.header(
        'content-disposition',
        contentDisposition(target.service === 'image' ? fileName : objectName(target.path)),
      )
    }
    if (request.method === 'HEAD' || BODILESS.includes(answer.statusCode)) {
      answer.body.on('error', () => {}).resume()
      return reply.send()
    }
    // Fastify destroys the browser's socket when this stream fails after the head: a cut answer never looks complete.
    const counted = answer.body.on('data', (piece: Buffer) =>
      metrics.proxiedBytes.inc({ ...labels, direction: 'down' }, piece.length),
    )
    return reply.send(counted.pause())
  }

  await app.register(async (scope) => {
    // Bodies of every type stay untouched streams, read by `uploadStream`; Fastify's own limit is for parsed ones.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const service of ['image/v2', 'object-store']) {
      for (const url of [`/api/regions/:region/${service}`, `/api/regions/:region/${service}/*`]) {
        scope.route({ method: [...METHODS], url, exposeHeadRoute: false, handler: handle })
      }
    }
  })
}
