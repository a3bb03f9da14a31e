import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { containing, satisfying } from '#fake-cloud/contract/matchers.ts'
import { DENIED, fresh, refused } from '#fake-cloud/contract/shapes.ts'

const path = (id: string) => `/v2/images/${id}`
const set = (key: string, value: unknown) => ({ op: 'replace', path: `/${key}`, value })
const add = (key: string, value: unknown) => ({ op: 'add', path: `/${key}`, value })
const remove = (key: string) => ({ op: 'remove', path: `/${key}` })

const MEDIA_TYPES = ['application/openstack-images-v2.1-json-patch', 'application/openstack-images-v2.0-json-patch']

contract({
  title: 'Update image: operations',
  source: 'Update image',
  cases: [
    {
      name: 'several operations at once; the answer is the whole image',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image({ old: 'x', kept: 'y' })), [
          set('name', 'deb 12'),
          add('new', 'z'),
          remove('old'),
          set('tags', ['a']),
          set('min_disk', 7),
        ]),
      expect: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: fresh({ name: 'deb 12', new: 'z', kept: 'y', tags: ['a'], min_disk: 7 }),
      },
    },
    {
      name: 'no operations',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image({ name: 'same' })), []),
      expect: { status: 200, body: fresh({ name: 'same' }) },
    },
    {
      name: 'all or nothing: a good operation before a bad one is without effect',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image({ name: 'before' })
        return [await images.patch(path(id), [set('name', 'after'), remove('missing')]), await images.get(path(id))]
      },
      expect: [
        refused(409, 'There was a conflict when trying to complete your request.', 'Property missing does not exist.'),
        { status: 200, has: { name: 'before' } },
      ],
    },
    {
      name: 'add overwrites a property that is there',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image({ os_distro: 'a' })), [add('os_distro', 'b')]),
      expect: { status: 200, has: { os_distro: 'b' } },
    },
    {
      name: 'add sets a base field',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add('name', 'by add')]),
      expect: { status: 200, has: { name: 'by add' } },
    },
    {
      name: 'replace of a property that is not there',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('missing', 'x')]),
      expect: refused(
        409,
        'There was a conflict when trying to complete your request.',
        'Property missing does not exist.',
      ),
    },
    {
      name: 'an operation sees those before it',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image()), [add('a', '1'), set('a', '2'), remove('a'), add('b', '3')]),
      expect: { status: 200, body: fresh({ name: '{run}-image', b: '3' }) },
    },
    {
      name: 'the old media type knows its own form of operations',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image()), [{ add: '/os_distro', value: 'debian' }], {
          'content-type': 'application/openstack-images-v2.0-json-patch',
        }),
      expect: { status: 200, has: { os_distro: 'debian' } },
    },
    {
      name: 'the old media type adds no property twice',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image({ os_distro: 'a' })), [{ add: '/os_distro', value: 'b' }], {
          'content-type': 'application/openstack-images-v2.0-json-patch',
        }),
      expect: refused(
        409,
        'There was a conflict when trying to complete your request.',
        'Property os_distro already present.',
      ),
    },
    ...['application/json', 'application/json-patch+json', 'text/plain'].map((type): Case => ({
      name: `${type} is no type for it; the answer says which are`,
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image()), [set('name', 'x')], { 'content-type': type }),
      expect: {
        status: 415,
        headers: {
          'accept-patch': satisfying<string>('both types', (types) =>
            MEDIA_TYPES.every((one) => types.split(/, ?/).includes(one)),
          ),
        },
      },
    })),
    ...(
      [
        ['an object', { op: 'add', path: '/x', value: 'y' }, 'Request body must be a JSON array of operation objects.'],
        ['a list of texts', ['x'], 'Operations must be JSON objects.'],
        ['an unknown operation', [{ op: 'test', path: '/name', value: 'x' }], ''],
        ['a move', [{ op: 'move', path: '/name', from: '/x' }], ''],
        ['a copy', [{ op: 'copy', path: '/name', from: '/x' }], ''],
        ['no operation', [{ path: '/name', value: 'x' }], ''],
        ['no path', [{ op: 'add', value: 'x' }], ''],
        ['no value', [{ op: 'add', path: '/x' }], ''],
        ['a path without a slash in front', [add('', 'x'), { op: 'add', path: 'x', value: 'y' }], ''],
        ['a path with a slash behind', [add('x/', 'y')], ''],
        ['a path of two parts', [add('a/b', 'y')], ''],
        ['a lone tilde', [add('a~2b', 'y')], ''],
        ['one tag', [add('tags/-', 'x')], ''],
      ] as const
    ).map(([name, operations, text]): Case => ({
      name: `${name} as body is refused`,
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), operations),
      expect: { status: 400, has: { message: containing(text) } },
    })),
    {
      name: 'slash and tilde in names are escaped',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add('a~1b', '1'), add('c~0d', '2')]),
      expect: { status: 200, has: { 'a/b': '1', 'c~d': '2' } },
    },
    {
      name: 'a second slash in front is overlooked',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add('/x', 'y')]),
      expect: { status: 200, has: { x: 'y' } },
    },
    {
      name: 'names of properties keep their case',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add('MixedCase', '1')]),
      expect: { status: 200, has: { MixedCase: '1' } },
    },
    {
      name: 'space around a name is lost',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add(' x ', '1')]),
      expect: { status: 200, has: { x: '1' } },
    },
    {
      name: 'If-Match is not looked at',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image()), [set('name', 'last')], { 'if-match': '"other"' }),
      expect: { status: 200, has: { name: 'last' } },
    },
  ],
})

contract({
  title: 'Update image: rules',
  source: 'Update image',
  cases: [
    ...[
      'id',
      'status',
      'size',
      'virtual_size',
      'checksum',
      'created_at',
      'updated_at',
      'self',
      'file',
      'schema',
      'direct_url',
      'os_hash_algo',
      'os_hash_value',
    ].map((field): Case => ({
      name: `${field} is the service’s to set`,
      as: 'producer',
      source: 'Image entity',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set(field, 'x')]),
      expect: refused(403, `Attribute '${field}' is read-only.`),
    })),
    ...['location', 'deleted', 'deleted_at', 'os_glance_note'].map((field): Case => ({
      name: `${field} is reserved`,
      as: 'producer',
      source: 'Image entity',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add(field, 'x')]),
      expect: refused(403, `Attribute '${field}' is reserved.`),
    })),
    ...['name', 'visibility', 'tags', 'min_disk', 'protected', 'disk_format', 'owner'].map((field): Case => ({
      name: `${field} cannot be removed`,
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [remove(field)]),
      expect: refused(403, DENIED, `Property ${field} may not be removed.`),
    })),
    ...(['disk_format', 'container_format'] as const).map((field): Case => ({
      name: `${field} may change while there is no data, and not afterwards`,
      as: 'producer',
      act: async ({ images }, stage) => {
        const value = field === 'disk_format' ? 'iso' : 'ova'
        const queued = await images.patch(path(await stage.image()), [set(field, value)])
        return [queued, await images.patch(path(await stage.activeImage()), [set(field, value)])]
      },
      expect: [
        { status: 200, has: { [field]: field === 'disk_format' ? 'iso' : 'ova' } },
        refused(403, `Attribute ${field} can be only replaced for a queued image.`),
      ],
    })),
    ...(
      [
        ['a property that is a number', add('os_version', 12)],
        ['a property that is null', add('os_version', null)],
        ['protected as text', set('protected', 'true')],
        ['an unknown visibility', set('visibility', 'secret')],
        ['a disk format that does not exist', set('disk_format', 'floppy')],
        ['a negative disk size', set('min_disk', -1)],
        ['a memory size past 31 bits', set('min_ram', 2 ** 31)],
        ['a name of 256 characters', set('name', 'x'.repeat(256))],
        ['a tag of 256 characters', set('tags', ['x'.repeat(256)])],
        ['an emoji in a name', set('name', '🚀')],
      ] as const
    ).map(([name, operation]): Case => ({
      name,
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [operation]),
      expect: { status: 400, has: { code: '400 Bad Request' } },
    })),
    {
      name: 'a property name of 256 characters takes the service down',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add('x'.repeat(256), 'y')]),
      expect: { status: 500 },
    },
    {
      name: 'a name of nothing',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('name', null)]),
      expect: { status: 200, has: { name: null } },
    },
    {
      name: 'public is for administrators',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('visibility', 'public')]),
      expect: refused(403, 'You are not authorized to complete publicize_image action.'),
    },
    {
      name: 'community is for everybody',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('visibility', 'community')]),
      expect: { status: 200, has: { visibility: 'community' } },
    },
    {
      name: 'the owner is not for members to set',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('owner', 'other')]),
      expect: refused(403, DENIED, "Owner can't be updated by non admin."),
    },
    {
      name: 'the owner is for administrators to set',
      as: 'admin',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('owner', 'other')]),
      expect: { status: 200, has: { owner: 'other' } },
    },
    {
      name: 'locations cannot be emptied',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('locations', [])]),
      expect: refused(403, DENIED, 'Cannot set locations to empty list.'),
    },
    {
      name: 'locations are invisible and cannot be set',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image()), [set('locations', [{ url: 'https://example.org/x', metadata: {} }])]),
      expect: refused(403, "It's not allowed to update locations if locations are invisible."),
    },
    {
      name: 'a property called stores is stored as any other',
      as: 'producer',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [add('stores', 'x')]),
      expect: { status: 200, has: { stores: 'x' } },
    },
    {
      name: 'vendor prefixes mean nothing',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.patch(path(await stage.image()), [
          add('com.rackspace__1__options', '0'),
          add('org.openstack__1__architecture', 'x64'),
        ]),
      expect: { status: 200, has: { 'com.rackspace__1__options': '0', 'org.openstack__1__architecture': 'x64' } },
    },
    {
      name: 'metadata of a deactivated image',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        await images.post(`${path(id)}/actions/deactivate`)
        return images.patch(path(id), [set('name', 'still')])
      },
      expect: { status: 200, has: { name: 'still', status: 'deactivated' } },
    },
    ...(
      [
        ['a member sees the image and may not', 'consumer', {}],
        ['a reader of the project may not', 'observer', {}],
        ['who sees a community image may not', 'stranger', { visibility: 'community' }],
      ] as const
    ).map(([name, as, properties]): Case => ({
      name,
      as,
      act: async ({ images }, stage) => {
        const id = as === 'consumer' ? await stage.sharedImage('accepted') : await stage.image(properties)
        return images.patch(path(id), [set('name', 'x')])
      },
      expect: refused(403, 'You are not authorized to complete modify_image action.'),
    })),
    {
      name: 'a stranger finds no image',
      as: 'stranger',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('name', 'x')]),
      expect: refused(404, 'No image found with ID {image}'),
    },
    {
      name: 'an administrator changes the image of others',
      as: 'admin',
      act: async ({ images }, stage) => images.patch(path(await stage.image()), [set('name', 'x')]),
      expect: { status: 200, has: { name: 'x', owner: '{producer}' } },
    },
  ],
})
