import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { apiUrl, call, callImages } from './client.ts'
import { ApiError } from './errors.ts'
import { Image, ImagePage } from './schemas.ts'

const fetchMock = vi.fn<typeof fetch>()

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://dash.example/ops/' })
  vi.stubGlobal('fetch', fetchMock)
})
afterEach(() => {
  vi.unstubAllGlobals()
  fetchMock.mockReset()
})

const answer = (body: BodyInit | null, init: ResponseInit = {}) =>
  fetchMock.mockResolvedValueOnce(new Response(body, { headers: { 'content-type': 'application/json' }, ...init }))

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`)
  return error
}

test('BASE_PATH comes from the page’s base element', () => {
  expect(apiUrl('clouds').href).toBe('https://dash.example/ops/api/clouds')
})

test('a call says what it is and asks for exactly JSON', async () => {
  answer('{"images": []}')
  await callImages('N/A', '/images?limit=1', ImagePage)
  const [url, init] = fetchMock.mock.calls[0] ?? []
  expect(url).toEqual(new URL('https://dash.example/ops/api/regions/N%2FA/image/v2/images?limit=1'))
  const headers = new Headers(init?.headers)
  expect(headers.get('accept')).toBe('application/json')
  expect(headers.get('x-requested-with')).toBe('cloud-images')
  expect(init).toMatchObject({ method: 'GET', credentials: 'same-origin', redirect: 'error' })
})

test('custom properties survive, absent fields read as null (Rackspace) as sent ones do (upstream)', async () => {
  answer(
    '{"id": "1", "status": "active", "visibility": "private", "created_at": "2026-01-01T00:00:00Z", "os_distro": "debian", "__proto__x": "y"}',
  )
  const image = await call('x', Image)
  expect(image).toMatchObject({ name: null, size: null, tags: [], min_disk: 0, os_distro: 'debian', protected: false })
})

describe('failures', () => {
  test.each([
    ['HTML instead of JSON', '<html>proxy error</html>', { headers: { 'content-type': 'text/html' } }, /not JSON/],
    ['truncated JSON', '{"images": [{"id": "1"', {}, /not valid JSON/],
    ['the wrong shape', '{"images": [{"id": 5}]}', {}, /unexpected shape at images\.0\.id/],
    ['an empty body', null, { headers: {} }, /unexpected shape/],
  ])('%s is malformed', async (_what, body, init, expected) => {
    answer(body, init)
    const { fault } = await failure(call('x', ImagePage))
    expect(fault.kind).toBe('malformed')
    expect('detail' in fault && fault.detail).toMatch(expected)
  })

  test('an answer that claims to be huge is not read', async () => {
    answer('{}', { headers: { 'content-type': 'application/json', 'content-length': String(100 * 2 ** 20) } })
    const error = await failure(call('x', z.unknown()))
    expect(error.message).toMatch(/^malformed: .*64 MiB/)
  })

  test('an answer that turns out huge is given up', async () => {
    const chunk = new Uint8Array(8 * 2 ** 20).fill(32)
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1
        controller.enqueue(chunk)
      },
    })
    answer(endless)
    expect((await failure(call('x', z.unknown()))).fault.kind).toBe('malformed')
    expect(pulled).toBeLessThan(12)
  })

  test('no answer is unreachable, half an answer is cut off', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect((await failure(call('x', z.unknown()))).fault).toEqual({ kind: 'unreachable' })
    const dying = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError('network error')),
    })
    answer(dying)
    expect((await failure(call('x', z.unknown()))).fault).toEqual({ kind: 'cut-off' })
  })

  test('the request ID to quote is the cloud’s, else the proxy’s', async () => {
    answer('{}', { status: 500, headers: { 'x-openstack-request-id': 'req-1', 'x-request-id': 'p-1' } })
    expect((await failure(call('x', z.unknown()))).requestId).toBe('req-1')
    answer('{}', { status: 500, headers: { 'x-request-id': 'p-1' } })
    expect((await failure(call('x', z.unknown()))).requestId).toBe('p-1')
  })

  test('an abort by the caller is not a fault of the service', async () => {
    const stop = new AbortController()
    fetchMock.mockImplementationOnce(async (_url, init) => {
      stop.abort()
      throw init?.signal?.reason
    })
    await expect(call('x', z.unknown(), { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})
