/** Error bodies, versions, methods and headers of the image service. Source: api §0, §0.1 "Glance error bodies", §3.1, §8. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { including } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
let openstack: ImageClient
let rackspace: ImageClient
beforeAll(async () => {
  fake = await startStopped()
  openstack = await imagesAs(fake, 'demo-openstack', 'producer')
  rackspace = await imagesAs(fake, 'demo-rackspace', 'producer')
})
afterAll(() => fake.close())

const HTML = (text: string) =>
  `<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  ${text}<br /><br />\n\n\n\n </body>\n</html>`
const PLAIN = (text: string) => `404 Not Found\n\n${text}\n\n   `
const JSON_FORM = (text: string) =>
  `{"message":"${text}<br /><br />\\n\\n\\n","code":"404 Not Found","title":"Not Found"}`

describe('§0.1 the format follows Accept', () => {
  test.each([
    ['*/*', 'text/html; charset=UTF-8', HTML],
    ['application/json, text/plain, */*', 'text/html; charset=UTF-8', HTML],
    ['application/json;q=0.1, */*;q=0.5', 'text/html; charset=UTF-8', HTML],
    ['text/*', 'text/html; charset=UTF-8', HTML],
    ['unreadable', 'text/html; charset=UTF-8', HTML],
    ['application/json', 'application/json', JSON_FORM],
    ['application/*', 'application/json', JSON_FORM],
    ['application/json, text/html;q=0.9', 'application/json', JSON_FORM],
    ['text/html;q=0.5,application/json', 'application/json', JSON_FORM],
    ['', 'text/plain; charset=UTF-8', PLAIN],
    ['text/plain', 'text/plain; charset=UTF-8', PLAIN],
    ['application/octet-stream', 'text/plain; charset=UTF-8', PLAIN],
    ['application/json;q=0', 'text/plain; charset=UTF-8', PLAIN],
  ])('upstream, Accept "%s" gives %s', async (accept, type, form) => {
    const answer = await openstack.get('/v2/images/abc', { accept })
    expect(answer).toMatchObject({ status: 404, text: form('No image found with ID abc') })
    expect(answer.headers.get('content-type')).toBe(type)
  })

  test.each([
    ['*/*', 'text/html; charset=UTF-8', HTML],
    ['text/html', 'text/html; charset=UTF-8', HTML],
    ['application/json', 'text/plain; charset=UTF-8', PLAIN],
    ['', 'text/plain; charset=UTF-8', PLAIN],
  ])('§8 Rackspace, Accept "%s" gives %s, never JSON', async (accept, type, form) => {
    const answer = await rackspace.get('/v2/images/abc', { accept })
    expect(answer).toMatchObject({ status: 404, text: form('No image found with ID abc') })
    expect(answer.headers.get('content-type')).toBe(type)
  })

  test('a hostile id is escaped in HTML, kept in JSON, and loses its tags in plain text', async () => {
    const path = '/v2/images/%3Cb%3Ex&y'
    expect((await openstack.get(path, { accept: '*/*' })).text).toContain('ID &lt;b&gt;x&amp;y<br />')
    expect((await openstack.get(path)).text).toContain('ID <b>x&y<br />')
    expect((await openstack.get(path, { accept: 'text/plain' })).text).toBe(PLAIN('No image found with ID x&y'))
  })
})

describe('§0 methods and paths', () => {
  test.each([
    ['PUT', '/v2/images', 'GET'],
    ['HEAD', '/v2/images', 'GET'],
    ['PURGE', '/v2/images', 'GET'],
  ])('upstream, %s %s is 405 and names what is allowed', async (method, path, allowed) => {
    const answer = await openstack.call(method, path)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toContain(allowed)
  })

  test('the sentence of 405', async () => {
    const answer = await openstack.call('PUT', '/v2/images')
    expect(answer.body).toMatchObject({ message: 'The method PUT is not allowed for this resource. <br /><br />\n' })
  })

  test('§8 the 2014 router answers 404 to a wrong method', async () => {
    expect(await rackspace.call('PUT', '/v2/images')).toMatchObject({ status: 404 })
    expect(await rackspace.call('HEAD', '/v2/images')).toMatchObject({ status: 404 })
  })

  test.each(['/v2/images/', '/v2/images.json', '/v2/nope', '/v2', '/v2/images/a%2Fb', '/v2//images'])(
    'unknown path %s is 404',
    async (path) => {
      expect(await openstack.get(path)).toMatchObject({
        status: 404,
        body: { message: 'The resource could not be found.<br /><br />\n\n\n' },
      })
    },
  )

  test('no CORS: OPTIONS is an empty 200, and no answer carries an Access-Control header', async () => {
    const preflight = await openstack.call('OPTIONS', '/v2/images', { origin: 'https://elsewhere.example' })
    expect(preflight).toMatchObject({ status: 200, text: '' })
    const listed = await openstack.get('/v2/images', { origin: 'https://elsewhere.example' })
    for (const { headers } of [preflight, listed]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('§0 every answer behind the token check has its own request id', async () => {
    const answers = await Promise.all(['/v2/images', '/v2/images/abc', '/v2/nope'].map((path) => openstack.get(path)))
    const ids = answers.map(({ headers }) => headers.get('x-openstack-request-id'))
    for (const id of ids) expect(id).toMatch(/^req-[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/)
    expect(new Set(ids).size).toBe(3)
  })
})

describe('401', () => {
  const withoutToken = { 'x-auth-token': 'bogus' }

  test.each(['/v2/images', '/v2/images/abc', '/v2/nope', '/v2'])('upstream, %s with a bad token', async (path) => {
    const answer = await openstack.get(path, withoutToken)
    expect(answer).toMatchObject({ status: 401, body: { code: '401 Unauthorized', title: 'Unauthorized' } })
    expect(answer.headers.get('www-authenticate')).toBe(
      `Keystone uri="${fake.cloud('demo-openstack').baseUrl}/identity"`,
    )
    // The token check answers before the request has an id.
    expect(answer.headers.get('x-openstack-request-id')).toBeNull()
  })

  test('a token of the other cloud opens nothing', async () => {
    const foreign = await imagesAs(fake, 'demo-rackspace', 'consumer')
    expect(await foreign.get('/v2/images', withoutToken)).toMatchObject({ status: 401 })
  })
})

describe('§3.1 versions', () => {
  test.each([
    ['/versions', 200],
    ['/', 300],
    ['', 300],
    ['/v3/images', 300],
    ['/v1/images', 300],
  ])('%s is %i without a token', async (path, status) => {
    const base = `${fake.cloud('demo-openstack').baseUrl}/image/RegionOne`
    const response = await fetch(`${base}${path}`, { redirect: 'manual' })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      versions: including([
        { id: 'v2.15', status: 'CURRENT', links: [{ rel: 'self', href: `${base}/v2/` }] },
        { id: 'v2.13', status: 'SUPPORTED', links: [{ rel: 'self', href: `${base}/v2/` }] },
      ]),
    })
  })
})
