import { contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import { refused } from '#fake-cloud/contract/shapes.ts'
import { bad, found, list, make, names, namesOf } from './list-cases.ts'

const MISSING = '11111111-2222-4333-8444-555555555555'

interface Identified {
  id: string
}

/** Of the last list that was kept. */
let order: string[] = []
const idsOf = (images: readonly Identified[]) => images.map(({ id }) => id)
const keepOrder = (images: Identified[]) => {
  order = idsOf(images)
  return true
}
const isTurnedRound = (images: Identified[]) => idsOf(images).toReversed().join() === order.join()

contract({
  title: 'List images: pages and order',
  source: 'List images',
  async given(stage) {
    await make(stage, 'apple', { disk_format: 'raw' }, { tags: ['x'] })
    await make(stage, 'Birch', { disk_format: 'iso' }, { tags: ['x'] })
    await make(stage, 'cherry', { disk_format: 'raw' })
  },
  cases: [
    {
      name: 'the shape of a page',
      as: 'producer',
      act: (caller, stage) => list(caller, stage),
      expect: {
        status: 200,
        headers: { 'content-type': 'application/json', 'x-openstack-request-id': '{request}', link: null },
        body: {
          images: namesOf('apple', 'Birch', 'cherry'),
          first: '/v2/images?tag={run}',
          schema: '/v2/schemas/images',
        },
      },
    },
    {
      name: 'a full page has a next one, which starts after its last image',
      as: 'producer',
      act: (caller, stage) => list(caller, stage, '&limit=2&sort=name:asc'),
      expect: {
        status: 200,
        has: {
          images: names('apple', 'Birch'),
          first: satisfying<string>('the query without a marker', (link) => !link.includes('marker')),
          next: matching(/^\/v2\/images\?(?=.*tag=\{run\})(?=.*limit=2)(?=.*sort=name%3Aasc).*marker=\{image 2\}/),
        },
      },
    },
    {
      name: 'a last page that is full leads to an empty one, which is the last',
      as: 'producer',
      act: async (caller, stage) => {
        const [id = ''] = [...stage.names].find(([, name]) => name === '{image 3}') ?? []
        return [
          await list(caller, stage, '&limit=3&sort=name:asc'),
          await list(caller, stage, `&limit=3&sort=name:asc&marker=${id}`),
        ]
      },
      expect: [
        { status: 200, has: { next: matching(/marker=\{image 3\}/) } },
        { status: 200, has: { images: [] }, body: without('next') },
      ],
    },
    {
      name: 'a page that is not full is the last',
      as: 'producer',
      act: (caller, stage) => list(caller, stage, '&limit=4'),
      expect: { status: 200, body: without('next') },
    },
    {
      // Made one right after another: of one second are some of them, and stand in the order of their IDs.
      name: 'by creation, ascending is descending turned round',
      as: 'producer',
      act: async (caller, stage) => [
        await list(caller, stage),
        await list(caller, stage, '&sort_key=created_at&sort_dir=asc'),
      ],
      expect: [
        { status: 200, has: { images: satisfying<Identified[]>('the usual order', keepOrder) } },
        { status: 200, has: { images: satisfying<Identified[]>('the usual order turned round', isTurnedRound) } },
      ],
    },
    {
      name: 'limit=0 is an empty page and the last',
      as: 'producer',
      act: ({ images }) => images.get('/v2/images?limit=0'),
      expect: { status: 200, body: { images: [], first: '/v2/images?limit=0', schema: '/v2/schemas/images' } },
    },
    {
      name: 'of a repeated key, next and first keep the last value only',
      as: 'producer',
      act: (caller, stage) => list(caller, stage, '&tag=x&limit=1'),
      expect: {
        status: 200,
        has: {
          first: matching(/^\/v2\/images\?(tag=x&limit=1|limit=1&tag=x)$/),
          next: satisfying<string>('without the first tag', (link) => !link.includes('{run}')),
        },
      },
    },
    {
      name: 'a marker that never was',
      as: 'producer',
      act: ({ images }) => images.get(`/v2/images?marker=${MISSING}`),
      expect: refused(400, `No image found with ID ${MISSING}`),
    },
    {
      name: 'a marker deleted meanwhile',
      as: 'producer',
      act: async ({ images }, stage) => {
        // Without the run's tag: the lists of other cases may be read meanwhile.
        const id = await stage.image({ visibility: 'private' })
        await images.delete(`/v2/images/${id}`)
        return images.get(`/v2/images?marker=${id}`)
      },
      expect: {
        status: 400,
        has: { code: '400 Bad Request', message: matching(/^No image found with ID \{image 4\}/) },
      },
    },
    {
      name: 'a marker the caller cannot see',
      as: 'stranger',
      act: ({ images }, stage) => {
        const [id = ''] = [...stage.names].find(([, name]) => name === '{image}') ?? []
        return images.get(`/v2/images?marker=${id}`)
      },
      expect: refused(403, 'Forbidding request, image {image} not visible'),
    },
    bad('limit=-1', 'limit param must be positive'),
    bad('limit=abc', 'limit param must be an integer'),
    bad('limit=', 'limit param must be an integer'),
    {
      name: 'without a token',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/images'),
      expect: { status: 401 },
    },
    found('&sort=name', names('cherry', 'Birch', 'apple'), 'descending, without regard to case'),
    found('&sort=name:asc', names('apple', 'Birch', 'cherry')),
    found('&sort_key=name&sort_dir=asc', names('apple', 'Birch', 'cherry')),
    found('&sort=disk_format:desc,name:asc', names('apple', 'cherry', 'Birch')),
    found('&sort_key=disk_format&sort_dir=asc&sort_key=name&sort_dir=desc', names('Birch', 'cherry', 'apple')),
    found(
      '&sort_key=disk_format&sort_key=name&sort_dir=asc',
      names('Birch', 'apple', 'cherry'),
      'one direction for all',
    ),
    bad('sort=owner', 'Invalid sort key: owner. It must be one of the following:'),
    bad('sort_key=min_ram', 'Invalid sort key: min_ram. It must be one of the following:'),
    bad('sort=name:up', 'Invalid sort direction: up'),
    bad('sort_key=name&sort_dir=up', 'Invalid sort direction: up'),
    bad('sort=name&sort_key=name', 'Old and new sorting syntax cannot be combined'),
    bad('sort_key=name&sort_dir=asc&sort_dir=desc', 'Number of sort dirs does not match the number of sort keys'),
  ],
})
