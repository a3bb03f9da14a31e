/** What passes through the proxy: paths, headers, bodies, statuses; and what its own failures look like. */
import { expect, test } from 'vitest'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'
import { IMAGES, OBJECTS, startLab } from './testing/lab.ts'
import { deadAddress, sendJson, startRawUpstream } from './testing/upstream.ts'

test('path and query arrive byte for byte below the service’s own base', async () => {
  const { browser, cloud } = await startLab()
  await browser.call('GET', `${IMAGES}?name=in:%22a%2C%20b%22&sort=name:asc&x=%7e~`)
  await browser.call('GET', `${OBJECTS}?format=json`)
  await browser.call('GET', `${OBJECTS}/c%20d/a%2Fb//c%E2%82%AC?multipart-manifest=get`)
  expect(cloud.requests.map(({ url }) => url)).toEqual([
    '/image/v2/images?name=in:%22a%2C%20b%22&sort=name:asc&x=%7e~',
    '/v1/AUTH_p1?format=json',
    '/v1/AUTH_p1/c%20d/a%2Fb//c%E2%82%AC?multipart-manifest=get',
  ])
})

test('requests keep what the services understand', async () => {
  const { browser, cloud } = await startLab()
  const headers = {
    'content-type': 'application/openstack-images-v2.1-json-patch',
    'x-image-meta-store': 'fast',
    'x-openstack-image-size': '2',
  }
  await browser.call('PATCH', `${IMAGES}/i`, { body: '[]', headers })
  await browser.call('PUT', `${OBJECTS}/c/o`, {
    body: '{}',
    headers: {
      'x-object-meta-colour': 'red',
      'x-object-manifest': 'c/o-',
      etag: 'abc',
      'if-none-match': '*',
      'x-other': 'no',
    },
  })
  expect(cloud.requests[0]).toMatchObject({ method: 'PATCH', headers: { ...headers, 'content-length': '2' } })
  expect(cloud.requests[1]?.headers).toMatchObject({
    'x-object-meta-colour': 'red',
    'x-object-manifest': 'c/o-',
    etag: 'abc',
    'if-none-match': '*',
  })
  expect(cloud.requests[1]?.headers).not.toHaveProperty('x-other')
})

test('answers keep status, body and the headers of the field; cookies, challenges and inner addresses stay behind', async () => {
  const { browser } = await startLab((_request, response) =>
    sendJson(
      response,
      409,
      { message: 'in use' },
      {
        'x-openstack-request-id': 'req-1',
        'openstack-image-import-methods': 'glance-direct',
        'accept-patch': 'a/b',
        allow: 'GET',
        'retry-after': '3',
        'set-cookie': 'inner=1',
        'www-authenticate': "Keystone uri='http://inner:5000'",
        location: 'http://inner:9292/v2/images/i',
        'x-subject-token': 'secret',
        'x-auth-token': 'secret',
        server: 'inner/1.0',
        via: 'inner',
        'access-control-allow-origin': '*',
        'content-security-policy': 'script-src *',
      },
    ),
  )
  const answer = await browser.call('POST', IMAGES, { json: {} })
  expect(answer.status).toBe(409)
  expect(answer.json()).toEqual({ message: 'in use' })
  expect(answer.headers).toMatchObject({
    'x-openstack-request-id': 'req-1',
    'openstack-image-import-methods': 'glance-direct',
    'accept-patch': 'a/b',
    allow: 'GET',
    'retry-after': '3',
    'content-type': 'application/json',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect(JSON.stringify(answer.headers)).not.toMatch(/inner|secret|access-control|script-src/)
})

test('keys that sign URLs are not shown', async () => {
  const { browser } = await startLab((_request, response) =>
    sendJson(
      response,
      200,
      {},
      {
        'x-account-meta-temp-url-key': 'k1',
        'x-account-meta-temp-url-key-2': 'k2',
        'x-container-meta-temp-url-key': 'k3',
        'x-container-sync-key': 'k4',
        'x-account-bytes-used': '5',
        'x-trans-id': 'tx1',
      },
    ),
  )
  const { headers } = await browser.call('GET', OBJECTS)
  expect(headers).toMatchObject({ 'x-account-bytes-used': '5', 'x-trans-id': 'tx1' })
  expect(JSON.stringify(headers)).not.toMatch(/"k\d"/)
})

test('an upstream 401 is passed on and the session is kept: the app signs in again in place', async () => {
  const { browser } = await startLab((_request, response) => sendJson(response, 401, { error: 'expired' }))
  const answer = await browser.call('GET', IMAGES)
  expect(answer.status).toBe(401)
  expect(answer.json()).toEqual({ error: 'expired' })
  expect(browser.cookies.size).toBe(1)
})

test.each([300, 400, 403, 404, 413, 429, 500, 502, 503, 504])(
  'upstream status %i and its page are passed on',
  async (status) => {
    const { browser } = await startLab(
      (_request, response) => void response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>No</h1>'),
    )
    const answer = await browser.call('GET', IMAGES)
    expect(answer.status).toBe(status)
    expect(answer.text).toBe('<h1>No</h1>')
  },
)

test('answers without a body keep their headers', async () => {
  const { browser } = await startLab((request, response) => {
    response.writeHead(request.method === 'HEAD' ? 200 : 204, {
      'content-length': request.method === 'HEAD' ? '5000000000' : '0',
      etag: 'e',
    })
    response.end()
  })
  const head = await browser.call('HEAD', `${OBJECTS}/c/o`)
  expect(head.headers).toMatchObject({ 'content-length': '5000000000', etag: 'e' })
  expect((await browser.call('DELETE', `${OBJECTS}/c/o`)).status).toBe(204)
})

test('a range arrives as a range', async () => {
  const { browser, cloud } = await startLab(
    (_request, response) =>
      void response.writeHead(206, { 'content-range': 'bytes 2-4/11', 'content-length': '3' }).end('cde'),
  )
  const answer = await browser.call('GET', `${IMAGES}/i/file`, { headers: { range: 'bytes=2-4' } })
  expect(cloud.requests[0]?.headers.range).toBe('bytes=2-4')
  expect(answer).toMatchObject({ status: 206, text: 'cde', headers: { 'content-range': 'bytes 2-4/11' } })
})

const DOWNLOADS = [`${IMAGES}/i/file`, `${OBJECTS}/c/o`]
test.each(['same-origin', 'none', undefined])(
  'a download link works from our pages (Sec-Fetch-Site: %s)',
  async (site) => {
    const { browser } = await startLab()
    for (const path of DOWNLOADS) {
      const answer = await browser.call('GET', path, {
        headers: { 'x-requested-with': undefined, origin: undefined, 'sec-fetch-site': site },
      })
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-disposition': expect.stringMatching(/^attachment/) as string,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  },
)

test.each(['cross-site', 'same-site'])(
  'a download link on another site is refused (Sec-Fetch-Site: %s)',
  async (site) => {
    const { browser, cloud } = await startLab()
    for (const path of DOWNLOADS) {
      const answer = await browser.call('GET', path, {
        headers: { 'x-requested-with': undefined, 'sec-fetch-site': site },
      })
      expect(answer.problem().type).toBe('/problems/cross-site')
    }
    expect(cloud.requests).toEqual([])
  },
)

test.each([
  [`${OBJECTS}/c/folder/a%20%E2%82%AC%22.vhd`, `attachment; filename="a __.vhd"; filename*=UTF-8''a%20%E2%82%AC_.vhd`],
  [`${OBJECTS}/c/a%2Fb.vhd`, `attachment; filename="a_b.vhd"; filename*=UTF-8''a_b.vhd`],
  [`${IMAGES}/i/file`, 'attachment'],
  [
    `${IMAGES}/i/file?filename=deb%0d%0a12.qcow2`,
    `attachment; filename="deb__12.qcow2"; filename*=UTF-8''deb__12.qcow2`,
  ],
])('%s is saved under a safe name', async (path, disposition) => {
  const { browser } = await startLab()
  expect((await browser.call('GET', path)).headers['content-disposition']).toBe(disposition)
})

test('the name asked for does not go upstream, the rest of the query does', async () => {
  const { browser, cloud } = await startLab()
  await browser.call('GET', `${IMAGES}/i/file?prefer=fast%2Cslow&filename=x.img`)
  await browser.call('GET', `${IMAGES}/i/file?filename=x.img`)
  expect(cloud.requests.map(({ url }) => url)).toEqual([
    '/image/v2/images/i/file?prefer=fast%2Cslow',
    '/image/v2/images/i/file',
  ])
})

test('a failed download is no attachment of ours to run', async () => {
  const { browser } = await startLab(
    (_request, response) =>
      void response.writeHead(404, { 'content-type': 'text/html' }).end('<script>alert(1)</script>'),
  )
  const answer = await browser.call('GET', `${OBJECTS}/c/o`)
  expect(answer.headers).toMatchObject({
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
})

const labAt = async (imageUrl: string) => {
  const keystone = await startKeystone({ imageUrl })
  const dashboard = await startDashboard([keystone.cloud], { timeouts: { headers: 300 } })
  const browser = new Browser(dashboard)
  await browser.signIn()
  return { browser, dashboard }
}

test('a service that is down is a problem, for reads and for writes', async () => {
  const { browser } = await labAt(await deadAddress())
  for (const answer of [
    await browser.call('GET', IMAGES),
    await browser.call('PUT', `${IMAGES}/i/file`, { body: 'data' }),
  ]) {
    expect(answer.status).toBe(502)
    expect(answer.problem()).toMatchObject({
      type: '/problems/upstream-unreachable',
      requestId: answer.headers['x-request-id'],
      detail: expect.stringContaining('nothing listens') as string,
    })
  }
})

test('a service that does not answer is a problem', async () => {
  const silent = await startRawUpstream(() => {})
  const { browser } = await labAt(silent)
  const answer = await browser.call('GET', IMAGES)
  expect(answer.status).toBe(504)
  expect(answer.problem().type).toBe('/problems/upstream-timeout')
})

test('a service that closes without an answer, or answers no HTTP, is a problem', async () => {
  for (const text of ['', 'garbage\r\n\r\n', `HTTP/1.1 200 OK\r\nX-Large: ${'x'.repeat(40_000)}\r\n\r\n`]) {
    const odd = await startRawUpstream((socket) => socket.end(text))
    const { browser } = await labAt(odd)
    const answer = await browser.call('GET', IMAGES)
    expect(answer.status).toBe(502)
    expect(answer.problem().type).toBe('/problems/upstream-unreachable')
  }
})
