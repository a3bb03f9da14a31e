/** The sealed cookie: attributes, rotation, forgery, expiry, size. */
import { expect, test } from 'vitest'
import { Browser, sessionKey, startDashboard } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'

const IMAGE = 'http://127.0.0.1:1'

const cookieLine = async (config: Parameters<typeof startDashboard>[1]) => {
  const keystone = await startKeystone({ imageUrl: IMAGE })
  const browser = new Browser(await startDashboard([keystone.cloud], config))
  const headers = config?.config?.publicOrigin ? { origin: config.config.publicOrigin } : {}
  const json = { cloud: 'lab', method: 'password', username: 'ada', password: 'right' }
  const base = config?.config?.basePath ?? ''
  const answer = await browser.call('POST', `${base}/api/session`, { json, headers })
  return [answer.headers['set-cookie'] ?? []].flat().find((line) => !line.includes('passcode')) ?? ''
}

test('over plain http the cookie is HttpOnly, SameSite=Strict and ends with the token', async () => {
  const line = await cookieLine({})
  expect(line).toMatch(/^cloud-images=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
})

test('over https it is bound to the host', async () => {
  const line = await cookieLine({ config: { publicOrigin: 'https://images.example.com' } })
  expect(line).toMatch(/^__Host-cloud-images=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/)
})

test('below a base path it is bound to the path', async () => {
  const line = await cookieLine({ config: { publicOrigin: 'https://example.com', basePath: '/images' } })
  expect(line).toMatch(/^__Secure-cloud-images=[^;]+; Path=\/images; .*Secure; SameSite=Strict$/)
})

const rotated = async (before: Buffer[], after: Buffer[]) => {
  const keystone = await startKeystone({ imageUrl: IMAGE })
  const old = new Browser(await startDashboard([keystone.cloud], { config: { sessionKeys: before } }))
  await old.signIn()
  const browser = new Browser(await startDashboard([keystone.cloud], { config: { sessionKeys: after } }))
  for (const [name, value] of old.cookies) browser.cookies.set(name, value)
  return { browser, answer: await browser.call('GET', '/api/session'), sealedBefore: old.cookieHeader }
}

test('a cookie of an older key opens and is sealed anew, with its expiry', async () => {
  const [older, newer] = [sessionKey(), sessionKey()]
  const { browser, answer, sealedBefore } = await rotated([older], [newer, older])
  expect(answer.status).toBe(200)
  expect(String(answer.headers['set-cookie'])).toMatch(/cloud-images=[^;]+; Path=\/; Expires=/)
  expect(browser.cookieHeader).not.toBe(sealedBefore)
  expect((await browser.call('GET', '/api/session')).status).toBe(200)
})

test('a cookie of a dropped key signs out and is cleared', async () => {
  const { browser, answer } = await rotated([sessionKey()], [sessionKey()])
  expect(answer.status).toBe(401)
  expect(answer.problem().type).toBe('/problems/signed-out')
  expect(browser.cookies.size).toBe(0)
})

test.each([
  ['truncated', (value: string) => value.slice(0, value.length / 2)],
  ['with one bit changed', (value: string) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)],
  ['without its nonce', (value: string) => decodeURIComponent(value).split(';')[0] ?? ''],
  ['empty', () => ''],
  ['not even encoded', () => '%E0%A4%A'],
  ['somebody’s JSON', () => encodeURIComponent('{"token":"x"}')],
  ['long', () => 'x'.repeat(3_900)],
])('a forged cookie, %s, signs out and is cleared', async (_name, forge) => {
  const keystone = await startKeystone({ imageUrl: IMAGE })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  await browser.signIn()
  const [[name, value] = ['', '']] = browser.cookies
  for (const path of ['/api/session', '/api/regions/One/image/v2/images']) {
    browser.cookies.set(name, forge(value))
    const answer = await browser.call('GET', path)
    expect(answer.status).toBe(401)
    expect(answer.problem().type).toBe('/problems/signed-out')
    expect(browser.cookies.size).toBe(0)
  }
})

test('an expired session signs out even when its cookie is still sent', async () => {
  const keystone = await startKeystone({ imageUrl: IMAGE, tokenSeconds: -1 })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  await browser.signIn()
  expect(browser.cookies.size).toBe(1)
  expect((await browser.call('GET', '/api/session')).problem().type).toBe('/problems/signed-out')
  expect(browser.cookies.size).toBe(0)
})

test('a session too large for a cookie is refused before anything is set, and its tokens are taken back', async () => {
  const keystone = await startKeystone({ imageUrl: IMAGE, tokenLength: 3_000 })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  const answer = await browser.signIn()
  expect(answer.status).toBe(507)
  expect(answer.problem().type).toBe('/problems/session-too-large')
  expect(browser.cookies.size).toBe(0)
  expect(keystone.revoked).toEqual(new Set(keystone.issued))
})

test('a session with six regions, ten roles and Rackspace-sized tokens fits', async () => {
  const endpoints = (path: string) =>
    ['DFW', 'IAD', 'ORD', 'LON', 'SYD', 'HKG'].map((region) => ({
      interface: 'public',
      region,
      url: `https://${region.toLowerCase()}.images.api.rackspacecloud.com${path}`,
    }))
  const keystone = await startKeystone({
    catalog: [
      { type: 'image', endpoints: endpoints('/v2') },
      { type: 'object-store', endpoints: endpoints('/v1/MossoCloudFS_5bcf396e-39dd-45ff-93a1-712b9aba90a9') },
    ],
    tokenLength: 260,
    roles: Array.from({ length: 10 }, (_, index) => `some-product:admin-${index}`),
  })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  expect((await browser.signIn()).status).toBe(201)
  expect(browser.cookieHeader.length).toBeLessThan(4_000)
})
