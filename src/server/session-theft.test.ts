/** A cookie that somebody copied, planted or moved: it is worth no more than the session that it was made for. */
import { expect, test } from 'vitest'
import { Browser } from './testing/dashboard.ts'
import { IMAGES, startLab } from './testing/lab.ts'
import type { Lab } from './testing/lab.ts'

/** A lab whose image service asks Keystone about tokens, as Glance does. */
async function startStrictLab(): Promise<Lab> {
  let revoked: ReadonlySet<string> = new Set()
  const lab = await startLab((request, response) => {
    response.statusCode = revoked.has(String(request.headers['x-auth-token'])) ? 401 : 200
    response.end('{}')
  })
  ;({ revoked } = lab.keystone)
  return lab
}

/** Another browser with the same cookies. */
function copyOf({ dashboard }: Lab, browser: Browser): Browser {
  const thief = new Browser(dashboard)
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value)
  return thief
}

test('a copy made before sign-out is worth nothing after it', async () => {
  const lab = await startStrictLab()
  const thief = copyOf(lab, lab.browser)
  expect((await thief.call('GET', IMAGES)).status).toBe(200)
  await lab.browser.call('DELETE', '/api/session')
  expect(new Set(lab.keystone.issued)).toEqual(lab.keystone.revoked)
  // The cloud's own answer: here nothing is kept that would tell a copy from the session.
  expect((await thief.call('GET', IMAGES)).status).toBe(401)
  expect((await thief.call('GET', '/api/session')).problem().type).toBe('/problems/signed-out')
})

test('a cookie planted before sign-in does not become the session of who signs in', async () => {
  const lab = await startStrictLab()
  const planted = copyOf(lab, lab.browser)
  // The victim's browser holds the planted cookie, and signs in as somebody else.
  const victim = copyOf(lab, lab.browser)
  await victim.signIn({ username: 'many' })
  expect(victim.cookieHeader).not.toBe(planted.cookieHeader)
  const own = await victim.call('GET', '/api/session')
  expect(own.json()).toMatchObject({ user: { name: 'many' } })
  const seen = await planted.call('GET', '/api/session')
  expect(seen.text).not.toContain('many')
})

test('a cookie under another name is no session', async () => {
  const lab = await startStrictLab()
  const [[, value] = ['', '']] = lab.browser.cookies
  const statuses = new Map<string, number>()
  for (const name of ['cloud-images-passcode', '__Host-cloud-images', 'Cloud-Images', 'session']) {
    const thief = new Browser(lab.dashboard)
    thief.cookies.set(name, value)
    statuses.set(name, (await thief.call('GET', IMAGES)).status)
  }
  expect([...statuses].filter(([, status]) => status !== 401)).toEqual([])
  expect(lab.cloud.requests).toEqual([])
})

test('of two cookies of one name neither lends the other anything', async () => {
  const lab = await startStrictLab()
  const [[name, value] = ['', '']] = lab.browser.cookies
  const thief = new Browser(lab.dashboard)
  const half = value.slice(0, value.length / 2)
  for (const cookie of [`${name}=${half}; ${name}=${value.slice(value.length / 2)}`, `${name}=; ${name}=${half}`]) {
    const answer = await thief.call('GET', IMAGES, { headers: { cookie } })
    expect(answer.problem().type).toBe('/problems/signed-out')
  }
  expect(lab.cloud.requests).toEqual([])
})
