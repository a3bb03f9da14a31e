import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { containing, matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { DENIED, fresh, refused } from '#fake-cloud/contract/shapes.ts'

const UNKNOWN_PROJECT = 'ffffffffffffffffffffffffffffffff'

contract({
  title: 'Create image',
  source: 'Create image',
  cases: [
    {
      name: 'an empty record is enough: queued, every base field there, null when unset',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', {}),
      expect: {
        status: 201,
        headers: {
          'content-type': 'application/json',
          location: '{images}/v2/images/{image}',
          'openstack-image-import-methods': 'glance-direct,web-download,copy-image',
          'x-openstack-request-id': '{request}',
        },
        body: fresh(),
      },
    },
    {
      name: 'the answer names the stores data may go to',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', {}),
      expect: { status: 201, headers: { 'openstack-image-store-ids': matching(/^fast,archive/) } },
    },
    {
      name: 'fields, tags and custom properties are taken over',
      as: 'producer',
      act: ({ images }) =>
        images.post('/v2/images', {
          name: 'deb12',
          disk_format: 'qcow2',
          container_format: 'bare',
          visibility: 'private',
          protected: true,
          os_hidden: true,
          min_disk: 10,
          min_ram: 512,
          tags: ['base', 'base', 'a b'],
          os_distro: 'debian',
          'com.example~1/x': 'yes',
        }),
      expect: {
        status: 201,
        body: fresh({
          name: 'deb12',
          disk_format: 'qcow2',
          container_format: 'bare',
          visibility: 'private',
          protected: true,
          os_hidden: true,
          min_disk: 10,
          min_ram: 512,
          tags: satisfying<string[]>('the tags', (tags) => tags.toSorted().join() === 'a b,base'),
          os_distro: 'debian',
          'com.example~1/x': 'yes',
        }),
      },
    },
    {
      name: 'an id of the caller’s own',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { id: crypto.randomUUID() }),
      expect: { status: 201, headers: { location: '{images}/v2/images/{image}' }, body: fresh() },
    },
    {
      name: 'an id that is taken',
      as: 'producer',
      act: async ({ images }, stage) => images.post('/v2/images', { id: await stage.image() }),
      expect: refused(409, 'Image ID {image} already exists!'),
    },
    {
      name: 'an id that was deleted is not given again',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        await images.delete(`/v2/images/${id}`)
        return images.post('/v2/images', { id })
      },
      expect: refused(409, 'Image ID {image} already exists!'),
    },
    {
      name: 'an id taken by an image the caller cannot see',
      as: 'stranger',
      act: async ({ images }, stage) => images.post('/v2/images', { id: await stage.image() }),
      expect: refused(409, 'Image ID {image} already exists!'),
    },
    {
      name: 'an id that is no uuid',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { id: 'abc' }),
      expect: { status: 400, has: { message: containing("'abc' does not match") } },
    },
    {
      name: 'no body',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images'),
      expect: refused(400, 'Body expected in request.'),
    },
    {
      name: 'a body that is no JSON',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', '{"name":', { 'content-type': 'application/json' }),
      expect: refused(400, 'Malformed JSON in request body.'),
    },
    {
      name: 'JSON under another type is read all the same',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', '{"name":"plain"}', { 'content-type': 'text/plain' }),
      expect: { status: 201, has: { name: 'plain' } },
    },
    {
      name: 'an array as body takes the service down',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', []),
      expect: { status: 500 },
    },
    ...(
      [
        ['a disk format that does not exist', { disk_format: 'floppy' }, "'floppy' is not one of"],
        ['a container format that does not exist', { container_format: 'box' }, "'box' is not one of"],
        ['a visibility that does not exist', { visibility: 'secret' }, "'secret' is not one of"],
        ['a property that is a number', { os_version: 12 }, "12 is not of type 'string'"],
        ['a custom property that is null', { 'x-note': null }, "None is not of type 'string'"],
        ['a name of 256 characters', { name: 'x'.repeat(256) }, 'is too long'],
        ['a tag of 256 characters', { tags: ['x'.repeat(256)] }, 'is too long'],
        ['a property name of 256 characters', { ['x'.repeat(256)]: 'y' }, ''],
        ['protected as text', { protected: 'true' }, "'true' is not of type 'boolean'"],
        ['a disk size as text', { min_disk: '10' }, "'10' is not of type 'integer'"],
        ['tags that are no list', { tags: 'base' }, "'base' is not of type 'array'"],
        ['a negative memory size', { min_ram: -1 }, ''],
        ['a disk size past 31 bits', { min_disk: 2 ** 31 }, ''],
        ['an emoji in the name', { name: 'deb 🚀' }, ''],
      ] as const
    ).map(([name, record, text]): Case => ({
      name,
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', record),
      expect: { status: 400, has: { code: '400 Bad Request', message: containing(text) } },
    })),
    ...(
      [
        ['status', 'active'],
        ['checksum', 'd41d8cd98f00b204e9800998ecf8427e'],
        ['size', 5],
        ['virtual_size', 5],
        ['created_at', '2026-01-01T00:00:00Z'],
        ['self', '/v2/images/x'],
        ['file', '/v2/images/x/file'],
        ['schema', '/v2/schemas/image'],
        ['direct_url', 'file:///x'],
        ['stores', 'fast'],
      ] as const
    ).map(([field, value]): Case => ({
      name: `${field} is the service’s to set`,
      as: 'producer',
      source: 'Image entity',
      act: ({ images }) => images.post('/v2/images', { [field]: value }),
      expect: refused(403, `Attribute '${field}' is read-only.`),
    })),
    {
      name: 'a digest algorithm is taken and forgotten',
      as: 'producer',
      source: 'Image entity',
      act: ({ images }) => images.post('/v2/images', { os_hash_algo: 'md5' }),
      expect: { status: 201, body: fresh() },
    },
    ...['location', 'deleted', 'deleted_at', 'os_glance_note', 'os_glancenote'].map((field): Case => ({
      name: `${field} is reserved`,
      as: 'producer',
      source: 'Image entity',
      act: ({ images }) => images.post('/v2/images', { [field]: 'x' }),
      expect: refused(403, DENIED, `Attribute '${field}' is reserved.`),
    })),
    {
      name: 'a public image is for administrators',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { visibility: 'public' }),
      expect: refused(403, 'You are not authorized to complete publicize_image action.'),
    },
    {
      name: 'an administrator makes a public image',
      as: 'admin',
      act: ({ images }, { run }) => images.post('/v2/images', { visibility: 'public', name: run, os_hidden: true }),
      expect: { status: 201, has: { visibility: 'public', owner: '{admin}' } },
    },
    {
      name: 'a community image is for everybody',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { visibility: 'community' }),
      expect: { status: 201, has: { visibility: 'community', owner: '{producer}' } },
    },
    {
      name: 'an image for another project',
      as: 'producer',
      act: ({ images }) => images.post('/v2/images', { owner: UNKNOWN_PROJECT }),
      expect: refused(403, DENIED, `You are not permitted to create images owned by '${UNKNOWN_PROJECT}'`),
    },
    {
      name: 'an administrator makes an image for another project, known or not',
      as: 'admin',
      act: ({ images }) => images.post('/v2/images', { owner: UNKNOWN_PROJECT }),
      expect: { status: 201, has: { owner: UNKNOWN_PROJECT } },
    },
    {
      name: 'a reader makes nothing',
      as: 'observer',
      act: ({ images }) => images.post('/v2/images', {}),
      expect: refused(403, 'You are not authorized to complete add_image action.'),
    },
    {
      name: 'nobody makes nothing',
      as: 'nobody',
      act: ({ images }) => images.post('/v2/images', {}),
      expect: { status: 401 },
    },
  ],
})
