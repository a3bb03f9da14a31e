/** The harness's own small HTTP client: a call either answers as expected or says what came instead. */

export interface CallOptions {
  method?: string
  token?: string
  json?: unknown
  body?: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
  /** Statuses that count as success; any 2xx when left out. */
  expect?: number[]
}

/** @throws Error naming method, URL, status and the beginning of the body when the status is not expected. */
export async function call(url: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', token, json, body, expect } = options
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (token !== undefined) headers['X-Auth-Token'] = token
  if (json !== undefined) headers['Content-Type'] = 'application/json'
  const content = json === undefined ? body : JSON.stringify(json)
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...options.headers },
    ...(content === undefined ? {} : { body: content }),
    signal: AbortSignal.timeout(60_000),
  })
  if (expect ? expect.includes(response.status) : response.ok) return response
  throw new Error(`${method} ${url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
}

/** Whether a GET answers with success; a service that is not there yet is a plain no. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
