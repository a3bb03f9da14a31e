/** Rackspace Identity v2.0. Source: api §1 "Rackspace Identity v2.0"; each table names its part. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import {
  type Answer,
  answerOf,
  authUrlOf,
  imagesAs,
  postJson,
  rackspacePassword,
  signIn,
  startStopped,
} from '#fake-cloud/test-client.ts'
import { having, including } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
let tokensUrl: string
beforeAll(async () => {
  fake = await startStopped({ seed: 'empty' })
  tokensUrl = `${authUrlOf(fake, 'demo-rackspace')}/tokens`
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

const apiKey = (username: string, key: string) => ({
  auth: { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: key } },
})
const passcode = (code: string) => ({ auth: { 'RAX-AUTH:passcodeCredentials': { passcode: code } } })
const PRODUCER_KEY = '0f4c1a9d2b7e48659a3c5d81e6b7f290'
const WRONG = { unauthorized: { code: 401, message: 'Unable to authenticate user with credentials provided.' } }

describe('§1.1 authenticate', () => {
  test.each([
    ['a password', rackspacePassword('producer'), 'PASSWORD'],
    ['an API key', apiKey('producer', PRODUCER_KEY), 'APIKEY'],
  ])('%s gives a token of a day, the account, its roles and a catalog', async (_what, body, authenticatedBy) => {
    const answer = await postJson(tokensUrl, body)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      access: {
        token: {
          expires: '2026-11-24T12:00:00.000Z',
          tenant: { id: '728391', name: '728391' },
          'RAX-AUTH:authenticatedBy': [authenticatedBy],
        },
        user: { name: 'producer', 'RAX-AUTH:defaultRegion': 'DFW', 'RAX-AUTH:domainId': '728391' },
      },
    })
    expect(answer.text).toContain('identity:user-admin')
  })

  test('the catalog lists image endpoints ending in /v2 for three regions', async () => {
    const { baseUrl } = fake.cloud('demo-rackspace')
    const answer = await postJson(tokensUrl, rackspacePassword('producer'))
    expect(answer.body).toHaveProperty(
      'access.serviceCatalog',
      including([
        {
          name: 'cloudImages',
          type: 'image',
          endpoints: ['DFW', 'IAD', 'ORD'].map((region) => ({
            region,
            tenantId: '728391',
            publicURL: `${baseUrl}/image/${region}/v2`,
          })),
        },
        having({ type: 'rax:object-cdn' }),
        having({ type: 'object-store' }),
      ]),
    )
  })

  test('a catalog may lack the image service, or object storage in one region', async () => {
    const imageless = await postJson(tokensUrl, rackspacePassword('imageless'))
    expect(imageless.text).toContain('"type":"object-store"')
    expect(imageless.text).not.toContain('"type":"image"')
    const partner = await postJson(tokensUrl, rackspacePassword('partner'))
    expect(partner.text).toContain('/image/ORD/v2')
    expect(partner.text).toContain('/object-store/IAD/v1')
    expect(partner.text).not.toContain('/object-store/ORD/v1')
  })

  test('include_endpoints=false leaves the catalog out', async () => {
    const answer = await postJson(`${tokensUrl}?include_endpoints=false`, rackspacePassword('producer'))
    expect(answer.body).not.toHaveProperty('access.serviceCatalog')
  })

  const otherAccount = {
    auth: { passwordCredentials: { username: 'producer', password: 'producer-pw' }, tenantId: '1' },
  }
  const twoTenants = { auth: { ...otherAccount.auth, tenantName: '1' } }
  const MALFORMED = 'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting'
  test.each<[string, unknown, number, object]>([
    ['a wrong password', rackspacePassword('producer', 'no'), 401, WRONG],
    ['an unknown user', rackspacePassword('nobody'), 401, WRONG],
    ['a wrong API key', apiKey('producer', 'no'), 401, WRONG],
    ['an account of somebody else', otherAccount, 401, WRONG],
    ['a locked user', rackspacePassword('locked'), 401, WRONG],
    [
      'a disabled user',
      rackspacePassword('disabled'),
      403,
      { userDisabled: { code: 403, message: "User 'disabled' is disabled." } },
    ],
    [
      'a user who never set up the second factor',
      rackspacePassword('unenrolled'),
      403,
      { forbidden: { code: 403, message: 'User must setup multi-factor authentication.' } },
    ],
    ['no JSON', 'nope', 400, { badRequest: { code: 400, message: MALFORMED } }],
    ['no auth', {}, 400, { badRequest: { code: 400, message: MALFORMED } }],
    ['no credentials', { auth: {} }, 400, { badRequest: { code: 400, message: MALFORMED } }],
    ['tenant id and name together', twoTenants, 400, { badRequest: { code: 400, message: MALFORMED } }],
    [
      'an unknown token',
      { auth: { token: { id: 'x' }, tenantId: '728391' } },
      404,
      { itemNotFound: { code: 404, message: 'Token not found.' } },
    ],
  ])('%s is refused', async (_what, body, status, fault) => {
    const answer = await postJson(tokensUrl, body)
    expect(answer).toMatchObject({ status, body: fault })
    expect(answer.headers.get('www-authenticate')).toBeNull()
  })
})

describe('§1.1 passcode challenge', () => {
  const challenge = async (): Promise<string> => {
    const answer = await postJson(tokensUrl, rackspacePassword('secured'))
    expect(answer).toMatchObject({
      status: 401,
      body: { unauthorized: { code: 401, message: 'Additional authentication credentials required.' } },
    })
    const [, sessionId = ''] =
      /^OS-MF sessionId='([^']+)', factor='PASSCODE'$/.exec(answer.headers.get('www-authenticate') ?? '') ?? []
    return sessionId
  }
  const respond = (sessionId: string, code: string): Promise<Answer> =>
    postJson(tokensUrl, passcode(code), { 'x-sessionid': sessionId })

  test('the passcode completes the sign-in and uses the session id up', async () => {
    const sessionId = await challenge()
    const answer = await respond(sessionId, '123456')
    expect(answer.body).toHaveProperty('access.token.RAX-AUTH:authenticatedBy', ['PASSCODE', 'PASSWORD'])
    expect(await respond(sessionId, '123456')).toMatchObject({ status: 401, body: WRONG })
  })

  test('a wrong passcode can be tried again with the same session id', async () => {
    const sessionId = await challenge()
    const wrong = await respond(sessionId, '000000')
    expect(wrong).toMatchObject({ status: 401, body: WRONG })
    expect(wrong.headers.get('www-authenticate')).toBeNull()
    expect(await respond(sessionId, '123456')).toMatchObject({ status: 200 })
  })

  test('after ten minutes the passcode comes too late', async () => {
    const sessionId = await challenge()
    fake.turnClock(10 * 60_000)
    expect(await respond(sessionId, '123456')).toMatchObject({ status: 401, body: WRONG })
  })

  test('a passcode without a session id is refused', async () => {
    expect(await postJson(tokensUrl, passcode('123456'))).toMatchObject({ status: 401, body: WRONG })
  })
})

describe('§1.2 other calls', () => {
  const as = async (token: string, method: string, path: string): Promise<Answer> =>
    answerOf(await fetch(`${authUrlOf(fake, 'demo-rackspace')}${path}`, { method, headers: { 'x-auth-token': token } }))

  test('signing out makes the token unusable everywhere', async () => {
    const token = await signIn(fake, 'demo-rackspace', 'producer')
    expect(await as(token, 'DELETE', '/tokens')).toMatchObject({ status: 204, text: '' })
    expect(await as(token, 'GET', '/tenants')).toMatchObject({ status: 401 })
    expect(await as(token, 'DELETE', '/tokens')).toMatchObject({ status: 401 })
  })

  test('a caller lists its accounts and sees its own token, not that of others', async () => {
    const token = await signIn(fake, 'demo-rackspace', 'producer')
    const other = await signIn(fake, 'demo-rackspace', 'consumer')
    expect((await as(token, 'GET', '/tenants')).body).toEqual({
      tenants: [{ id: '728391', name: '728391', enabled: true }],
    })
    expect((await as(token, 'GET', `/tokens/${token}`)).body).toHaveProperty('access.token.id', token)
    expect(await as(token, 'GET', `/tokens/${other}`)).toMatchObject({ status: 403 })
  })

  test('a token ends when its day is over, and when a test says so', async () => {
    const images = await imagesAs(fake, 'demo-rackspace', 'producer')
    fake.turnClock(24 * 3_600_000 - 1)
    expect(await images.get('/v2/images?limit=1')).toMatchObject({ status: 200 })
    fake.turnClock(1)
    expect(await images.get('/v2/images?limit=1')).toMatchObject({ status: 401 })

    const later = await imagesAs(fake, 'demo-rackspace', 'producer')
    fake.expireTokens()
    expect(await later.get('/v2/images?limit=1')).toMatchObject({ status: 401 })
  })

  test('unknown paths and methods get faults in the same shape', async () => {
    const token = await signIn(fake, 'demo-rackspace', 'producer')
    expect(await as(token, 'GET', '/nope')).toMatchObject({ status: 404, body: { itemNotFound: { code: 404 } } })
    expect(await as(token, 'PUT', '/tokens')).toMatchObject({ status: 405, body: { badMethod: { code: 405 } } })
  })
})
