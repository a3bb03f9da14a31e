/** One request to a cloud service on behalf of one browser request, tied together so that either side's end ends the other. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Dispatcher } from 'undici'
import { describeFailure, isTimeout } from './network-failure.ts'
import { ProblemError } from './problems.ts'
import { requestHeaders } from './proxy-headers.ts'
import type { ProxiedService } from './proxy-path.ts'
import { hasBody, uploadStream } from './upload.ts'

export interface ExchangeOptions {
  dispatcher: Dispatcher
  service: ProxiedService
  /** Base URL of the service, from the session's catalog. */
  base: URL
  /** Path and query below the base, in the bytes that go on the wire. */
  path: string
  token: string
  maxUploadBytes: number | undefined
  onUploaded: (bytes: number) => void
}

/** The problem to tell when a cloud service could not be reached or broke off. */
export const upstreamFailure = (error: unknown): ProblemError => {
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

/**
 * Sends the request and waits for the head of the answer; its body is still to be read.
 * @returns undefined when the browser has left, which is no failure
 * @throws ProblemError `upstream-unreachable`, `upstream-timeout`, `body-too-large`
 */
export const exchange = async (
  request: FastifyRequest,
  reply: FastifyReply,
  options: ExchangeOptions,
): Promise<Dispatcher.ResponseData | undefined> => {
  const { dispatcher, service, base, path, token, maxUploadBytes, onUploaded } = options
  // The browser's leaving ends the exchange at every stage: before the answer, during the upload, during the download.
  const abort = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) abort.abort()
  })
  const upload = hasBody(request.raw) ? uploadStream(request.raw, maxUploadBytes, onUploaded) : null
  // undici reports its own abort when the upload fails; the reason is ours to remember.
  let uploadError: unknown
  upload?.once('error', (error) => {
    uploadError = error
  })
  try {
    return await dispatcher.request({
      origin: base.origin,
      path: base.pathname.replace(/\/$/, '') + path,
      method: request.method,
      headers: {
        ...requestHeaders(request.headers, service),
        'user-agent': 'cloud-images-dashboard',
        'x-auth-token': token,
        // OpenStack services log this next to their own ID, so one ID leads through both logs.
        'x-openstack-request-id': `req-${request.id}`,
      },
      body: upload,
      signal: abort.signal,
    })
  } catch (error) {
    if (abort.signal.aborted) return undefined
    throw upstreamFailure(uploadError instanceof ProblemError ? uploadError : error)
  }
}
