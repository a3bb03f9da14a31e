/** Requests no browser of ours would send, as raw bytes where HTTP libraries would tidy them up. None reaches the cloud. */
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CallOptions } from './testing/dashboard.ts'
import { Browser, rawRequest, sendRaw, statusOf } from './testing/dashboard.ts'
import { IMAGES, OBJECTS, startLab } from './testing/lab.ts'
import { startUpstream } from './testing/upstream.ts'

const CLIMBS = [
  '..',
  '%2e%2e',
  '%2E%2E',
  '.%2e',
  '%252e%252e',
  '%25252e%25252e',
  '..%2f',
  '..%5c',
  '..%c0%af',
  '%2e%2e%2f',
]

test('path traversal in every encoding stays here', async () => {
  const { browser, dashboard, cloud } = await startLab()
  for (const climb of CLIMBS) {
    for (const base of ['/api/regions/One/image/v2', '/api/regions/One/object-store']) {
      for (const path of [
        `${base}/${climb}/secret`,
        `${base}/a/${climb}/${climb}/secret`,
        `${base}${climb}`,
        `${base}/${climb}`,
      ]) {
        const answer = await sendRaw(dashboard.port, rawRequest(browser, `GET ${path}`))
        expect([400, 404]).toContain(statusOf(answer))
        expect(answer).toContain('application/problem+json')
      }
    }
  }
  expect(cloud.requests).toEqual([])
})

test('absolute-form, network-path and other odd targets stay here', async () => {
  const { browser, dashboard, cloud } = await startLab()
  const evil = await startUpstream((_request, response) => void response.end('evil'))
  const targets = [
    `${evil.url}${IMAGES}`,
    `http://127.0.0.1:${dashboard.port}${IMAGES}`,
    `//${evil.url.slice(7)}${IMAGES}`,
    `/api/regions/One/image/v2/${evil.url}`,
    `/api/regions/One/image/v2/@${evil.url.slice(7)}/../x`,
    '/api/regions/http:%2f%2fevil/image/v2/images',
    '/api/%72egions/../regions/One/image/v2/images',
  ]
  for (const target of targets) {
    expect([400, 404]).toContain(statusOf(await sendRaw(dashboard.port, rawRequest(browser, `GET ${target}`))))
  }
  expect(statusOf(await sendRaw(dashboard.port, rawRequest(browser, 'OPTIONS *')))).toBe(404)
  expect(await sendRaw(dashboard.port, rawRequest(browser, `CONNECT ${evil.url.slice(7)}`))).not.toMatch(/^HTTP\/1.1 2/)
  expect(evil.requests).toEqual([])
  expect(cloud.requests).toEqual([])
})

test.each([
  '/api/regions/Two/image/v2/images',
  '/api/regions/one/image/v2/images',
  '/api/regions/__proto__/image/v2/images',
  '/api/regions/One/compute/v2/servers',
  '/api/regions/One/image/v1/images',
  '/api/regions/One/identity/v3/users',
  '/api/regions/One',
])('a foreign region or service is not found: %s', async (path) => {
  const { browser, cloud } = await startLab()
  const answer = await browser.call('GET', path)
  expect(answer.status).toBe(404)
  expect(answer.problem().requestId).toBe(answer.headers['x-request-id'])
  expect(cloud.requests).toEqual([])
})

describe('calls of other sites', () => {
  const refused: [string, string, CallOptions['headers']][] = [
    ['a read without the app header', 'GET', { 'x-requested-with': undefined }],
    ['a read with another app header', 'GET', { 'x-requested-with': 'XMLHttpRequest' }],
    ['a write without the app header', 'PUT', { 'x-requested-with': undefined }],
    ['a write without any origin', 'PUT', { origin: undefined }],
    ['a write of a foreign origin', 'PUT', { origin: 'https://evil.example.com' }],
    ['a write of an opaque origin', 'PUT', { origin: 'null' }],
    ['a write of a sibling site', 'PUT', { origin: undefined, 'sec-fetch-site': 'same-site' }],
    ['a write of another site', 'PUT', { origin: undefined, 'sec-fetch-site': 'cross-site' }],
    ['a write whose two proofs disagree', 'PUT', { 'sec-fetch-site': 'cross-site' }],
    ['a write of our origin on another port', 'DELETE', { origin: 'http://127.0.0.1:1' }],
  ]
  test.each(refused)('%s is refused', async (_name, method, headers) => {
    const { browser, cloud } = await startLab()
    for (const path of [`${IMAGES}/i`, `${OBJECTS}/c`]) {
      const answer = await browser.call(method, path, { headers: headers ?? {} })
      expect(answer.status).toBe(403)
      expect(answer.problem().type).toBe('/problems/cross-site')
    }
    expect(cloud.requests).toEqual([])
  })

  test.each([
    ['GET', '/api/clouds', { 'x-requested-with': undefined }],
    ['GET', '/api/session', { 'x-requested-with': undefined }],
    ['POST', '/api/session', { origin: 'https://evil.example.com' }],
    ['PUT', '/api/session/project', { origin: undefined }],
    ['DELETE', '/api/session', { 'sec-fetch-site': 'cross-site' }],
  ])('%s %s is refused too', async (method, path, headers) => {
    const { browser } = await startLab()
    const answer = await browser.call(method, path, { headers })
    expect(answer.status).toBe(403)
    expect(answer.problem().type).toBe('/problems/cross-site')
    expect(browser.cookies.size).toBe(1)
  })

  test.each([
    ['Origin alone', {}],
    ['Sec-Fetch-Site alone', { origin: undefined, 'sec-fetch-site': 'same-origin' }],
    ['both', { 'sec-fetch-site': 'same-origin' }],
  ])('a write of our own with %s goes on', async (_name, headers) => {
    const { browser, cloud } = await startLab()
    expect((await browser.call('DELETE', `${IMAGES}/i`, { headers })).status).toBe(200)
    expect(cloud.requests).toHaveLength(1)
  })

  test('with PUBLIC_URL only that origin counts', async () => {
    const lab = await startLab(undefined, { config: { publicOrigin: 'https://images.example.com' } })
    const browser = new Browser(lab.dashboard)
    const json = { cloud: 'lab', method: 'password', username: 'ada', password: 'right' }
    expect((await browser.call('POST', '/api/session', { json })).status).toBe(403)
    const headers = { origin: 'https://images.example.com' }
    expect((await browser.call('POST', '/api/session', { json, headers })).status).toBe(201)
  })

  test('without a session nothing goes on', async () => {
    const { dashboard, cloud } = await startLab()
    const stranger = new Browser(dashboard)
    for (const path of [IMAGES, OBJECTS, `${IMAGES}/i/file`]) {
      expect((await stranger.call('GET', path)).problem().type).toBe('/problems/signed-out')
    }
    expect(cloud.requests).toEqual([])
  })
})

test('smuggled headers stay here: hop-by-hop, token, cookie, host, forwarding', async () => {
  const { browser, dashboard, cloud, keystone } = await startLab()
  const smuggled = [
    'X-Auth-Token: stolen',
    'X-Subject-Token: stolen',
    'X-Service-Token: stolen',
    'Authorization: Basic c3RvbGVu',
    'Proxy-Authorization: Basic c3RvbGVu',
    'X-Forwarded-For: 6.6.6.6',
    'X-Forwarded-Host: evil.example.com',
    'Forwarded: for=6.6.6.6',
    'X-Identity-Status: Confirmed',
    'X-Roles: admin',
    'X-Project-Id: p2',
    'X-OpenStack-Request-ID: req-evil',
    'Keep-Alive: timeout=9999',
    'TE: trailers',
    'Trailer: X-Evil',
    'Upgrade: websocket',
    'Expect-CT: x',
  ]
  const request = rawRequest(browser, `GET ${IMAGES}`, smuggled).replace(
    'Connection: close',
    'Connection: close, x-auth-token, accept',
  )
  expect(statusOf(await sendRaw(dashboard.port, request))).toBe(200)
  const [seen] = cloud.requests
  expect(seen?.url).toBe('/image/v2/images')
  expect(Object.keys(seen?.headers ?? {}).toSorted()).toEqual(
    ['accept', 'connection', 'host', 'user-agent', 'x-auth-token', 'x-openstack-request-id'].toSorted(),
  )
  expect(seen?.headers.host).toBe(cloud.url.slice('http://'.length))
  expect(seen?.headers['x-auth-token']).toBe(keystone.issued[1])
  expect(seen?.headers['x-openstack-request-id']).toMatch(/^req-[0-9a-f-]{36}$/)
  expect(JSON.stringify(seen?.rawHeaders)).not.toMatch(/stolen|evil|6\.6\.6\.6|cloud-images=/)
})

test.each([
  ['two lengths', ['Content-Length: 4', 'Content-Length: 5']],
  ['length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
  ['an obscured transfer coding', ['Transfer-Encoding: xchunked']],
  ['a folded header', ['X-One: a', ' b']],
  ['a bare line feed in a name', ['X-\nOne: a']],
  ['a space before the colon', ['Content-Length : 4']],
])('request smuggling by %s is refused before it is routed', async (_name, headers) => {
  const { browser, dashboard, cloud } = await startLab()
  const answer = await sendRaw(dashboard.port, rawRequest(browser, `PUT ${IMAGES}/i/file`, headers))
  expect(statusOf(answer)).toBe(400)
  expect(answer).toContain('/problems/invalid-request')
  expect(cloud.requests).toEqual([])
})

test('a body on a read is refused', async () => {
  const { browser, dashboard, cloud } = await startLab()
  const answer = await sendRaw(dashboard.port, `${rawRequest(browser, `GET ${IMAGES}`, ['Content-Length: 4'])}body`)
  expect(statusOf(answer)).toBe(400)
  expect(cloud.requests).toEqual([])
})

test('oversized headers are refused with a problem', async () => {
  const { browser, dashboard, cloud } = await startLab()
  const answer = await sendRaw(dashboard.port, rawRequest(browser, `GET ${IMAGES}`, [`X-Large: ${'x'.repeat(20_000)}`]))
  expect(statusOf(answer)).toBe(431)
  expect(answer).toContain('/problems/headers-too-large')
  expect(answer).toMatch(/X-Request-Id: [0-9a-f-]{36}/)
  const target = await sendRaw(dashboard.port, rawRequest(browser, `GET ${IMAGES}?${'x'.repeat(20_000)}`))
  expect(statusOf(target)).toBe(431)
  expect(cloud.requests).toEqual([])
})

test('a client that does not speak HTTP gets a problem and is let go', async () => {
  const { dashboard } = await startLab()
  expect(await sendRaw(dashboard.port, 'EHLO there\r\n\r\n')).toContain('/problems/invalid-request')
})

test('a slow client is let go after the idle time, and others are served meanwhile', async () => {
  const { browser, dashboard } = await startLab(undefined, { clientIdleMs: 200 })
  const slow = connect(dashboard.port, '127.0.0.1', () => slow.write('GET /api/session HTTP/1.1\r\nHost: x\r\n'))
  onTestFinished(() => void slow.destroy())
  const gone = new Promise((resolve) => slow.once('close', resolve))
  slow.resume()
  expect((await browser.call('GET', IMAGES)).status).toBe(200)
  await gone
})

test.each([301, 302, 303, 307, 308])('an upstream redirect (%i) is neither followed nor passed on', async (status) => {
  const inside = await startUpstream((_request, response) => void response.end('inside'))
  const { browser } = await startLab(
    (_request, response) => void response.writeHead(status, { location: inside.url }).end(),
  )
  const answer = await browser.call('GET', IMAGES)
  expect(answer.status).toBe(502)
  expect(answer.problem().type).toBe('/problems/upstream-redirect')
  expect(JSON.stringify(answer)).not.toContain(inside.url)
  expect(inside.requests).toEqual([])
})
