import * as z from 'zod'

import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { ACCOUNTS, type RackspaceCase, rackspaceContract } from './rackspace-contract.ts'
import { authenticate, fault, password, WRONG } from './sign-in-acts.ts'

const HOUR = 3_600_000

const apiKey = (username: string, key: string) => ({
  auth: { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: key } },
})

const PRODUCER_KEY = '0f4c1a9d2b7e48659a3c5d81e6b7f290'

const MALFORMED = fault(
  400,
  'badRequest',
  'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting',
)

const Access = z.object({ access: z.object({ token: z.object({ id: z.string() }) }) })
const tokenIn = (body: unknown): string => Access.parse(body).access.token.id

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
