import type { Expected } from '#fake-cloud/contract/contract.ts'
import { matching } from '#fake-cloud/contract/matchers.ts'
import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  refusedPlainly,
} from './rackspace-contract.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** An image of the producer's that the consumer has taken. */
const sharedIn = (stage: RackspaceStage) => stage.image({ members: { [ACCOUNTS.consumer]: 'accepted' } })

const rename = [{ op: 'replace', path: '/name', value: 'renamed' }]

const patches = (name: string, operations: unknown, expected: Expected, properties = {}): RackspaceCase => ({
  name,
  as: 'producer',
  act: (user, stage) => user.patch(stage.image({ properties }), operations),
  expect: expected,
})

rackspaceContract({
  title: 'update, delete, tags',
  source: 'Update image',
  cases: [
    patches('the name', rename, { status: 200, has: { id: '{image}', name: 'renamed' } }),
    patches(
      'the name of a base image’s snapshot, which is free',
      rename,
      { status: 200 },
      {
        image_type: 'snapshot',
        'com.rackspace__1__options': '0',
      },
    ),
    patches('a property of one’s own', [{ op: 'add', path: '/purpose', value: 'vpn' }], {
      status: 200,
      has: { purpose: 'vpn' },
    }),
    patches(
      'a property that is there, added',
      [{ op: 'add', path: '/purpose', value: 'mail' }],
      { status: 409 },
      { purpose: 'vpn' },
    ),
    patches(
      'a property that is there, replaced',
      [{ op: 'replace', path: '/purpose', value: 'mail' }],
      { status: 200, has: { purpose: 'mail' } },
      { purpose: 'vpn' },
    ),
    patches('a property that is not there, replaced', [{ op: 'replace', path: '/purpose', value: 'x' }], {
      status: 409,
    }),
    patches('a property of Rackspace’s, added', [{ op: 'add', path: '/com.rackspace__1__x', value: 'x' }], {
      status: 403,
    }),
    ...(['replace', 'remove'] as const).map((op) =>
      patches(
        `a property of Rackspace’s, ${op}d`,
        [{ op, path: '/com.rackspace__1__options', ...(op === 'replace' && { value: '1' }) }],
        { status: 403 },
        { 'com.rackspace__1__options': '0' },
      ),
    ),
    patches('the status', [{ op: 'replace', path: '/status', value: 'active' }], {
      status: 403,
      text: matching(/Attribute 'status' is read-only\./),
    }),
    patches('the disk format of an image with data', [{ op: 'replace', path: '/disk_format', value: 'raw' }], {
      status: 403,
    }),
    patches('an operation that there is not', [{ op: 'test', path: '/name', value: 'x' }], { status: 400 }),
    patches('no list', { op: 'replace' }, { status: 400 }),
    patches('a property that is not there, removed', [{ op: 'remove', path: '/purpose' }], { status: 409 }),
    patches('a base field, removed', [{ op: 'remove', path: '/min_ram' }], { status: 403 }),
    patches('no operations', [], { status: 200, has: { id: '{image}' } }),
    patches('slash and tilde in a name are escaped', [{ op: 'add', path: '/a~1b~0c', value: 'x' }], {
      status: 200,
      has: { 'a/b~c': 'x' },
    }),
    ...['purpose', '/a/b', '/a~2b', '/purpose/'].map((path) =>
      patches(`the path "${path}"`, [{ op: 'add', path, value: 'x' }], { status: 400 }),
    ),
    ...['location', 'deleted', 'deleted_at', 'os_glance_x'].map((name) =>
      patches(`${name} is reserved`, [{ op: 'add', path: `/${name}`, value: 'x' }], { status: 403 }),
    ),
    ...['created_at', 'updated_at', 'checksum', 'size', 'self', 'file', 'schema', 'id'].map((name) =>
      patches(`${name} is the service’s to set`, [{ op: 'replace', path: `/${name}`, value: 'x' }], { status: 403 }),
    ),
    patches(
      'a property an image of Rackspace’s came with',
      [{ op: 'replace', path: '/org.openstack__1__os_version', value: '9' }],
      { status: 403 },
      { 'org.openstack__1__os_version': '8' },
    ),
    {
      name: 'all or nothing: a good operation before a bad one is without effect',
      as: 'producer',
      act: async (user, stage) => {
        const id = stage.image({ name: 'before' })
        const refusal = await user.patch(id, [...rename, { op: 'remove', path: '/purpose' }])
        return [refusal, await user.images('GET', `/v2/images/${id}`)]
      },
      expect: [{ status: 409 }, { status: 200, has: { name: 'before' } }],
    },
    {
      name: 'the old media type knows its own form of operations',
      as: 'producer',
      act: (user, stage) =>
        user.patch(stage.image(), [{ add: '/purpose', value: 'vpn' }], {
          'content-type': 'application/openstack-images-v2.0-json-patch',
        }),
      expect: { status: 200, has: { purpose: 'vpn' } },
    },
    {
      name: 'another media type; the answer says which there are',
      as: 'producer',
      act: (user, stage) => user.patch(stage.image(), rename, JSON_TYPE),
      expect: { status: 415, headers: { 'accept-patch': matching(/openstack-images-v2\.1-json-patch/) } },
    },
    {
      name: 'the image of others, shared in',
      as: 'consumer',
      act: (user, stage) => user.patch(sharedIn(stage), rename),
      expect: { status: 403 },
    },
    {
      name: 'the image of others, not seen',
      as: 'partner',
      act: (user, stage) => user.patch(stage.image(), rename),
      expect: { status: 404 },
    },
    {
      name: 'deleted, and again',
      as: 'producer',
      source: 'Delete image',
      act: async (user, stage) => {
        const path = `/v2/images/${stage.image()}`
        return [await user.images('DELETE', path), await user.images('DELETE', path)]
      },
      expect: [{ status: 204, text: '' }, { status: 404 }],
    },
    {
      name: 'the image of others, shared in, is not for its consumers to delete',
      as: 'consumer',
      source: 'Delete image',
      act: (user, stage) => user.images('DELETE', `/v2/images/${sharedIn(stage)}`),
      expect: { status: 403 },
    },
    {
      name: 'the image of others, not seen, is not there to delete',
      as: 'partner',
      source: 'Delete image',
      act: (user, stage) => user.images('DELETE', `/v2/images/${stage.image()}`),
      expect: { status: 404 },
    },
    {
      name: 'a protected image stays',
      as: 'producer',
      source: 'Delete image',
      act: (user, stage) => user.images('DELETE', `/v2/images/${stage.image({ protected: true })}`),
      expect: refusedPlainly(403, 'Forbidden', 'Image {image} is protected and cannot be deleted.'),
    },
    {
      name: 'tags put and taken',
      as: 'producer',
      source: 'Image tag operations',
      act: async (user, stage) => {
        const tag = `/v2/images/${stage.image()}/tags/gold`
        return [await user.images('PUT', tag), await user.images('DELETE', tag), await user.images('DELETE', tag)]
      },
      expect: [{ status: 204, text: '' }, { status: 204, text: '' }, { status: 404 }],
    },
  ],
})
