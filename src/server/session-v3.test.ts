/** Signing in to Keystone v3: what the browser gets, what Keystone sees. */
import { expect, test } from 'vitest'
import type { Session } from '#lib/contract.ts'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'

const IMAGE = 'http://127.0.0.1:1/image'
const STORE = 'http://127.0.0.1:1/v1/AUTH_p1'

const lab = async (options: Parameters<typeof startKeystone>[0] = {}) => {
  const keystone = await startKeystone({ imageUrl: IMAGE, objectStoreUrl: STORE, ...options })
  const dashboard = await startDashboard([keystone.cloud])
  return { keystone, dashboard, browser: new Browser(dashboard) }
}

test('lists the clouds to choose from, without addresses', async () => {
  const { browser, keystone } = await lab()
  const { status, text } = await browser.call('GET', '/api/clouds')
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual([
    { name: 'lab', label: 'Lab', flavour: 'openstack', methods: ['password', 'applicationCredential'] },
  ])
  expect(text).not.toContain(keystone.url)
})

test('a password with one enabled project leads straight into it', async () => {
  const { browser } = await lab()
  const answer = await browser.signIn()
  expect(answer.status).toBe(201)
  const session = answer.json() as Session
  expect(session).toMatchObject({
    cloud: 'lab',
    cloudLabel: 'Lab',
    flavour: 'openstack',
    user: { id: 'ada-id', name: 'ada' },
    account: { id: 'p1', name: 'p1-name' },
    roles: ['member'],
    regions: ['One'],
    defaultRegion: 'One',
    services: { One: { image: true, objectStore: true } },
    capabilities: { switchProject: true, importTasks: false },
  })
  expect(session.projects).toContainEqual({ id: 'p9', name: 'p9-name', enabled: false })
  const again = await browser.call('GET', '/api/session')
  expect(again.json()).toEqual(session)
})

test('with several projects the session waits for a choice, then switches and keeps its expiry', async () => {
  const { browser } = await lab()
  const first = (await browser.signIn({ username: 'many' })).json() as Session
  expect(first).toMatchObject({ account: null, regions: [], defaultRegion: null, services: {} })
  // Keystone lists projects in the order of their random IDs; people look for names.
  expect(first.projects?.map(({ name }) => name)).toEqual(['p1-name', 'p2-name', 'p10-name'])

  const chosen = await browser.call('PUT', '/api/session/project', { json: { project: 'p2' } })
  expect(chosen.status).toBe(200)
  expect(chosen.json()).toMatchObject({
    account: { id: 'p2' },
    regions: ['One'],
    expiresAt: expect.any(String) as string,
  })

  const other = await browser.call('PUT', '/api/session/project', { json: { project: 'p10' } })
  expect(other.json()).toMatchObject({ account: { id: 'p10' } })
  expect((await browser.call('GET', '/api/session')).json()).toMatchObject({ account: { id: 'p10' } })
})

test.each(['p2', 'p2-name'])('a project given with the password (%s) is entered at once', async (project) => {
  const { browser } = await lab()
  expect((await browser.signIn({ username: 'many', project })).json()).toMatchObject({ account: { id: 'p2' } })
})

test('a project that is not the user’s is refused, and the session stays where it was', async () => {
  const { browser } = await lab()
  await browser.signIn()
  const refused = await browser.call('PUT', '/api/session/project', { json: { project: 'p2' } })
  expect(refused.status).toBe(403)
  expect(refused.problem().type).toBe('/problems/project-refused')
  expect((await browser.call('GET', '/api/session')).json()).toMatchObject({ account: { id: 'p1' } })
})

test('an application credential is bound to its project', async () => {
  const { browser } = await lab()
  const session = await browser.call('POST', '/api/session', {
    json: { cloud: 'lab', method: 'applicationCredential', id: 'ac1', secret: 'right' },
  })
  expect(session.json()).toMatchObject({ account: { id: 'p1' }, capabilities: { switchProject: false } })
  expect(session.json()).not.toHaveProperty('projects')
  const switched = await browser.call('PUT', '/api/session/project', { json: { project: 'p2' } })
  expect(switched.problem().type).toBe('/problems/project-refused')
})

test.each([
  ['an unknown ID, which Keystone answers with 404', 'nobody', 'right'],
  ['a wrong secret', 'ac1', 'wrong'],
])('an application credential with %s is refused in the same words', async (_what, id, secret) => {
  const { browser } = await lab()
  const answer = await browser.call('POST', '/api/session', {
    json: { cloud: 'lab', method: 'applicationCredential', id, secret },
  })
  expect(answer.status).toBe(401)
  expect(answer.problem().type).toBe('/problems/wrong-credentials')
  expect(answer.problem().detail).toContain('does not accept this application credential')
})

test('signing out revokes every token the session ever held and clears the cookie', async () => {
  const { browser, keystone } = await lab()
  await browser.signIn({ username: 'many' })
  for (const project of ['p1', 'p2', 'p10', 'p1']) {
    await browser.call('PUT', '/api/session/project', { json: { project } })
  }
  expect(keystone.issued).toHaveLength(5)
  const out = await browser.call('DELETE', '/api/session')
  expect(out.status).toBe(204)
  expect(browser.cookies.size).toBe(0)
  expect(keystone.revoked).toEqual(new Set(keystone.issued))
  expect((await browser.call('GET', '/api/session')).problem().type).toBe('/problems/signed-out')
})

test('signing out succeeds while the identity service is down', async () => {
  const { browser, keystone } = await lab()
  await browser.signIn()
  keystone.close()
  expect((await browser.call('DELETE', '/api/session')).status).toBe(204)
  expect(browser.cookies.size).toBe(0)
})

test('signing in as somebody else ends the tokens of the session before', async () => {
  const { browser, keystone } = await lab()
  await browser.signIn()
  const [...before] = keystone.issued
  await browser.signIn({ username: 'many' })
  await expect.poll(() => before.every((token) => keystone.revoked.has(token))).toBe(true)
})

test('signing in again as the same user keeps the former tokens for sign-out: an upload may run under one', async () => {
  const { browser, keystone } = await lab()
  await browser.signIn()
  await browser.signIn()
  expect(keystone.revoked.size).toBe(0)
  await browser.call('DELETE', '/api/session')
  expect(keystone.revoked).toEqual(new Set(keystone.issued))
})

test('where tokens are long, former ones end at once so that the session still fits its cookie', async () => {
  const { browser, keystone } = await lab({ tokenLength: 800 })
  await browser.signIn({ username: 'many' })
  for (const project of ['p1', 'p2', 'p10', 'p1']) {
    const answer = await browser.call('PUT', '/api/session/project', { json: { project } })
    expect(answer.json()).toMatchObject({ account: { id: project } })
    expect(browser.cookieHeader.length).toBeLessThan(4_096)
  }
  await expect.poll(() => keystone.revoked.size).toBeGreaterThan(0)
  await browser.call('DELETE', '/api/session')
  await expect.poll(() => keystone.revoked).toEqual(new Set(keystone.issued))
})

test('a session that Keystone has ended is signed out at the next look', async () => {
  const { browser, keystone } = await lab()
  await browser.signIn()
  for (const token of keystone.issued) keystone.revoked.add(token)
  const answer = await browser.call('GET', '/api/session')
  expect(answer.status).toBe(401)
  expect(answer.problem().type).toBe('/problems/signed-out')
  expect(browser.cookies.size).toBe(0)
})

test('the session is still told while Keystone is down, without projects', async () => {
  const { browser, keystone } = await lab()
  await browser.signIn()
  keystone.close()
  const answer = await browser.call('GET', '/api/session')
  expect(answer.status).toBe(200)
  expect(answer.json()).not.toHaveProperty('projects')
})

test.each([
  ['a wrong password', { password: 'wrong' }, 401, 'wrong-credentials'],
  ['an expired password', { username: 'expired' }, 403, 'account-disabled'],
  ['a foreign project', { project: 'p2' }, 403, 'project-refused'],
  ['a disabled project', { project: 'p9' }, 403, 'project-refused'],
  ['no enabled project', { username: 'none' }, 403, 'no-project'],
  ['a factor we do not know', { username: 'webauthn' }, 403, 'second-factor-unsupported'],
  ['a catalog without images', { username: 'imageless' }, 502, 'no-image-service'],
  ['an unknown cloud', { cloud: 'elsewhere' }, 404, 'unknown-cloud'],
  ['an API key on Keystone', { method: 'apiKey', apiKey: 'k' }, 400, 'invalid-request'],
  ['a missing user name', { username: '' }, 400, 'invalid-request'],
  ['an unknown method', { method: 'magic' }, 400, 'invalid-request'],
])('%s is its own problem', async (_name, body, status, kind) => {
  const { browser, keystone } = await lab()
  const answer = await browser.signIn(body)
  expect(answer.status).toBe(status)
  const problem = answer.problem()
  expect(problem).toMatchObject({ type: `/problems/${kind}`, status, requestId: answer.headers['x-request-id'] })
  expect(problem.detail.length).toBeGreaterThan(20)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect([...browser.cookies.keys()]).toEqual([])
  // What was issued on the way to the refusal is taken back.
  expect(keystone.revoked).toEqual(new Set(keystone.issued))
})

test('a one-time passcode is asked for and finishes the sign-in', async () => {
  const { browser } = await lab()
  const first = await browser.signIn({ username: 'totp' })
  expect(first.problem()).toMatchObject({ type: '/problems/passcode-wanted', status: 401, challenge: 'passcode' })
  const passcode = (code: string) =>
    browser.call('POST', '/api/session', { json: { cloud: 'lab', method: 'passcode', passcode: code } })
  expect((await passcode('999999')).problem()).toMatchObject({
    type: '/problems/wrong-passcode',
    challenge: 'passcode',
  })
  expect((await passcode('123456')).json()).toMatchObject({ user: { name: 'totp' }, account: { id: 'p1' } })
  expect((await passcode('123456')).problem().type).toBe('/problems/challenge-expired')
})

test('a region without object storage says so', async () => {
  const keystone = await startKeystone({ imageUrl: IMAGE })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  expect((await browser.signIn()).json()).toMatchObject({ services: { One: { image: true, objectStore: false } } })
  const missing = await browser.call('GET', '/api/regions/One/object-store')
  expect(missing.status).toBe(404)
  expect(missing.problem().type).toBe('/problems/service-missing')
})
