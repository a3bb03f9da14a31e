/** The faults that every operation of the app meets. Neighbours are told in different words, so each is seen to be told. */

/** How a request goes wrong, as the browser sees it. */
export type Way =
  /** The whole browser has no network. */
  | { kind: 'offline' }
  /** No connection comes about, or one ends before anything of an answer. */
  | { kind: 'abort'; reason: 'connectionrefused' | 'connectionreset' }
  /** An answer begins and is never whole. Where it is to a write, the service has done what was asked. */
  | { kind: 'cut' }
  /** An answer of far more than anybody can hold. */
  | { kind: 'huge' }
  /** Nothing comes, ever. */
  | { kind: 'silence' }
  /** The right answer, after half a minute. */
  | { kind: 'slow'; milliseconds: number }
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }

export interface Fault {
  /** The column of the table. */
  name: string
  way: Way
}

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html; charset=UTF-8' }

const refusal = (status: number, title: string): Way => ({
  kind: 'answer',
  status,
  headers: json,
  body: JSON.stringify({ message: `Planted: ${title}.`, code: `${status} ${title}`, title }),
})

const page = (status: number, title: string): Way => ({
  kind: 'answer',
  status,
  headers: html,
  body: `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1>Planted: ${title} as a page.<br /><br /></body></html>`,
})

/** Seconds that a service asks to wait. */
const RETRY_AFTER = '2'

const pausing = (way: Way): Way =>
  way.kind === 'answer' ? { ...way, headers: { ...way.headers, 'retry-after': RETRY_AFTER } } : way

/** A page comes from the server too: the first is one that it can be opened with. */
export const faults: readonly Fault[] = [
  { name: '400', way: refusal(400, 'Bad Request') },
  { name: 'offline', way: { kind: 'offline' } },
  { name: '409', way: refusal(409, 'Conflict') },
  { name: 'refused', way: { kind: 'abort', reason: 'connectionrefused' } },
  { name: '403', way: refusal(403, 'Forbidden') },
  { name: '404', way: refusal(404, 'Not Found') },
  { name: '413 rate', way: pausing({ ...refusal(413, 'Over rate') }) },
  { name: 'reset', way: { kind: 'abort', reason: 'connectionreset' } },
  { name: '413 quota', way: refusal(413, 'Over quota') },
  { name: '415', way: refusal(415, 'Unsupported Media Type') },
  { name: '429', way: pausing(refusal(429, 'Too Many Requests')) },
  { name: '500 JSON', way: refusal(500, 'Internal Server Error') },
  { name: '500 page', way: page(500, 'Internal Server Error') },
  { name: '502', way: page(502, 'Bad Gateway') },
  { name: '503', way: pausing(page(503, 'Service Unavailable')) },
  { name: '504', way: page(504, 'Gateway Timeout') },
  { name: 'empty', way: { kind: 'answer', status: 200, headers: json, body: '' } },
  { name: 'huge', way: { kind: 'huge' } },
  { name: 'malformed', way: { kind: 'answer', status: 200, headers: json, body: '{"images": [}' } },
  { name: 'wrong shape', way: { kind: 'answer', status: 200, headers: json, body: '{"planted": 7}' } },
  { name: 'silence', way: { kind: 'silence' } },
  { name: 'truncated', way: { kind: 'answer', status: 200, headers: json, body: '{"images": [{"id": "1' } },
  { name: 'cut', way: { kind: 'cut' } },
]

/** Last of all: what was asked is answered in the end. */
export const slow: Fault = { name: 'slow', way: { kind: 'slow', milliseconds: 30_000 } }

/** Met by a page of its own: whoever signs in again goes on. */
export const sessionEnd: Fault = { name: '401', way: refusal(401, 'Unauthorized') }

export const columns: readonly string[] = [...faults, slow, sessionEnd].map(({ name }) => name)
