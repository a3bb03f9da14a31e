import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { satisfying } from '#fake-cloud/contract/matchers.ts'
import { fresh, refused } from '#fake-cloud/contract/shapes.ts'

const MISSING = '11111111-2222-4333-8444-555555555555'
const notFound = refused(404, 'No image found with ID {image}')

contract({
  title: 'Show image',
  source: 'Show image',
  cases: [
    {
      name: 'a queued image as it was made',
      as: 'producer',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ name: 'one', tags: ['a'] })}`),
      expect: {
        status: 200,
        headers: { 'content-type': 'application/json', 'x-openstack-request-id': '{request}', etag: null },
        body: fresh({ name: 'one', tags: ['a'] }),
      },
    },
    {
      name: 'an active image has size, digests and stores',
      as: 'producer',
      source: 'Image entity',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.activeImage({ name: 'full' })}`),
      expect: {
        status: 200,
        body: {
          ...fresh({ name: 'full', status: 'active', disk_format: 'raw', container_format: 'bare' }),
          size: 11,
          virtual_size: satisfying<number | null>('unknown or 11', (size) => size === null || size === 11),
          checksum: '5eb63bbbe01eeed093cb22bb8f5acdc3',
          os_hash_algo: 'sha512',
          os_hash_value:
            '309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f',
          stores: 'fast',
        },
      },
    },
    {
      name: 'data of no bytes is data',
      as: 'producer',
      source: 'Image entity',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.activeImage({}, '')}`),
      expect: { status: 200, has: { status: 'active', size: 0, checksum: 'd41d8cd98f00b204e9800998ecf8427e' } },
    },
    {
      name: 'an id that never was',
      as: 'producer',
      act: ({ images }) => images.get(`/v2/images/${MISSING}`),
      expect: refused(404, `No image found with ID ${MISSING}`),
    },
    {
      name: 'an id that is no uuid',
      as: 'producer',
      act: ({ images }) => images.get('/v2/images/abc'),
      expect: refused(404, 'No image found with ID abc'),
    },
    {
      name: 'an id in capitals is another id or the same, as the database compares',
      as: 'producer',
      act: async ({ images }, stage) => images.get(`/v2/images/${(await stage.image()).toUpperCase()}`),
      expect: { status: 200, has: { id: '{image}' } },
    },
    {
      name: 'a deleted image is gone',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        await images.delete(`/v2/images/${id}`)
        return images.get(`/v2/images/${id}`)
      },
      expect: notFound,
    },
    {
      name: 'a private image of others does not exist',
      as: 'stranger',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ visibility: 'private' })}`),
      expect: notFound,
    },
    {
      name: 'a shared image does not exist for those it is not shared with',
      as: 'stranger',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.sharedImage('accepted')}`),
      expect: notFound,
    },
    {
      name: 'a community image of others',
      as: 'stranger',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ visibility: 'community' })}`),
      expect: { status: 200, has: { id: '{image}', owner: '{producer}', visibility: 'community' } },
    },
    {
      name: 'a hidden image by its id',
      as: 'producer',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ os_hidden: true })}`),
      expect: { status: 200, has: { id: '{image}', os_hidden: true } },
    },
    ...(['pending', 'accepted', 'rejected'] as const).map((status): Case => ({
      name: `an image the caller was made a member of, ${status}`,
      as: 'consumer',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.sharedImage(status)}`),
      expect: { status: 200, has: { id: '{image}', owner: '{producer}' } },
    })),
    {
      name: 'the reader of a project sees its private images',
      as: 'observer',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ visibility: 'private' })}`),
      expect: { status: 200, has: { id: '{image}' } },
    },
    {
      name: 'an administrator sees the private images of all',
      as: 'admin',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image({ visibility: 'private' })}`),
      expect: { status: 200, has: { id: '{image}', owner: '{producer}' } },
    },
    {
      name: 'without a token',
      as: 'nobody',
      act: async ({ images }, stage) => images.get(`/v2/images/${await stage.image()}`),
      expect: { status: 401 },
    },
    {
      name: 'preconditions are not looked at',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.get(`/v2/images/${await stage.image()}`, { 'if-none-match': '*', 'if-match': '"x"' }),
      expect: { status: 200, has: { id: '{image}' } },
    },
  ],
})
