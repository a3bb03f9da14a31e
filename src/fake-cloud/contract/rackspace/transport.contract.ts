import { matching } from '#fake-cloud/contract/matchers.ts'
import { type RackspaceCase, rackspaceContract, refusedPlainly, type User } from './rackspace-contract.ts'

const MISSING = '11111111-2222-4333-8444-555555555555'
const missing = (user: User, accept: string) => user.images('GET', `/v2/images/${MISSING}`, { headers: { accept } })

rackspaceContract({
  title: 'error bodies, headers, methods',
  source: 'Faults',
  cases: [
    ...['*/*', 'text/html', 'application/json, text/plain, */*'].map((accept): RackspaceCase => ({
      name: `Accept: ${accept} is answered in HTML`,
      as: 'producer',
      act: (user) => missing(user, accept),
      expect: {
        status: 404,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        text: matching(/<h1>404 Not Found<\/h1>/),
      },
    })),
    ...['application/json', 'text/plain'].map((accept): RackspaceCase => ({
      name: `Accept: ${accept} is answered in plain text`,
      as: 'producer',
      act: (user) => missing(user, accept),
      expect: refusedPlainly(404, 'Not Found', `No image found with ID ${MISSING}`),
    })),
    {
      name: 'plain text loses what looks like a tag',
      as: 'producer',
      act: (user) => user.images('GET', '/v2/images?visibility=%3Cb%3Ex%3C/b%3E'),
      expect: refusedPlainly(400, 'Bad Request', 'Invalid visibility value: x'),
    },
    {
      name: 'a method that there is not is a path that there is not',
      as: 'producer',
      act: async (user, stage) => [
        await user.images('HEAD', `/v2/images/${stage.image()}`),
        await user.images('PUT', '/v2/images'),
      ],
      expect: [{ status: 404 }, { status: 404 }],
    },
    {
      name: 'every answer has a request id, refusals too',
      as: 'producer',
      act: async (user, stage) => [
        await user.images('GET', `/v2/images/${stage.image()}`),
        await user.images('DELETE', `/v2/images/${MISSING}`),
        await user.images('GET', '/v2/nonesuch'),
      ],
      expect: [200, 404, 404].map((status) => ({ status, headers: { 'x-openstack-request-id': '{request}' } })),
    },
    {
      name: 'done, with nothing to say, calls itself HTML',
      as: 'producer',
      act: (user, stage) => user.images('DELETE', `/v2/images/${stage.image()}`),
      expect: { status: 204, text: '', headers: { 'content-type': 'text/html; charset=UTF-8' } },
    },
    {
      name: 'a preflight of a browser gets no permission',
      as: 'nobody',
      act: (user) =>
        user.images('OPTIONS', '/v2/images', {
          headers: { origin: 'https://example.org', 'access-control-request-method': 'GET' },
        }),
      expect: { status: 200, text: '' },
    },
    {
      name: 'a path outside the API leads to the list of versions',
      as: 'nobody',
      source: 'API versions',
      act: (user) => user.images('GET', '/v1/images'),
      expect: { status: 300, has: { versions: [{ id: 'v2.2', status: 'CURRENT' }, {}, {}] } },
    },
    {
      name: 'no suffix and no slash at the end, whatever the general page says',
      as: 'producer',
      act: async (user) => [await user.images('GET', '/v2/images.json'), await user.images('GET', '/v2/images/')],
      expect: [{ status: 404 }, { status: 404 }],
    },
  ],
})

rackspaceContract({
  title: 'what there is not',
  source: 'Operations',
  cases: [
    ...[
      '/v2/info/import',
      '/v2/info/stores',
      '/v2/info/usage',
      '/v2/metadefs/namespaces',
      '/v2/schemas/metadefs/namespace',
      `/v2/images/${MISSING}/tasks`,
      `/v2/images/${MISSING}/locations`,
    ].map((path): RackspaceCase => ({
      name: `${path} came after its time`,
      as: 'producer',
      act: (user) => user.images('GET', path),
      expect: { status: 404 },
    })),
    ...(
      [
        ['POST', 'import'],
        ['PUT', 'stage'],
        ['POST', 'actions/deactivate'],
        ['POST', 'actions/reactivate'],
      ] as const
    ).map(([method, path]): RackspaceCase => ({
      name: `${method} ${path} came after its time`,
      as: 'producer',
      act: (user, stage) => user.images(method, `/v2/images/${stage.image()}/${path}`),
      expect: { status: 404 },
    })),
    {
      name: 'images are neither created nor uploaded nor downloaded: that is for tasks',
      as: 'producer',
      act: async (user, stage) => {
        const file = `/v2/images/${stage.image()}/file`
        return [
          await user.images('POST', '/v2/images', { body: { name: 'x' } }),
          await user.images('PUT', file, { body: 'x', headers: { 'content-type': 'application/octet-stream' } }),
          await user.images('GET', file),
        ]
      },
      expect: [{ status: 403 }, { status: 403 }, { status: 403 }],
    },
  ],
})
