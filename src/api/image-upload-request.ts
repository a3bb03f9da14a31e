/** Sends a file's bytes. `fetch` tells nothing of how much has left, so this alone is an XMLHttpRequest. */
import { APP_HEADER } from '#lib/contract.ts'
import { apiUrl } from './client.ts'
import { ApiError, faultOf } from './errors.ts'
import { acrossSessions } from './session-end.ts'

export interface PutInit {
  headers?: Record<string, string>
  /** Told some times a second how many bytes of the body have left. */
  onSent: (sentBytes: number) => void
  signal: AbortSignal
}

export interface PutAnswer {
  requestId: string | null
  headers: Headers
}

/**
 * `PUT` of bytes through the proxy, streamed from disk: the browser reads the file while it sends. There is no limit
 * of time, since a cloud may store for long after the last byte.
 * @param path below `/api/`
 * @throws ApiError; the signal's reason
 */
export const putBytes = (path: string, body: Blob, init: PutInit): Promise<PutAnswer> =>
  acrossSessions(() => putOnce(path, body, init), init.signal)

const putOnce = (path: string, body: Blob, { headers = {}, onSent, signal }: PutInit): Promise<PutAnswer> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonOf(signal))
      return
    }
    const request = new XMLHttpRequest()
    request.open('PUT', apiUrl(path))
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader(APP_HEADER.name, APP_HEADER.value)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)

    const abort = () => request.abort()
    signal.addEventListener('abort', abort, { once: true })
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    request.addEventListener('abort', () => reject(reasonOf(signal)))
    request.addEventListener('error', () => reject(new ApiError({ kind: 'unreachable' })))
    request.addEventListener('load', () => {
      const { status } = request
      const answered = readHeaders(request)
      const requestId =
        answered.get('x-openstack-request-id') ?? answered.get('x-trans-id') ?? answered.get('x-request-id')
      if (status >= 200 && status < 300) resolve({ requestId, headers: answered })
      else reject(new ApiError(faultOf(status, answered, request.responseText), { status, requestId }))
    })
    request.send(body)
  })

const reasonOf = ({ reason }: AbortSignal): Error =>
  reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')

const readHeaders = (request: XMLHttpRequest): Headers => {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  return headers
}
