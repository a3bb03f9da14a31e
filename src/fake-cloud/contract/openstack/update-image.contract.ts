import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { containing, satisfying } from '#fake-cloud/contract/matchers.ts'
import { fresh, refused } from '#fake-cloud/contract/shapes.ts'

import { add, path, remove, set } from './patches.ts'

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
