/** Signing in to Rackspace Identity v2.0: password, API key, passcode. */
import { expect, test } from 'vitest'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { startRackspaceIdentity } from './testing/rackspace-identity.ts'

const lab = async () => {
  const identity = await startRackspaceIdentity({ DFW: 'https://dfw.example.com', IAD: 'https://iad.example.com' })
  const browser = new Browser(await startDashboard([identity.cloud]))
  const signIn = (more: Record<string, unknown> = {}) => browser.signIn({ cloud: 'rax', ...more })
  const passcode = (code: string) => signIn({ method: 'passcode', passcode: code })
  return { identity, browser, signIn, passcode }
}

test.each([
  ['a password', { method: 'password', password: 'right' }],
  ['an API key', { method: 'apiKey', apiKey: 'right' }],
  ['an answer without tenant', { username: 'tenantless' }],
])('%s opens a session for the account', async (_name, credentials) => {
  const { signIn } = await lab()
  const answer = await signIn(credentials)
  expect(answer.status).toBe(201)
  expect(answer.json()).toMatchObject({
    flavour: 'rackspace',
    user: { id: '172157' },
    account: { id: '123456', name: '123456' },
    roles: ['identity:user-admin', 'object-store:default'],
    regions: ['DFW', 'IAD'],
    defaultRegion: 'IAD',
    services: { DFW: { image: true, objectStore: true }, IAD: { image: true, objectStore: true } },
    capabilities: { switchProject: false, importTasks: true },
  })
  expect(answer.json()).not.toHaveProperty('projects')
})

test('signing out revokes the token', async () => {
  const { signIn, browser, identity } = await lab()
  await signIn()
  expect((await browser.call('DELETE', '/api/session')).status).toBe(204)
  expect(identity.revoked).toEqual(new Set(identity.issued))
})

test('a passcode is asked for after the right password, and retried with the same challenge', async () => {
  const { signIn, passcode, browser } = await lab()
  const first = await signIn({ username: 'mfa' })
  expect(first.status).toBe(401)
  expect(first.problem()).toMatchObject({ type: '/problems/passcode-wanted', challenge: 'passcode' })
  expect((await browser.call('GET', '/api/session')).status).toBe(401)
  expect((await passcode('111111')).problem()).toMatchObject({
    type: '/problems/wrong-passcode',
    challenge: 'passcode',
  })
  expect((await passcode('123456')).json()).toMatchObject({ user: { name: 'mfa' } })
})

test('a fresh challenge replaces the one before', async () => {
  const { signIn, passcode } = await lab()
  await signIn({ username: 'mfa' })
  expect((await passcode('000000')).problem().type).toBe('/problems/wrong-passcode')
  expect((await passcode('123456')).status).toBe(201)
})

test('a passcode without a challenge says that the step has expired', async () => {
  const { passcode } = await lab()
  expect((await passcode('123456')).problem().type).toBe('/problems/challenge-expired')
})

test.each([
  ['a wrong password', { password: 'wrong' }, 401, 'wrong-credentials'],
  ['a wrong API key', { method: 'apiKey', apiKey: 'wrong' }, 401, 'wrong-credentials'],
  ['a disabled user', { username: 'disabled' }, 403, 'account-disabled'],
  ['a second factor to be set up first', { username: 'must-enrol' }, 403, 'second-factor-setup-wanted'],
  ['an application credential', { method: 'applicationCredential', id: 'a', secret: 's' }, 400, 'invalid-request'],
])('%s is its own problem', async (_name, credentials, status, kind) => {
  const { signIn } = await lab()
  const answer = await signIn(credentials)
  expect(answer.status).toBe(status)
  expect(answer.problem().type).toBe(`/problems/${kind}`)
})

test('a rate limit of the identity service is passed on with its waiting time', async () => {
  const { signIn } = await lab()
  const answer = await signIn({ username: 'limited' })
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBe('7')
  expect(answer.problem()).toMatchObject({ type: '/problems/too-many-attempts', retryAfterSeconds: 7 })
})
