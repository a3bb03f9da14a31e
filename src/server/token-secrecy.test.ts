/** Runs a whole session, good and bad, over both kinds of identity, then looks for its secrets wherever something came out. */
import { expect, test } from 'vitest'
import { Browser, startDashboard } from './testing/dashboard.ts'
import type { Dashboard } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'
import { IMAGES, OBJECTS } from './testing/lab.ts'
import { startRackspaceIdentity } from './testing/rackspace-identity.ts'
import { startUpstream } from './testing/upstream.ts'

/** A careless service: answers with the token it was given, in the headers it should not use, then fails in all ways. */
const startCarelessCloud = () =>
  startUpstream((request, response) => {
    const token = String(request.headers['x-auth-token'])
    if (request.url?.includes('dies')) return void response.socket?.destroy()
    if (request.url?.includes('breaks')) {
      response.writeHead(200, { 'content-length': '100' })
      return void response.write('half', () => response.socket?.destroy())
    }
    if (request.url?.includes('moves'))
      return void response.writeHead(302, { location: `http://127.0.0.1/?token=${token}` }).end()
    const headers = {
      'x-auth-token': token,
      'x-subject-token': token,
      'set-cookie': `token=${token}`,
      link: token,
      'x-storage-token': token,
    }
    response.writeHead(request.url?.includes('refused') ? 403 : 200, headers).end('{}')
  })

/** Everything that left the server while the session lived, sealed cookies included. */
const emittedBy = async (dashboard: Dashboard, browser: Browser): Promise<string> => {
  const metrics = await browser.call('GET', '/metrics')
  return [...browser.transcript, ...dashboard.logs, metrics.text].join('\n')
}

const useSession = async (browser: Browser, region: string) => {
  for (const path of [IMAGES, `${IMAGES}/refused`, `${IMAGES}/dies`, `${IMAGES}/moves`, OBJECTS, `${OBJECTS}/c/o`]) {
    const there = path.replace('/One/', `/${region}/`)
    await browser.call('GET', there)
    await browser.call('PUT', there, { body: 'data' })
  }
  const broken = await browser.open('GET', `${IMAGES}/breaks/file`.replace('/One/', `/${region}/`))
  await expect(broken.body.text()).rejects.toThrow(/terminated|closed|aborted/)
  await browser.call('GET', '/api/session')
  await browser.call('GET', '/api/nowhere')
}

test.each(['trace', 'info'] as const)('no token, password or passcode comes out (log level %s)', async (logLevel) => {
  const cloud = await startCarelessCloud()
  const keystone = await startKeystone({ imageUrl: cloud.url, objectStoreUrl: `${cloud.url}/v1/AUTH_p1` })
  const rackspace = await startRackspaceIdentity({ DFW: cloud.url })
  const dashboard = await startDashboard([keystone.cloud, rackspace.cloud], { config: { logLevel } })

  const browser = new Browser(dashboard)
  await browser.signIn({ username: 'many', password: 'my-wrong-password' })
  await browser.signIn({ username: 'many' })
  for (const project of ['p1', 'p2', 'nowhere'])
    await browser.call('PUT', '/api/session/project', { json: { project } })
  await useSession(browser, 'One')
  await browser.call('DELETE', '/api/session')

  await browser.signIn({ cloud: 'rax', username: 'mfa' })
  await browser.call('POST', '/api/session', { json: { cloud: 'rax', method: 'passcode', passcode: '987654321' } })
  await browser.call('POST', '/api/session', { json: { cloud: 'rax', method: 'passcode', passcode: '123456' } })
  await useSession(browser, 'DFW')
  await browser.call('POST', '/api/session', {
    json: { cloud: 'lab', method: 'applicationCredential', id: 'ac', secret: 'my-app-secret' },
  })
  await browser.call('DELETE', '/api/session')

  const emitted = await emittedBy(dashboard, browser)
  const secrets = [
    ...keystone.issued,
    ...rackspace.issued,
    'my-wrong-password',
    'my-app-secret',
    '987654321',
    's'.repeat(300),
  ]
  expect(secrets.length).toBeGreaterThanOrEqual(8)
  for (const secret of secrets) {
    // Also in the spellings it would have inside a URL or encoded.
    for (const spelling of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, 40)]) {
      expect(emitted.includes(spelling)).toBe(false)
    }
  }
  // The places looked at are the real ones.
  expect(emitted).toMatch(/cloud-images=/)
  expect(emitted).toMatch(/dashboard_sign_ins_total/)
  expect(emitted).toMatch(/"msg":"audit"/)
  // The browser's cookie is in no log either: it is as good as the token.
  expect(dashboard.logs.join('')).not.toContain('cloud-images=')
})
