/** Keystone v3. Source: api §2 "Keystone v3"; statuses and texts as a real Keystone answers them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { APPLICATION_CREDENTIAL } from '#fake-cloud/seed/identity-openstack.ts'
import {
  type Answer,
  answerOf,
  authUrlOf,
  keystonePassword,
  postJson,
  projectScope,
  signIn,
  startStopped,
} from '#fake-cloud/test-client.ts'
import { having, matching } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
let authUrl: string
beforeAll(async () => {
  fake = await startStopped({ seed: 'empty' })
  authUrl = authUrlOf(fake, 'demo-openstack')
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

const authenticate = (body: unknown): Promise<Answer> => postJson(`${authUrl}/auth/tokens`, body)
const rescope = (token: string, scope: unknown) => ({
  auth: { identity: { methods: ['token'], token: { id: token } }, scope },
})
const applicationCredential = (credential: object, scope?: unknown) => ({
  auth: {
    identity: { methods: ['application_credential'], application_credential: credential },
    ...(scope !== undefined && { scope }),
  },
})
const tokenOf = (answer: Answer): string => answer.headers.get('x-subject-token') ?? ''
const call = async (method: string, path: string, headers: Record<string, string>): Promise<Answer> =>
  answerOf(await fetch(`${authUrl}${path}`, { method, headers }))

const UNAUTHENTICATED = {
  error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
}

describe('§2.1 sign-in', () => {
  test('a scoped sign-in gives 201, the token in a header, the project, expanded roles and the catalog', async () => {
    const answer = await authenticate(keystonePassword('producer', projectScope('producer')))
    expect(answer.status).toBe(201)
    expect(tokenOf(answer)).toMatch(/^gAAAA[\w-]{150,}$/)
    expect(answer.text).not.toContain(tokenOf(answer))
    expect(answer.body).toMatchObject({
      token: {
        methods: ['password'],
        user: { name: 'producer', domain: { id: 'default', name: 'Default' }, password_expires_at: null },
        issued_at: '2026-11-23T12:00:00.000000Z',
        expires_at: '2026-11-23T20:00:00.000000Z',
        project: { name: 'producer' },
        is_domain: false,
        roles: [{ name: 'member' }, { name: 'reader' }],
      },
    })
    expect(answer.headers.get('x-openstack-request-id')).toMatch(/^req-[\da-f-]{36}$/)
  })

  test('the catalog names image URLs without a version, one endpoint per interface', async () => {
    const answer = await authenticate(keystonePassword('producer', projectScope('producer')))
    const { baseUrl } = fake.cloud('demo-openstack')
    expect(answer.body).toHaveProperty('token.catalog[0]', having({ type: 'image', name: 'glance' }))
    expect(answer.body).toHaveProperty(
      'token.catalog[0].endpoints[2]',
      having({
        interface: 'public',
        region: 'RegionOne',
        region_id: 'RegionOne',
        url: `${baseUrl}/image/RegionOne`,
      }),
    )
  })

  test('a catalog may lack the image service', async () => {
    const answer = await authenticate(keystonePassword('imageless', projectScope('imageless')))
    expect(answer.text).toContain('"type":"object-store"')
    expect(answer.text).not.toContain('"type":"image"')
  })

  test('nocatalog leaves the catalog out', async () => {
    const answer = await postJson(
      `${authUrl}/auth/tokens?nocatalog`,
      keystonePassword('producer', projectScope('producer')),
    )
    expect(answer.body).not.toHaveProperty('token.catalog')
    expect(answer.body).toHaveProperty('token.project')
  })

  test.each([
    ['asked for', keystonePassword('producer', 'unscoped')],
    ['without a scope and without a default project', keystonePassword('multi')],
  ])('an unscoped token, %s, has no project, roles or catalog', async (_how, body) => {
    const answer = await authenticate(body)
    expect(answer.status).toBe(201)
    for (const key of ['project', 'roles', 'catalog']) expect(answer.body).not.toHaveProperty(`token.${key}`)
  })

  test('without a scope the default project is used', async () => {
    const answer = await authenticate(keystonePassword('homed'))
    expect(answer.body).toHaveProperty('token.project.name', 'staging')
  })

  test('admin implies member and reader', async () => {
    const answer = await authenticate(keystonePassword('admin', projectScope('admin')))
    expect(answer.body).toMatchObject({ token: { roles: [{ name: 'admin' }, { name: 'member' }, { name: 'reader' }] } })
  })

  const wrongDomain = {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'producer', domain: { name: 'Other' }, password: 'producer-pw' } },
      },
    },
  }
  test.each([
    ['a wrong password', keystonePassword('producer', undefined, 'no')],
    ['an unknown user', keystonePassword('nobody')],
    ['another domain', wrongDomain],
    ['a disabled user', keystonePassword('disabled')],
    ['a locked user', keystonePassword('locked')],
    ['an unknown project', keystonePassword('producer', projectScope('nowhere'))],
    ['a project of others', keystonePassword('producer', projectScope('consumer'))],
    ['a closed project', keystonePassword('multi', projectScope('archived'))],
    ['a wrong application credential', applicationCredential({ ...APPLICATION_CREDENTIAL, secret: 'no' })],
  ])('%s gets the same 401, without a hint', async (_what, body) => {
    const answer = await authenticate(body)
    expect(answer).toMatchObject({ status: 401, body: UNAUTHENTICATED })
    expect(answer.headers.get('www-authenticate')).toBe(`Keystone uri="${authUrl}"`)
  })

  test.each([
    ['no JSON', 'nope', /^Expecting to find valid JSON in request body\./],
    ['no auth', {}, /^Expecting to find auth in request body\./],
    ['no identity', { auth: {} }, /^'identity' is a required property/],
  ])('%s is 400', async (_what, body, message) => {
    const answer = await authenticate(body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 400, title: 'Bad Request' } } })
    expect(answer.body).toHaveProperty('error.message', matching(message))
  })

  test('a second factor is asked for with a receipt and then accepted', async () => {
    const first = await authenticate(keystonePassword('secured', projectScope('producer')))
    expect(first).toMatchObject({
      status: 401,
      body: { receipt: { methods: ['password'] }, required_auth_methods: [['password', 'totp']] },
    })
    expect(first.headers.get('openstack-auth-receipt')).toBeTruthy()
    const { identity } = keystonePassword('secured').auth
    const withPasscode = (passcode: string) => ({
      auth: {
        identity: {
          ...identity,
          methods: ['password', 'totp'],
          totp: { user: { name: 'secured', domain: { id: 'default' }, passcode } },
        },
        scope: projectScope('producer'),
      },
    })
    expect(await authenticate(withPasscode('000000'))).toMatchObject({ status: 401, body: UNAUTHENTICATED })
    expect(await authenticate(withPasscode('123456'))).toMatchObject({ status: 201 })
  })
})

describe('§2.1 application credentials', () => {
  test.each([
    ['by id', APPLICATION_CREDENTIAL],
    [
      'by name and user',
      {
        name: 'producer-app',
        secret: APPLICATION_CREDENTIAL.secret,
        user: { name: 'producer', domain: { name: 'Default' } },
      },
    ],
  ])('%s: scoped to its own project', async (_how, credential) => {
    const answer = await authenticate(applicationCredential(credential))
    expect(answer).toMatchObject({
      status: 201,
      body: {
        token: {
          methods: ['application_credential'],
          project: { name: 'producer' },
          application_credential: { name: 'producer-app', restricted: true },
        },
      },
    })
  })

  test('may not ask for a scope, nor be rescoped', async () => {
    const scoped = await authenticate(applicationCredential(APPLICATION_CREDENTIAL, projectScope('producer')))
    expect(scoped.status).toBe(401)
    expect(scoped.text).toContain('Application credentials cannot request a scope.')
    const token = tokenOf(await authenticate(applicationCredential(APPLICATION_CREDENTIAL)))
    expect(await authenticate(rescope(token, projectScope('producer')))).toMatchObject({ status: 403 })
  })
})

describe('§2.1 rescoping', () => {
  test('keeps the expiry and names the parent', async () => {
    const parent = await authenticate(keystonePassword('multi', 'unscoped'))
    fake.turnClock(3_600_000)
    const child = await authenticate(rescope(tokenOf(parent), projectScope('staging')))
    expect(child).toMatchObject({
      status: 201,
      body: {
        token: {
          methods: ['token', 'password'],
          project: { name: 'staging' },
          issued_at: '2026-11-23T13:00:00.000000Z',
          expires_at: '2026-11-23T20:00:00.000000Z',
        },
      },
    })
    expect(child.body).toHaveProperty('token.audit_ids.length', 2)
  })

  test.each([
    ['unknown', 'bogus', 'Could not recognize Fernet token'],
    ['revoked', undefined, 'Failed to validate token'],
  ])('an %s token is 404', async (_what, id, message) => {
    const token = id ?? (await signIn(fake, 'demo-openstack', 'producer'))
    await call('DELETE', '/auth/tokens', { 'x-auth-token': token, 'x-subject-token': token })
    const answer = await authenticate(rescope(token, projectScope('producer')))
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 404, message, title: 'Not Found' } } })
  })
})

describe('§2.2 other calls', () => {
  test('projects are listed to an unscoped token, a closed one among them', async () => {
    const token = tokenOf(await authenticate(keystonePassword('multi', 'unscoped')))
    const answer = await call('GET', '/auth/projects', { 'x-auth-token': token })
    expect(answer.body).toMatchObject({
      projects: [
        { name: 'producer', enabled: true },
        { name: 'staging', enabled: true },
        { name: 'consumer', enabled: true },
        { name: 'archived', enabled: false, domain_id: 'default', parent_id: 'default', is_domain: false, tags: [] },
      ],
      links: { next: null, previous: null },
    })
    expect(await call('GET', '/auth/catalog', { 'x-auth-token': token })).toMatchObject({ status: 403 })
  })

  test('a token can be looked at, checked and revoked, and is then worth nothing', async () => {
    const token = await signIn(fake, 'demo-openstack', 'producer')
    const own = { 'x-auth-token': token, 'x-subject-token': token }
    const shown = await call('GET', '/auth/tokens', own)
    expect(shown).toMatchObject({ status: 200, body: { token: { project: { name: 'producer' } } } })
    expect(tokenOf(shown)).toBe(token)
    expect(await call('HEAD', '/auth/tokens', own)).toMatchObject({ status: 200, text: '' })
    expect(await call('DELETE', '/auth/tokens', own)).toMatchObject({ status: 204, text: '' })
    expect(await call('DELETE', '/auth/tokens', own)).toMatchObject({ status: 401, body: UNAUTHENTICATED })
    expect(await call('GET', '/auth/projects', { 'x-auth-token': token })).toMatchObject({ status: 401 })
  })

  test('revoking a token leaves those rescoped from it valid', async () => {
    const parent = tokenOf(await authenticate(keystonePassword('multi', 'unscoped')))
    const child = tokenOf(await authenticate(rescope(parent, projectScope('staging'))))
    await call('DELETE', '/auth/tokens', { 'x-auth-token': parent, 'x-subject-token': parent })
    expect(await call('GET', '/auth/projects', { 'x-auth-token': child })).toMatchObject({ status: 200 })
  })

  test('a good token asking about a bad one is told 404', async () => {
    const token = await signIn(fake, 'demo-openstack', 'producer')
    const answer = await call('GET', '/auth/tokens', { 'x-auth-token': token, 'x-subject-token': 'bogus' })
    expect(answer).toMatchObject({ status: 404, body: { error: { message: 'Could not recognize Fernet token' } } })
  })

  test('versions: 300 at the root, 200 at /v3', async () => {
    const root = await answerOf(await fetch(`${authUrl.slice(0, -'/v3'.length)}/`))
    expect(root).toMatchObject({ status: 300, body: { versions: { values: [{ id: 'v3.14', status: 'stable' }] } } })
    for (const path of ['', '/']) {
      expect(await call('GET', path, {})).toMatchObject({ status: 200, body: { version: { id: 'v3.14' } } })
    }
  })

  test('an unknown path is an HTML page, a wrong method a JSON sentence', async () => {
    const unknown = await call('GET', '/nope', {})
    expect(unknown).toMatchObject({ status: 404 })
    expect(unknown.headers.get('content-type')).toContain('text/html')
    expect(unknown.text).toContain('<h1>Not Found</h1>')
    const method = await call('PUT', '/auth/tokens', {})
    expect(method).toMatchObject({ status: 405, body: { message: 'The method is not allowed for the requested URL.' } })
    expect(method.headers.get('allow')).toBe('OPTIONS, POST, GET, HEAD, DELETE')
  })
})
