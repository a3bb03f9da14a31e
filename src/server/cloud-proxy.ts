/**
 * `ANY /api/regions/:region/image/v2/*` and `.../object-store/*`: adds the token, passes everything else through.
 *
 * Built on undici's own request API. @fastify/reply-from 12.6 was tried and left out: it parses the target with WHATWG `URL`, which
 * rewrites some bytes of it, and it lets a request run on upstream when the browser leaves before the head of the answer.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dispatcher } from 'undici'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { Admission } from './admission.ts'
import type { Audit } from './audit.ts'
import { compressedJson } from './compress.ts'
import { exchange } from './exchange.ts'
import { assertOwnCall, assertOwnDownload } from './guard.ts'
import type { Metrics } from './metrics.ts'
import { ProblemError } from './problems.ts'
import { contentDisposition, responseHeaders } from './proxy-headers.ts'
import type { ProxyTarget } from './proxy-path.ts'
import { isDownload, proxyTarget } from './proxy-path.ts'
import type { SessionData } from './session-cookie.ts'
import { requireSession } from './session-cookie.ts'
import { assertUploadFits, hasBody } from './upload.ts'

interface CloudProxyOptions {
  clouds: CloudProfile[]
  basePath: string
  publicOrigin: string | undefined
  maxUploadBytes: number | undefined
  admission: Admission
  dispatcherOf: (cloud: CloudProfile) => Dispatcher
  audit: Audit
  metrics: Metrics
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const REDIRECTS = [301, 302, 303, 307, 308]
const BODILESS = [204, 304]

const isRead = (method: string) => method === 'GET' || method === 'HEAD'

/** Base URL from the session's own catalog. @throws ProblemError `service-missing` for a region or service that is not in it. */
const baseUrl = (data: SessionData, { region, service }: ProxyTarget): URL => {
  const entry = data.s.find(([name]) => name === region)
  const url = service === 'image' ? entry?.[1] : entry?.[2]
  if (url) return new URL(url)
  const missing = service === 'image' ? 'image service' : 'object storage'
  throw new ProblemError('service-missing', `This session has no ${missing} in the region "${region}".`)
}

/** Takes our own `filename` out of an image download's query; the rest goes upstream byte for byte. */
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

/** The last part of an object's path. @param path valid percent-encoding, as `proxyTarget` returns it */
const objectName = (path: string): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))

/** What goes upstream as query, and what the browser shall save the answer as. */
const downloadOf = (target: ProxyTarget): { fileName: string | undefined; query: string } =>
  target.service === 'image' ? splitFileName(target.query) : { fileName: objectName(target.path), query: target.query }

/** Data of strangers must never run as a page of ours, however it is opened. */
const protectBrowser = (reply: FastifyReply): void => {
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
}

/** Lets go of an answer whose body nobody needs. */
const discard = (answer: Dispatcher.ResponseData): void => void answer.body.dump().catch(() => {})

export const registerCloudProxy = async (app: FastifyInstance, options: CloudProxyOptions): Promise<void> => {
  const { clouds, basePath, publicOrigin, maxUploadBytes, admission, dispatcherOf, audit, metrics } = options

  /** Everything that is checked before the cloud hears of a request. */
  const admit = (request: FastifyRequest, reply: FastifyReply) => {
    const target = proxyTarget(request.raw.url ?? '', basePath)
    const isLink = isDownload(request.method, target)
    if (isLink) assertOwnDownload(request)
    else assertOwnCall(request, publicOrigin)
    const data = requireSession(request, reply)
    const cloud = clouds.find((each) => each.name === data.c)
    if (!cloud) {
      throw new ProblemError('signed-out', 'The cloud of this session is no longer configured. Sign in again.')
    }
    const base = baseUrl(data, target)
    if (isRead(request.method)) {
      if (hasBody(request.raw)) throw new ProblemError('invalid-request', 'A read takes no request body.')
    } else {
      const { region, service, path } = target
      audit.note(request, { ...audit.ofSession(data), region, verb: request.method, target: `${service}${path}` })
      assertUploadFits(request.raw, maxUploadBytes)
    }
    return { target, data, cloud, base, download: isLink ? downloadOf(target) : undefined }
  }

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { target, data, cloud, base, download } = admit(request, reply)
    const { service } = target
    const labels = { cloud: cloud.name, service }
    const leave = admission.enter(data.token)
    metrics.openStreams.inc({ service })
    reply.raw.once('close', () => {
      leave()
      metrics.openStreams.dec({ service })
    })
    const stopTimer = metrics.upstreamSeconds.startTimer({ ...labels, method: request.method })

    const answer = await exchange(request, reply, {
      dispatcher: dispatcherOf(cloud),
      service,
      base,
      path: target.path + (download?.query ?? target.query),
      token: data.token,
      maxUploadBytes,
      onUploaded: (bytes) => metrics.proxiedBytes.inc({ ...labels, direction: 'up' }, bytes),
    })
    if (!answer) return reply.hijack()
    stopTimer({ status: answer.statusCode })
    const upstreamId = answer.headers['x-openstack-request-id'] ?? answer.headers['x-trans-id']
    if (typeof upstreamId === 'string') audit.upstreamId(request, upstreamId)
    if (REDIRECTS.includes(answer.statusCode)) {
      discard(answer)
      throw new ProblemError('upstream-redirect', 'The cloud service answered with a redirect, which is not followed.')
    }

    protectBrowser(reply)
    void reply.code(answer.statusCode).headers(responseHeaders(answer.headers, service))
    if (download) void reply.header('content-disposition', contentDisposition(download.fileName))
    if (request.method === 'HEAD' || BODILESS.includes(answer.statusCode)) {
      discard(answer)
      return reply.send()
    }
    answer.body.on('data', (piece: Buffer) => metrics.proxiedBytes.inc({ ...labels, direction: 'down' }, piece.length))
    // Fastify destroys the browser's socket when this stream fails after the head: a cut answer never looks complete.
    const body = answer.body.pause()
    return reply.send(download ? body : compressedJson(request, reply, body))
  }

  await app.register(async (scope) => {
    // Bodies of every type stay untouched streams, read by `exchange`; Fastify's own limit is for parsed ones.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const service of ['image/v2', 'object-store']) {
      for (const url of [`/api/regions/:region/${service}`, `/api/regions/:region/${service}/*`]) {
        scope.route({ method: METHODS, url, exposeHeadRoute: false, handler: handle })
      }
    }
  })
}
