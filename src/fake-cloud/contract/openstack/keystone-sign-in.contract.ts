import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import { keystoneRefused, UNAUTHENTICATED } from '#fake-cloud/contract/shapes.ts'
import type { Stage } from '#fake-cloud/contract/stage.ts'
import { passwordAuth, projectScope } from '#fake-cloud/contract/tokens.ts'

import { byCredential, producer, projectOf, signIn } from './keystone-acts.ts'

const MALFORMED =
  'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.'

/** Names of roles, in whatever order Keystone lists them. */
const roles = (...names: string[]) =>
  satisfying<{ name: string }[]>(
    `roles ${names.join()}`,
    (found) =>
      found
        .map(({ name }) => name)
        .toSorted()
        .join() === names.join(),
  )

interface CatalogService {
  type: string
  id: string
  name: string
  endpoints: { interface: string; url: string; region: string; region_id: string }[]
}

contract({
  title: 'Keystone: sign in',
  source: 'Authentication and token management',
  cases: [
    {
      name: 'a password and a project: the token is a header, the body says what it opens',
      as: 'nobody',
      act: (caller, stage) => signIn(caller, producer(stage, projectOf(stage))),
      expect: {
        status: 201,
        headers: {
          'content-type': 'application/json',
          'x-subject-token': '{token}',
          vary: 'X-Auth-Token',
          'x-openstack-request-id': '{request}',
        },
        body: {
          token: {
            methods: ['password'],
            user: {
              id: matching(/^[\da-f]{32}$/),
              name: 'producer',
              domain: { id: 'default', name: 'Default' },
              password_expires_at: null,
            },
            audit_ids: [matching(/^[\w-]{22}$/)],
            issued_at: '{microseconds}',
            expires_at: '{microseconds}',
            project: { id: '{producer}', name: 'producer', domain: { id: 'default', name: 'Default' } },
            is_domain: false,
            roles: roles('member', 'reader'),
            catalog: satisfying<{ type: string }[]>('a catalog', (services) =>
              ['identity', 'image', 'object-store'].every((type) => services.some((one) => one.type === type)),
            ),
          },
        },
      },
    },
    {
      name: 'an endpoint of the catalog',
      as: 'nobody',
      source: 'Service catalog and endpoints',
      act: (caller, stage) => signIn(caller, producer(stage, projectOf(stage))),
      expect: {
        status: 201,
        has: {
          token: {
            catalog: satisfying<CatalogService[]>('the public image endpoint', (services) =>
              services.some(
                ({ type, id, name, endpoints }) =>
                  type === 'image' &&
                  /^[\da-f]{32}$/.test(id) &&
                  name === 'glance' &&
                  endpoints.some(
                    (one) =>
                      one.interface === 'public' &&
                      one.url === '{images}' &&
                      one.region === 'RegionOne' &&
                      one.region_id === 'RegionOne',
                  ),
              ),
            ),
          },
        },
      },
    },
    {
      name: 'the object store’s endpoint names the account',
      as: 'nobody',
      source: 'Service catalog and endpoints',
      act: (caller, stage) => signIn(caller, producer(stage, projectOf(stage))),
      expect: {
        status: 201,
        has: {
          token: {
            catalog: satisfying<CatalogService[]>('the account in the object store', (services) =>
              services.some(
                ({ type, endpoints }) =>
                  type === 'object-store' && endpoints.some(({ url }) => url === '{objects}/v1/AUTH_{producer}'),
              ),
            ),
          },
        },
      },
    },
    {
      name: 'a project by its name',
      as: 'nobody',
      act: (caller, stage) =>
        signIn(caller, producer(stage, { project: { name: 'producer', domain: { name: 'Default' } } })),
      expect: { status: 201, has: { token: { project: { id: '{producer}' } } } },
    },
    {
      name: 'the catalog can be left out',
      as: 'nobody',
      act: ({ identity }, stage) => identity.post('/auth/tokens?nocatalog', producer(stage, projectOf(stage))),
      expect: { status: 201, has: { token: without('catalog') } },
    },
    ...(['no scope', 'unscoped'] as const).map((scope): Case => ({
      name: `${scope}: a token for no project`,
      as: 'nobody',
      act: (caller, stage) => signIn(caller, producer(stage, scope === 'unscoped' ? scope : undefined)),
      expect: {
        status: 201,
        headers: { 'x-subject-token': '{token}' },
        has: { token: without('project', 'roles', 'catalog', 'is_domain') },
      },
    })),
    {
      name: 'an administrator’s roles include those they imply',
      as: 'nobody',
      act: (caller, { target: { accounts } }) => {
        const { username, password, projectId } = accounts.admin
        return signIn(caller, passwordAuth(username, password, projectScope(projectId)))
      },
      expect: { status: 201, has: { token: { roles: roles('admin', 'member', 'reader') } } },
    },
    {
      name: 'a reader is a reader only',
      as: 'nobody',
      act: (caller, { target: { accounts } }) => {
        const { username, password, projectId } = accounts.observer
        return signIn(caller, passwordAuth(username, password, projectScope(projectId)))
      },
      expect: { status: 201, has: { token: { roles: roles('reader') } } },
    },
    ...(
      [
        ['a wrong password', (stage) => producer(stage, undefined, 'wrong')],
        ['an unknown user', () => passwordAuth('no-such-user', 'x')],
        ['an unknown project', (stage) => producer(stage, projectScope('0'.repeat(32)))],
        ['the project of others', (stage) => producer(stage, projectScope(stage.target.accounts.consumer.projectId))],
        ['no method at all', () => ({ auth: { identity: { methods: [] } } })],
        [
          'an unknown domain',
          () => ({
            auth: {
              identity: {
                methods: ['password'],
                password: { user: { name: 'producer', domain: { name: 'Nowhere' }, password: 'producer-pw' } },
              },
            },
          }),
        ],
        ['a wrong secret of an application', ({ target }) => byCredential({ ...target.credential, secret: 'wrong' })],
      ] as const satisfies readonly (readonly [string, (stage: Stage) => object])[]
    ).map(([name, body]): Case => ({
      name: `${name}: the same answer as to every other`,
      as: 'nobody',
      act: (caller, stage) => signIn(caller, body(stage)),
      expect: { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, 'x-subject-token': null } },
    })),
    ...(
      [
        ['no body', '', `Expecting to find auth in request body. ${MALFORMED}`],
        ['no JSON', '{', `Expecting to find valid JSON in request body. ${MALFORMED}`],
        ['an empty object', '{}', `Expecting to find auth in request body. ${MALFORMED}`],
        [
          'a method that is not spelt out',
          JSON.stringify({ auth: { identity: { methods: ['password'] } } }),
          `Expecting to find password in identity. ${MALFORMED}`,
        ],
        [
          'a method that does not exist',
          JSON.stringify({ auth: { identity: { methods: ['sorcery'] } } }),
          `Expecting to find sorcery in identity. ${MALFORMED}`,
        ],
        [
          'a user without a domain',
          JSON.stringify({
            auth: { identity: { methods: ['password'], password: { user: { name: 'producer', password: 'x' } } } },
          }),
          `Expecting to find domain in user. ${MALFORMED}`,
        ],
      ] as const
    ).map(([name, body, text]): Case => ({
      name: `${name} is malformed`,
      as: 'nobody',
      act: ({ identity }) =>
        identity.post('/auth/tokens', body === '' ? undefined : body, { 'content-type': 'application/json' }),
      expect: keystoneRefused(400, text),
    })),
    {
      name: 'no identity in it is malformed',
      as: 'nobody',
      act: (caller) => signIn(caller, { auth: {} }),
      expect: {
        status: 400,
        has: { error: { code: 400, message: matching(/^'identity' is a required property/), title: 'Bad Request' } },
      },
    },
  ],
})
