import * as z from 'zod'

import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  type User,
} from './rackspace-contract.ts'

const HOUR = 3_600_000

const authenticate = (user: User, body: object | string, headers: Record<string, string> = {}) =>
  user.identity('POST', '/v2.0/tokens', { body, headers: { 'content-type': 'application/json', ...headers } })

const password = (username: string, secret = `${username}-pw`, more: object = {}) => ({
  auth: { passwordCredentials: { username, password: secret }, ...more },
})
const apiKey = (username: string, key: string) => ({
  auth: { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: key } },
})
const passcode = (code: string) => ({ auth: { 'RAX-AUTH:passcodeCredentials': { passcode: code } } })

const PRODUCER_KEY = '0f4c1a9d2b7e48659a3c5d81e6b7f290'

const fault = (status: number, name: string, message: unknown) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: { [name]: { code: status, message } },
})
const WRONG = fault(401, 'unauthorized', 'Unable to authenticate user with credentials provided.')
const MALFORMED = fault(
  400,
  'badRequest',
  'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting',
)

const Access = z.object({ access: z.object({ token: z.object({ id: z.string() }) }) })
const tokenIn = (body: unknown): string => Access.parse(body).access.token.id

/** Gives the right password of somebody with a second factor. @returns the session id of the challenge */
async function challenged(user: User): Promise<string> {
  const { headers } = await authenticate(user, password('secured'))
  return /sessionId='([^']+)'/.exec(headers['www-authenticate'] ?? '')?.[1] ?? ''
}

rackspaceContract({
  title: 'authenticate',
  source: 'Authenticate as user',
  cases: [
    {
      name: 'a password, and everything a token opens',
      as: 'nobody',
      act: (user) => authenticate(user, password('producer')),
      expect: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: {
          access: {
            token: {
              id: matching(/^AAB/),
              expires: '{milliseconds}',
              tenant: { id: '{producer}', name: '{producer}' },
              'RAX-AUTH:authenticatedBy': ['PASSWORD'],
            },
            user: {
              id: '172157',
              name: 'producer',
              'RAX-AUTH:defaultRegion': 'DFW',
              'RAX-AUTH:domainId': '{producer}',
              'RAX-AUTH:sessionInactivityTimeout': 'PT15M',
              roles: satisfying<{ name: string; tenantId?: string }[]>(
                'roles with the tenant they are limited to',
                (roles) =>
                  roles.some(({ name, tenantId }) => name === 'identity:user-admin' && tenantId === undefined) &&
                  roles.some(({ name, tenantId }) => name === 'compute:default' && tenantId === '{producer}') &&
                  roles.some(
                    ({ name, tenantId }) => name === 'object-store:default' && tenantId === 'MossoCloudFS_{producer}',
                  ),
              ),
            },
            serviceCatalog: satisfying('a list', Array.isArray),
          },
        },
      },
    },
    {
      name: 'an API key',
      as: 'nobody',
      act: (user) => authenticate(user, apiKey('producer', PRODUCER_KEY)),
      expect: { status: 200, has: { access: { token: { 'RAX-AUTH:authenticatedBy': ['APIKEY'] } } } },
    },
    ...(['tenantId', 'tenantName'] as const).map((key): RackspaceCase => ({
      name: `${key} beside the credentials`,
      as: 'nobody',
      act: (user) => authenticate(user, password('producer', undefined, { [key]: ACCOUNTS.producer })),
      expect: { status: 200, has: { access: { token: { tenant: { id: '{producer}' } } } } },
    })),
    {
      name: 'the catalog can be left out',
      as: 'nobody',
      act: (user) => user.identity('POST', '/v2.0/tokens?include_endpoints=false', { body: password('producer') }),
      expect: {
        status: 200,
        body: satisfying<{ access: object }>('no catalog', ({ access }) => !('serviceCatalog' in access)),
      },
    },
    {
      name: 'twice gives two tokens',
      as: 'nobody',
      act: async (user, stage) => {
        stage.name(tokenIn((await authenticate(user, password('producer'))).body), 'first')
        return authenticate(user, password('producer'))
      },
      expect: { status: 200, has: { access: { token: { id: matching(/^AAB/) } } } },
    },
    ...(
      [
        ['a wrong password', password('producer', 'wrong')],
        ['a user nobody knows', password('nobody-knows')],
        ['a wrong API key', apiKey('producer', '0'.repeat(32))],
        ['the account of others', password('producer', undefined, { tenantId: ACCOUNTS.consumer })],
        ['somebody locked out', password('locked')],
      ] as const
    ).map(([name, body]): RackspaceCase => ({
      name,
      as: 'nobody',
      act: (user) => authenticate(user, body),
      expect: WRONG,
    })),
    ...(
      [
        ['no JSON', '{'],
        ['nothing', ''],
        ['no auth', '{}'],
        ['no credentials', '{"auth":{}}'],
        [
          'both names of an account',
          JSON.stringify(password('producer', undefined, { tenantId: '1', tenantName: '1' })),
        ],
        ['a password that is a number', '{"auth":{"passwordCredentials":{"username":"producer","password":1}}}'],
      ] as const
    ).map(([name, body]): RackspaceCase => ({
      name: `${name} is malformed`,
      as: 'nobody',
      act: (user) => authenticate(user, body),
      expect: MALFORMED,
    })),
    {
      name: 'somebody disabled',
      as: 'nobody',
      act: (user) => authenticate(user, password('disabled')),
      expect: fault(403, 'userDisabled', matching(/./)),
    },
    {
      name: 'a second factor that has to be set up first',
      as: 'nobody',
      act: (user) => authenticate(user, password('unenrolled')),
      expect: fault(403, 'forbidden', matching(/./)),
    },
    {
      name: 'a token of one’s own makes no other: that is for identity administrators',
      as: 'producer',
      act: (user) => authenticate(user, { auth: { tenantId: ACCOUNTS.producer, token: { id: user.token } } }),
      expect: fault(403, 'forbidden', matching(/./)),
    },
    {
      name: 'a token that is none',
      as: 'nobody',
      act: (user) => authenticate(user, { auth: { tenantId: ACCOUNTS.producer, token: { id: 'x' } } }),
      expect: fault(404, 'itemNotFound', matching(/./)),
    },
    {
      name: 'a token lives for a day',
      as: 'producer',
      act: async (user, stage) => {
        stage.fake.turnClock(24 * HOUR - 1000)
        const before = await user.identity('GET', '/v2.0/tenants')
        stage.fake.turnClock(2000)
        return [before, await user.identity('GET', '/v2.0/tenants')]
      },
      expect: [{ status: 200 }, fault(401, 'unauthorized', matching(/./))],
    },
  ],
})

rackspaceContract({
  title: 'second factor',
  source: 'Authenticate with multi-factor',
  cases: [
    {
      name: 'the right password is answered with a challenge',
      as: 'nobody',
      act: (user) => authenticate(user, password('secured')),
      expect: {
        ...fault(401, 'unauthorized', 'Additional authentication credentials required.'),
        headers: { 'www-authenticate': matching(/^OS-MF sessionId='[^']{100,}', factor='PASSCODE'$/) },
      },
    },
    {
      name: 'a wrong password is not',
      as: 'nobody',
      act: (user) => authenticate(user, password('secured', 'wrong')),
      expect: { ...WRONG, headers: { 'www-authenticate': null } },
    },
    {
      name: 'the passcode, with the session of the challenge',
      as: 'nobody',
      act: async (user) => authenticate(user, passcode('123456'), { 'x-sessionid': await challenged(user) }),
      expect: {
        status: 200,
        has: {
          access: {
            token: {
              'RAX-AUTH:authenticatedBy': satisfying<string[]>(
                'both factors',
                (factors) => factors.toSorted().join() === 'PASSCODE,PASSWORD',
              ),
            },
            user: { name: 'secured' },
          },
        },
      },
    },
    {
      name: 'a wrong passcode, then the right one in the same session',
      as: 'nobody',
      act: async (user) => {
        const session = { 'x-sessionid': await challenged(user) }
        return [
          await authenticate(user, passcode('000000'), session),
          await authenticate(user, passcode('123456'), session),
        ]
      },
      expect: [WRONG, { status: 200 }],
    },
    {
      name: 'a session opens the account once',
      as: 'nobody',
      act: async (user) => {
        const session = { 'x-sessionid': await challenged(user) }
        await authenticate(user, passcode('123456'), session)
        return authenticate(user, passcode('123456'), session)
      },
      expect: WRONG,
    },
    {
      name: 'a passcode without a session, and with one that is none',
      as: 'nobody',
      act: async (user) => [
        await authenticate(user, passcode('123456')),
        await authenticate(user, passcode('123456'), { 'x-sessionid': 'x' }),
      ],
      expect: [WRONG, WRONG],
    },
    {
      name: 'a passcode can be given for ten minutes',
      as: 'nobody',
      act: async (user, stage) => {
        const session = { 'x-sessionid': await challenged(user) }
        stage.fake.turnClock(10 * 60_000 + 1000)
        return authenticate(user, passcode('123456'), session)
      },
      expect: WRONG,
    },
  ],
})

const revoke = (user: User, id = '') => user.identity('DELETE', `/v2.0/tokens${id}`)
const look = (user: User) => user.identity('GET', '/v2.0/tenants')
const NO_TOKEN = fault(401, 'unauthorized', matching(/./))

/** The producer's catalog, one service of it. */
const lists = (
  name: string,
  type: string,
  question: (endpoints: Endpoint[], names: string[]) => boolean,
): RackspaceCase => ({
  name,
  as: 'nobody',
  source: 'Service catalog',
  act: (user) => authenticate(user, password('producer')),
  expect: {
    status: 200,
    has: {
      access: {
        serviceCatalog: satisfying<CatalogService[]>(name, (services) => {
          const found = services.filter((one) => one.type === type)
          return question(
            found.flatMap((one) => one.endpoints),
            found.map((one) => one.name),
          )
        }),
      },
    },
  },
})

interface Endpoint {
  region?: string
  tenantId?: string
  publicURL?: string
  internalURL?: string
}
interface CatalogService {
  name: string
  type: string
  endpoints: Endpoint[]
}

rackspaceContract({
  title: 'tokens, tenants, catalog',
  source: 'Token operations',
  cases: [
    {
      name: 'sign-out ends the token',
      as: 'producer',
      act: async (user) => [
        await revoke(user),
        await look(user),
        await revoke(user),
        await user.images('GET', '/v2/images'),
      ],
      expect: [{ status: 204, text: '' }, NO_TOKEN, NO_TOKEN, { status: 401 }],
    },
    {
      name: 'sign-out by the token’s name',
      as: 'producer',
      act: async (user) => [await revoke(user, `/${user.token}`), await look(user)],
      expect: [{ status: 204, text: '' }, NO_TOKEN],
    },
    {
      name: 'the token of others is not for everybody to end',
      as: 'producer',
      act: async (user, stage: RackspaceStage) => {
        const other = await stage.as('consumer')
        return [await revoke(user, `/${other.token}`), await look(other)]
      },
      expect: [fault(403, 'forbidden', matching(/./)), { status: 200 }],
    },
    {
      name: 'a token tells about itself, without the catalog',
      as: 'producer',
      act: (user) => user.identity('GET', `/v2.0/tokens/${user.token}`),
      expect: { status: 200, has: { access: { token: { tenant: { id: '{producer}' } }, user: { name: 'producer' } } } },
    },
    {
      name: 'without a token',
      as: 'nobody',
      act: async (user) => [await revoke(user), await look(user)],
      expect: [NO_TOKEN, NO_TOKEN],
    },
    {
      name: 'tenants',
      as: 'producer',
      act: look,
      expect: { status: 200, body: { tenants: [{ id: '{producer}', name: '{producer}', enabled: true }] } },
    },
    {
      name: 'a path there is not, and a method there is not',
      as: 'producer',
      act: async (user) => [await user.identity('GET', '/v2.0/nonesuch'), await user.identity('PUT', '/v2.0/tokens')],
      expect: [
        { status: 404, has: { itemNotFound: { code: 404 } } },
        { status: 405, headers: { allow: 'POST, DELETE' } },
      ],
    },
    lists(
      'images are a service of every region, its addresses end in /v2',
      'image',
      (endpoints, names) =>
        names.join() === 'cloudImages' &&
        endpoints.map(({ region }) => region).join() === 'DFW,IAD,ORD' &&
        endpoints.every(
          ({ region, publicURL, internalURL }) =>
            publicURL === `{cloud}/image/${region}/v2` && internalURL === undefined,
        ),
    ),
    lists(
      'Cloud Files has an account of its own, inside and outside',
      'object-store',
      (endpoints, names) =>
        names.join() === 'cloudFiles' &&
        endpoints.every(
          ({ tenantId, publicURL, internalURL }) =>
            tenantId === 'MossoCloudFS_{producer}' &&
            publicURL?.endsWith('/v1/MossoCloudFS_{producer}') === true &&
            internalURL?.endsWith('/v1/MossoCloudFS_{producer}') === true,
        ),
    ),
    lists(
      'the CDN has another type than the files',
      'rax:object-cdn',
      (_endpoints, names) => names.join() === 'cloudFilesCDN',
    ),
    lists('a global service has no region; this one has no public address', 'rax:cloudmetrics', (endpoints) =>
      endpoints.every(({ region, publicURL }) => region === undefined && publicURL === undefined),
    ),
  ],
})
