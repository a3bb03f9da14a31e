import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  refusedPlainly,
  type User,
  type Username,
} from './rackspace-contract.ts'

const MISSING = '11111111-2222-4333-8444-555555555555'
const list = (user: User, query = '') => user.images('GET', `/v2/images?tag=case${query}`)

/** Image lists are told by their names. */
const names = (...expected: string[]) =>
  satisfying<{ name: string }[]>(
    `images ${expected.join()}`,
    (images) =>
      images
        .map(({ name }) => name)
        .toSorted()
        .join() === expected.toSorted().join(),
  )

/** The producer's images in every relation to the consumer. */
function shelf(stage: RackspaceStage): void {
  const { consumer, producer } = ACCOUNTS
  stage.image({ name: 'accepted', members: { [consumer]: 'accepted' }, minRam: 7 })
  stage.image({ name: 'pending', members: { [consumer]: 'pending' } })
  stage.image({ name: 'rejected', members: { [consumer]: 'rejected' } })
  stage.image({ name: 'private', properties: { flavour: 'sweet' } })
  stage.image({ name: 'public', owner: '688', visibility: 'public' })
  stage.image({ name: 'retired', owner: '688', visibility: 'public', hidden: true })
  stage.image({ name: 'killed', status: 'killed' })
  stage.image({ name: 'own', owner: consumer, members: { [producer]: 'pending' } })
}

const sees = (as: Username, query: string, ...expected: string[]): RackspaceCase => ({
  name: `"${query}" lists ${expected.join(', ') || 'nothing'}`,
  as,
  act: (user, stage) => {
    shelf(stage)
    return list(user, query)
  },
  expect: { status: 200, has: { images: names(...expected) } },
})

const bad = (query: string, text: string): RackspaceCase => ({
  name: `"${query}" is refused`,
  as: 'producer',
  act: (user) => user.images('GET', `/v2/images?${query}`),
  expect: refusedPlainly(400, 'Bad Request', text),
})

rackspaceContract({
  title: 'list images',
  source: 'List images',
  cases: [
    {
      name: 'the shape of a page and of an image: what is not set is not there',
      as: 'producer',
      act: (user, stage) => {
        stage.image({
          name: 'OpenSUSE 13.1',
          size: 716_420_202,
          minDisk: 20,
          minRam: 512,
          properties: { image_type: 'import', os_type: 'linux', 'com.rackspace__1__source': 'import' },
        })
        return list(user)
      },
      expect: {
        status: 200,
        body: {
          images: [
            {
              id: '{image}',
              name: 'OpenSUSE 13.1',
              status: 'active',
              visibility: 'private',
              protected: false,
              owner: '{producer}',
              tags: ['case'],
              size: 716_420_202,
              checksum: matching(/^[\da-f]{32}$/),
              disk_format: 'vhd',
              container_format: 'ovf',
              min_disk: 20,
              min_ram: 512,
              created_at: '{seconds}',
              updated_at: '{seconds}',
              self: '/v2/images/{image}',
              file: '/v2/images/{image}/file',
              schema: '/v2/schemas/image',
              image_type: 'import',
              os_type: 'linux',
              'com.rackspace__1__source': 'import',
            },
          ],
          first: '/v2/images?tag=case',
          schema: '/v2/schemas/images',
        },
      },
    },
    {
      name: 'a page has a hundred images, and never more',
      as: 'producer',
      act: async (user, stage) => {
        for (let index = 0; index < 101; index += 1) stage.image()
        return [await list(user), await list(user, '&limit=5000')]
      },
      expect: Array.from({ length: 2 }, () => ({
        status: 200,
        has: {
          images: satisfying<unknown[]>('100', (images) => images.length === 100),
          next: matching(/^\/v2\/images\?.*marker=/),
        },
      })),
    },
    sees('consumer', '', 'accepted', 'public', 'own'),
    sees('consumer', '&visibility=public', 'public'),
    sees('consumer', '&visibility=shared', 'accepted'),
    sees('consumer', '&visibility=shared&member_status=pending', 'pending'),
    sees('consumer', '&visibility=shared&member_status=all', 'accepted', 'pending', 'rejected'),
    sees('consumer', '&member_status=rejected', 'rejected', 'public', 'own'),
    sees('consumer', '&visibility=private', 'accepted', 'own'),
    sees('producer', '', 'accepted', 'pending', 'rejected', 'private', 'public'),
    sees('producer', '&visibility=shared'),
    sees('producer', '&visibility=private', 'accepted', 'pending', 'rejected', 'private'),
    sees('observer', '', 'accepted', 'pending', 'rejected', 'private', 'public'),
    sees('partner', '', 'public'),
    sees('producer', '&name=private', 'private'),
    sees('producer', '&name=in:private,public'),
    sees('producer', '&flavour=sweet', 'private'),
    sees('producer', '&flavour=sour'),
    sees('producer', '&min_ram=7', 'accepted'),
    sees('producer', `&owner=${ACCOUNTS.producer}`, 'accepted', 'pending', 'rejected', 'private'),
    sees('producer', '&os_hidden=true'),
    sees('producer', '&sort=name:asc'),
    sees('producer', '&created_at=gt:2020-01-01T00:00:00Z'),
    {
      name: 'the second of two sort keys is a filter, and empties the list',
      as: 'producer',
      act: (user, stage) => {
        shelf(stage)
        return list(user, '&sort_key=name&sort_key=size')
      },
      expect: { status: 200, has: { images: [] } },
    },
    {
      name: 'one sort key and its direction',
      as: 'producer',
      act: (user, stage) => {
        for (const name of ['b', 'a', 'c']) stage.image({ name })
        return list(user, '&sort_key=name&sort_dir=asc')
      },
      expect: { status: 200, has: { images: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } },
    },
    {
      name: 'shared in, an image still says private',
      as: 'consumer',
      act: (user, stage) => {
        shelf(stage)
        return list(user, '&visibility=shared')
      },
      expect: { status: 200, has: { images: [{ name: 'accepted', visibility: 'private', owner: '{producer}' }] } },
    },
    {
      name: 'the page after the last image is empty',
      as: 'producer',
      act: (user, stage) => list(user, `&marker=${stage.image()}`),
      expect: { status: 200, body: { images: [], first: '/v2/images?tag=case', schema: '/v2/schemas/images' } },
    },
    {
      name: 'images are a region’s own',
      as: 'producer',
      source: 'Regions',
      act: (user, stage) => {
        const id = stage.image()
        return stage.inRegion('IAD', user, 'GET', `/v2/images/${id}`)
      },
      expect: { status: 404 },
    },
    bad('visibility=all', 'Invalid visibility value: all'),
    bad('visibility=community', 'Invalid visibility value: community'),
    bad('member_status=maybe', 'Invalid status: maybe'),
    bad('limit=-1', 'limit param must be positive'),
    bad('limit=x', 'limit param must be an integer'),
    bad(`marker=${MISSING}`, `No image found with ID ${MISSING}`),
    { name: 'without a token', as: 'nobody', act: (user) => list(user), expect: { status: 401 } },
    { name: 'without a role', as: 'roleless', act: (user) => list(user), expect: { status: 403 } },
  ],
})

const show = (user: User, id: string, accept = 'application/json') =>
  user.images('GET', `/v2/images/${id}`, { headers: { accept } })

const notFound = refusedPlainly(404, 'Not Found', 'No image found with ID {image}')

rackspaceContract({
  title: 'show image, refusals, schemas',
  source: 'Get image details',
  cases: [
    {
      name: 'a record without anything but what is guaranteed',
      as: 'producer',
      act: (user, stage) =>
        show(user, stage.image({ name: null, status: 'queued', diskFormat: null, containerFormat: null })),
      expect: {
        status: 200,
        has: {
          id: '{image}',
          status: 'queued',
          visibility: 'private',
          protected: false,
          created_at: '{seconds}',
          file: '/v2/images/{image}/file',
          self: '/v2/images/{image}',
        },
        body: without('name', 'size', 'checksum', 'disk_format', 'container_format', 'virtual_size', 'os_hash_value'),
      },
    },
    ...(['pending', 'accepted', 'rejected'] as const).map((status): RackspaceCase => ({
      name: `a private image the account is a member of, ${status}`,
      as: 'consumer',
      act: (user, stage) => show(user, stage.image({ members: { [ACCOUNTS.consumer]: status } })),
      expect: { status: 200, has: { id: '{image}', visibility: 'private' } },
    })),
    {
      name: 'a retired base image by its id',
      as: 'producer',
      act: (user, stage) => show(user, stage.image({ owner: '688', visibility: 'public', hidden: true })),
      expect: { status: 200, has: { id: '{image}', visibility: 'public' } },
    },
    { name: 'the image of others', as: 'partner', act: (user, stage) => show(user, stage.image()), expect: notFound },
    {
      name: 'an image on its way out',
      as: 'producer',
      act: (user, stage) => show(user, stage.image({ status: 'pending_delete' })),
      expect: notFound,
    },
    ...['*/*', 'text/html', 'application/json, text/plain, */*'].map((accept): RackspaceCase => ({
      name: `Accept: ${accept} is answered in HTML`,
      as: 'producer',
      source: 'Faults',
      act: (user) => show(user, MISSING, accept),
      expect: {
        status: 404,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        text: matching(/<h1>404 Not Found<\/h1>/),
      },
    })),
    ...['application/json', 'text/plain'].map((accept): RackspaceCase => ({
      name: `Accept: ${accept} is answered in plain text`,
      as: 'producer',
      source: 'Faults',
      act: (user) => show(user, MISSING, accept),
      expect: refusedPlainly(404, 'Not Found', `No image found with ID ${MISSING}`),
    })),
    {
      name: 'plain text loses what looks like a tag',
      as: 'producer',
      source: 'Faults',
      act: (user) => user.images('GET', '/v2/images?visibility=%3Cb%3Ex%3C/b%3E'),
      expect: refusedPlainly(400, 'Bad Request', 'Invalid visibility value: x'),
    },
    {
      name: 'a method that there is not is a path that there is not',
      as: 'producer',
      source: 'Faults',
      act: async (user, stage) => [
        await user.images('HEAD', `/v2/images/${stage.image()}`),
        await user.images('PUT', '/v2/images'),
      ],
      expect: [{ status: 404 }, { status: 404 }],
    },
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
      source: 'Operations',
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
      source: 'Operations',
      act: (user, stage) => user.images(method, `/v2/images/${stage.image()}/${path}`),
      expect: { status: 404 },
    })),
    {
      name: 'images are neither created nor uploaded nor downloaded: that is for tasks',
      as: 'producer',
      source: 'Operations',
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
    ...['image', 'images', 'member', 'members', 'task', 'tasks'].map((name): RackspaceCase => ({
      name: `the schema of ${name}`,
      as: 'observer',
      source: 'Schemas',
      act: (user) => user.images('GET', `/v2/schemas/${name}`),
      expect: { status: 200, has: { name, properties: {} } },
    })),
    {
      name: 'what the service sets is marked in words',
      as: 'observer',
      source: 'Schemas',
      act: (user) => user.images('GET', '/v2/schemas/image'),
      expect: {
        status: 200,
        has: {
          properties: {
            status: { description: matching(/\(READ-ONLY\)/) },
            visibility: { enum: ['public', 'private'] },
            disk_format: { enum: ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'] },
            container_format: { enum: ['ami', 'ari', 'aki', 'bare', 'ovf'] },
          },
          additionalProperties: { type: 'string' },
        },
      },
    },
  ],
})
