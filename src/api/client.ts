/**
 * The only `fetch` of the app. It talks to the same-origin proxy, never to a cloud; the proxy holds the token.
 * Past `call`, types are facts: every answer has been parsed by a schema, every failure is an `ApiError`.
 */
import type * as z from 'zod/mini'
import { APP_HEADER } from '#lib/contract.ts'
import { ApiError, faultOf } from './errors.ts'

/** Larger than any honest page (1,000 images with 128 long properties each stay well below), small enough to survive. */
const LONGEST_BODY_BYTES = 64 * 2 ** 20

/** The proxy's own timeouts are shorter: this only ends a call whose proxy has died without closing the connection. */
const PATIENCE_MS = 120_000

export interface CallInit {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  /** Media type of `body`; JSON unless said otherwise (Glance's PATCH wants its own). */
  contentType?: string
  signal?: AbortSignal
}

/** Images API v2 of a region; `path` starts below `/v2`, as in `/images?limit=25`. */
export const callImages = <S extends z.ZodMiniType>(region: string, path: string, schema: S, init?: CallInit) =>
  call(`regions/${encodeURIComponent(region)}/image/v2${path}`, schema, init)

/** A call of the proxy itself; `path` is relative to `/api/`, BASE_PATH is taken from the page's base element. */
export async function call<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  init: CallInit = {},
): Promise<z.output<S>> {
  const { status, headers, text } = await exchange(path, init)
  const requestId = headers.get('x-openstack-request-id') ?? headers.get('x-trans-id') ?? headers.get('x-request-id')
  if (status < 200 || status > 299) throw new ApiError(faultOf(status, headers, text), { status, requestId })

  const json = headers.get('content-type')?.includes('json') ?? false
  let body: unknown
  try {
    body = json ? JSON.parse(text) : undefined
  } catch (cause) {
    throw new ApiError({ kind: 'malformed', detail: 'The answer is not valid JSON.' }, { status, requestId, cause })
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const detail = text && !json ? 'The answer is not JSON.' : `The answer has an unexpected shape${at(parsed.error)}.`
  throw new ApiError({ kind: 'malformed', detail }, { status, requestId, cause: parsed.error })
}

/** Where in the answer the shape went wrong, e.g. ` at images.3.id`. */
const at = (error: z.core.$ZodError) => {
  const path = error.issues[0]?.path.join('.')
  return path ? ` at ${path}` : ''
}

export const apiUrl = (path: string) => new URL(`api/${path}`, document.baseURI)

async function exchange(path: string, { method = 'GET', body, contentType, signal }: CallInit) {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const headers = new Headers({ Accept: 'application/json', [APP_HEADER.name]: APP_HEADER.value })
  if (body !== undefined) headers.set('Content-Type', contentType ?? 'application/json')
  let reply: Response | undefined
  try {
    reply = await fetch(apiUrl(path), {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
    return { status: reply.status, headers: reply.headers, text: await readText(reply) }
  } catch (cause) {
    if (cause instanceof ApiError || signal?.aborted) throw cause
    if (patience.aborted) throw new ApiError({ kind: 'timeout' }, { cause })
    const about = reply ? { status: reply.status, requestId: reply.headers.get('x-request-id'), cause } : { cause }
    throw new ApiError({ kind: reply ? 'cut-off' : 'unreachable' }, about)
  }
}

/** @throws ApiError `malformed` past the longest body we are willing to hold. */
async function readText(reply: Response): Promise<string> {
  const tooLong = () => {
    const detail = `The answer is larger than ${LONGEST_BODY_BYTES / 2 ** 20} MiB.`
    return new ApiError({ kind: 'malformed', detail }, { status: reply.status })
  }
  if (Number(reply.headers.get('content-length') ?? 0) > LONGEST_BODY_BYTES) {
    await reply.body?.cancel()
    throw tooLong()
  }
  if (!reply.body) return ''
  const decoder = new TextDecoder()
  const reader = reply.body.getReader()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > LONGEST_BODY_BYTES) {
      await reader.cancel()
      throw tooLong()
    }
    text += decoder.decode(value, { stream: true })
  }
}
