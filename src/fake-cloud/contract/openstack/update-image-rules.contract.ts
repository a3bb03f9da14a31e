import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { DENIED, refused } from '#fake-cloud/contract/shapes.ts'

import { add, path, remove, set } from './patches.ts'

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
