import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { keystoneRefused, UNAUTHENTICATED } from '#fake-cloud/contract/shapes.ts'
import type { Caller, Stage } from '#fake-cloud/contract/stage.ts'
import { passwordAuth, projectScope, signIn, tokenIn } from '#fake-cloud/contract/tokens.ts'

/** A token of the case's own, and its bearer. */
async function bearer(stage: Stage): Promise<{ token: string; caller: Caller }> {
  const token = await signIn(stage.target, 'producer')
  return { token, caller: stage.withToken(token) }
}

async function unscoped(stage: Stage): Promise<{ token: string; caller: Caller }> {
  const { username, password } = stage.target.accounts.producer
  const nobody = await stage.as('nobody')
  const token = tokenIn(await nobody.identity.post('/auth/tokens', passwordAuth(username, password)))
  return { token, caller: stage.withToken(token) }
}

const subject = (token: string) => ({ 'x-subject-token': token })

contract({
  title: 'Keystone: tokens, projects, catalog, versions',
  source: 'Authentication and token management',
  cases: [
    {
      name: 'a token tells about itself',
      as: 'nobody',
      act: async (_caller, stage) => {
        const { token, caller } = await bearer(stage)
        return caller.identity.get('/auth/tokens', subject(token))
      },
      expect: {
        status: 200,
        headers: { 'x-subject-token': '{token}', vary: 'X-Auth-Token' },
        has: { token: { methods: ['password'], project: { id: '{producer}' }, user: { name: 'producer' } } },
      },
    },
    {
      name: 'a token is checked without a body',
      as: 'nobody',
      act: async (_caller, stage) => {
        const { token, caller } = await bearer(stage)
        return caller.identity.head('/auth/tokens', subject(token))
      },
      expect: { status: 200, text: '', headers: { 'x-subject-token': '{token}' } },
    },
    {
      name: 'no subject: not authorized',
      as: 'producer',
      act: ({ identity }) => identity.get('/auth/tokens'),
      expect: keystoneRefused(403, 'You are not authorized to perform the requested action: identity:validate_token.'),
    },
    {
      name: 'a subject that is no token',
      as: 'producer',
      act: async ({ identity }) => [
        await identity.get('/auth/tokens', subject('x')),
        await identity.delete('/auth/tokens', subject('x')),
      ],
      expect: [
        keystoneRefused(404, 'Could not recognize Fernet token'),
        keystoneRefused(404, 'Could not recognize Fernet token'),
      ],
    },
    {
      name: 'asked with no token and with a bad one',
      as: 'nobody',
      act: async ({ identity }, stage) => [
        await identity.get('/auth/tokens', subject('x')),
        await stage.withToken('bad').identity.get('/auth/tokens', subject('x')),
      ],
      expect: [UNAUTHENTICATED, UNAUTHENTICATED],
    },
    {
      name: 'a revoked token opens nothing, and is gone for others',
      as: 'producer',
      act: async ({ identity }, stage) => {
        const { token, caller } = await bearer(stage)
        return [
          await caller.identity.delete('/auth/tokens', subject(token)),
          await caller.identity.get('/auth/projects'),
          await caller.identity.delete('/auth/tokens', subject(token)),
          await identity.get('/auth/tokens', subject(token)),
        ]
      },
      expect: [
        { status: 204, text: '' },
        UNAUTHENTICATED,
        UNAUTHENTICATED,
        keystoneRefused(404, 'Failed to validate token'),
      ],
    },
    {
      name: 'a token made from a revoked one lives on',
      as: 'nobody',
      act: async (nobody, stage) => {
        const { token, caller } = await unscoped(stage)
        const body = {
          auth: {
            identity: { methods: ['token'], token: { id: token } },
            scope: projectScope(stage.target.accounts.producer.projectId),
          },
        }
        const child = tokenIn(await nobody.identity.post('/auth/tokens', body))
        await caller.identity.delete('/auth/tokens', subject(token))
        return stage.withToken(child).identity.get('/auth/projects')
      },
      expect: { status: 200 },
    },
    {
      name: 'projects of an unscoped token',
      as: 'nobody',
      act: async (_caller, stage) => (await unscoped(stage)).caller.identity.get('/auth/projects'),
      expect: {
        status: 200,
        body: {
          projects: [
            {
              id: '{producer}',
              name: 'producer',
              domain_id: 'default',
              description: matching(/^/),
              enabled: true,
              parent_id: 'default',
              is_domain: false,
              tags: [],
              options: {},
              links: { self: '{identity}/v3/projects/{producer}' },
            },
          ],
          links: { next: null, self: '{identity}/v3/auth/projects', previous: null },
        },
      },
    },
    {
      name: 'projects of nobody',
      as: 'nobody',
      act: ({ identity }) => identity.get('/auth/projects'),
      expect: UNAUTHENTICATED,
    },
    {
      name: 'the catalog of a project',
      as: 'producer',
      act: ({ identity }) => identity.get('/auth/catalog'),
      expect: {
        status: 200,
        has: {
          catalog: satisfying<{ type: string }[]>('with an image service', (services) =>
            services.some(({ type }) => type === 'image'),
          ),
          links: { self: '{identity}/v3/auth/catalog' },
        },
      },
    },
    {
      name: 'an unscoped token has no catalog',
      as: 'nobody',
      act: async (_caller, stage) => (await unscoped(stage)).caller.identity.get('/auth/catalog'),
      expect: { status: 403 },
    },
    {
      name: 'an unscoped token opens no image service',
      as: 'nobody',
      source: 'Requests to the image service',
      act: async (_caller, stage) => (await unscoped(stage)).caller.images.get('/v2/images'),
      expect: { status: 403 },
    },
    {
      name: 'a revoked token opens no image service, once that has forgotten it',
      as: 'nobody',
      source: 'Requests to the image service',
      act: async (_caller, stage) => {
        const { token, caller } = await bearer(stage)
        await caller.identity.delete('/auth/tokens', subject(token))
        return caller.images.get('/v2/images')
      },
      expect: { status: 401, headers: { 'www-authenticate': 'Keystone uri="{identity}"' } },
    },
    {
      name: 'versions, without a token',
      as: 'nobody',
      source: 'API versions',
      act: ({ identity }) => identity.get('/'),
      expect: { status: 200, has: { version: { id: matching(/^v3\.\d+$/), status: 'stable' } } },
    },
    ...(
      [
        ['PUT', '/auth/tokens', 405],
        ['POST', '/auth/projects', 405],
        ['GET', '/nonesuch', 404],
      ] as const
    ).map(([method, path, status]): Case => ({
      name: `${method} ${path}: ${status}`,
      as: 'producer',
      act: ({ identity }) => identity.send(method, path),
      expect: {
        status,
        headers: {
          'content-type': status === 404 ? 'text/html; charset=utf-8' : 'application/json',
          'x-openstack-request-id': '{request}',
        },
      },
    })),
    {
      name: 'a preflight of a browser gets no permission',
      as: 'nobody',
      source: 'Cross-origin requests',
      act: ({ identity }) => identity.send('OPTIONS', '/auth/tokens', { headers: { origin: 'https://example.org' } }),
      expect: { status: 200, text: '' },
    },
  ],
})
