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
      name: 'of a repeated key, next and first keep the last value only',
      as: 'producer',
      act: (user, stage) => {
        stage.image({ tags: ['case', 'gold'] })
        return list(user, '&tag=gold&limit=1')
      },
      expect: {
        status: 200,
        has: { images: [{ id: '{image}' }] },
        body: satisfying<{ first: string; next: string }>(
          'paths with the last tag',
          ({ first, next }) =>
            first === '/v2/images?tag=gold&limit=1' && next === '/v2/images?tag=gold&limit=1&marker={image}',
        ),
      },
    },
    {
      name: 'a page that is not full is the last',
      as: 'producer',
      act: (user, stage) => {
        stage.image()
        return list(user, '&limit=2')
      },
      expect: { status: 200, body: without('next') },
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
