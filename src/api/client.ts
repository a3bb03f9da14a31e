/**
 * The only `fetch` of the app. It talks to the same-origin proxy, never to a cloud; the proxy holds the token.
 * Past `call`, types are facts: every answer has been parsed by a schema, every failure is an `ApiError`.
 */
import type * as z from 'zod/mini'
import { APP_HEADER } from '#lib/contract.ts'
import { earlyAnswer } from './early-answers.ts'
import { ApiError, faultOf } from './errors.ts'
import { acrossSessions } from './session-end.ts'

/** Larger than any honest page (1,000 images with 128 long properties each stay well below), small enough to survive. */
const LONGEST_BODY_BYTES = 64 * 2 ** 20

/** The proxy's own timeouts are shorter: this only ends a call whose proxy has died without closing the connection. */
const PATIENCE_MS = 120_000

export interface CallInit {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  /** Media type of `body`; JSON unless said otherwise (Glance's PATCH wants its own). */
  contentType?: string | undefined
  /** First and last byte wanted, both included. */
  range?: { first: number; last: number }
  signal?: AbortSignal
}

/** What came back, and the ID under which the cloud's operators find the request in their logs. */
export interface Answer<T> {
  data: T
  requestId: string | null
}

/** Images API v2 of a region; `path` starts below `/v2`, as in `/images?limit=25`. */
export const callImages = async <S extends z.ZodMiniType>(region: string, path: string, schema: S, init?: CallInit) =>
  (await sendImages(region, path, schema, init)).data

/** As `callImages`, for those who record what they did: with the request's ID. */
export const sendImages = <S extends z.ZodMiniType>(region: string, path: string, schema: S, init?: CallInit) =>
  sendCall(`regions/${encodeURIComponent(region)}/image/v2${path}`, schema, init)

/** The account's own object storage in a region; `path` starts below the account, as in `/exports/my.vhd`. */
export const sendObjects = <S extends z.ZodMiniType>(region: string, path: string, schema: S, init?: CallInit) =>
  sendCall(objectsPath(region, path), schema, init)

/** What object storage says of a container or an object in its headers. */
export const headObjects = async (region: string, path: string, init: CallInit = {}): Promise<Headers> =>
  // Nothing is read: the length it tells is that of a body which it does not bring.
  (await exchange(objectsPath(region, path), { ...init, method: 'HEAD' }, async () => undefined)).headers

/** Bytes of an object; ask for a range, for they are held in memory. */
export const readObjectBytes = async (region: string, path: string, init: CallInit): Promise<Uint8Array> =>
  (await exchange(objectsPath(region, path), init, readBytes)).body

const objectsPath = (region: string, path: string) => `regions/${encodeURIComponent(region)}/object-store${path}`

/** A call of the proxy itself; `path` is relative to `/api/`, BASE_PATH is taken from the page's base element. */
export const call = async <S extends z.ZodMiniType>(path: string, schema: S, init?: CallInit): Promise<z.output<S>> =>
  (await sendCall(path, schema, init)).data

/** As `call`, with the request's ID. */
export async function sendCall<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  init: CallInit = {},
): Promise<Answer<z.output<S>>> {
  const { status, headers, requestId, body: text } = await exchange(path, init, readText)
  const json = headers.get('content-type')?.includes('json') ?? false
  let body: unknown
  try {
    body = json ? JSON.parse(text) : undefined
  } catch (cause) {
    throw new ApiError({ kind: 'malformed', detail: 'The answer is not valid JSON.' }, { status, requestId, cause })
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return { data: parsed.data, requestId }
  const detail = text && !json ? 'The answer is not JSON.' : `The answer has an unexpected shape${at(parsed.error)}.`
  throw new ApiError({ kind: 'malformed', detail }, { status, requestId, cause: parsed.error })
}

/** Where in the answer the shape went wrong, e.g. ` at images.3.id`. */
const at = (error: z.core.$ZodError) => {
  const path = error.issues[0]?.path.join('.')
  return path ? ` at ${path}` : ''
}

export const apiUrl = (path: string) => new URL(`api/${path}`, document.baseURI)

const requestIdIn = (headers: Headers) =>
  headers.get('x-openstack-request-id') ?? headers.get('x-trans-id') ?? headers.get('x-request-id')

/** What asks about the session itself hears of its end; everything else waits for the session to be renewed. */
const isAboutSession = (path: string) => path === 'session' || path.startsWith('session/')

/** @throws ApiError for every answer but a 2xx, and where there is none */
const exchange = <T>(path: string, init: CallInit, read: (reply: Response) => Promise<T>) =>
  isAboutSession(path) ? attempt(path, init, read) : acrossSessions(() => attempt(path, init, read), init.signal)

async function attempt<T>(
  path: string,
  { method = 'GET', body, contentType, range, signal }: CallInit,
  read: (reply: Response) => Promise<T>,
) {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const headers = new Headers({ Accept: 'application/json', [APP_HEADER.name]: APP_HEADER.value })
  if (body !== undefined) headers.set('Content-Type', contentType ?? 'application/json')
  if (range) headers.set('Range', `bytes=${range.first}-${range.last}`)
  let reply: Response | undefined
  try {
    const ending = signal ? AbortSignal.any([signal, patience]) : patience
    reply =
      (await earlyAnswer(method, path, ending)) ??
      (await fetch(apiUrl(path), {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: 'same-origin',
        redirect: 'error',
        signal: ending,
      }))
    const { status } = reply
    const requestId = requestIdIn(reply.headers)
    if (reply.ok) return { status, headers: reply.headers, requestId, body: await read(reply) }
    throw new ApiError(faultOf(status, reply.headers, await readText(reply)), { status, requestId })
  } catch (cause) {
    if (cause instanceof ApiError || signal?.aborted) throw cause
    if (patience.aborted) throw new ApiError({ kind: 'timeout' }, { cause })
    const about = reply ? { status: reply.status, requestId: reply.headers.get('x-request-id'), cause } : { cause }
    throw new ApiError({ kind: reply ? 'cut-off' : 'unreachable' }, about)
  }
}

async function readText(reply: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  await readPieces(reply, (piece) => {
    text += decoder.decode(piece, { stream: true })
  })
  return text + decoder.decode()
}

async function readBytes(reply: Response): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  await readPieces(reply, (piece) => pieces.push(piece))
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

/** @throws ApiError `malformed` past the longest body we are willing to hold. */
async function readPieces(reply: Response, take: (piece: Uint8Array<ArrayBuffer>) => unknown): Promise<void> {
  const tooLong = () => {
    const detail = `The answer is larger than ${LONGEST_BODY_BYTES / 2 ** 20} MiB.`
    return new ApiError({ kind: 'malformed', detail }, { status: reply.status })
  }
  if (!reply.body) return
  if (Number(reply.headers.get('content-length') ?? 0) > LONGEST_BODY_BYTES) {
    await reply.body.cancel()
    throw tooLong()
  }
  const reader = reply.body.getReader()
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    bytes += value.byteLength
    if (bytes > LONGEST_BODY_BYTES) {
      await reader.cancel()
      throw tooLong()
    }
    take(value)
  }
}
