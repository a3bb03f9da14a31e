import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { having, satisfying } from '#fake-cloud/contract/matchers.ts'

interface Schema {
  name: string
  properties: Record<string, { readOnly?: boolean; type?: unknown; enum?: unknown[]; is_base?: boolean }>
}

const schema = (what: string, question: (schema: Schema) => boolean) => satisfying<Schema>(what, question)

const READ_ONLY = ['status', 'size', 'virtual_size', 'checksum', 'created_at', 'updated_at', 'self', 'file', 'schema']

const shows = (name: string, expected: unknown): Case => ({
  name,
  as: 'observer',
  act: ({ images }) => images.get('/v2/schemas/image'),
  expect: { status: 200, body: expected },
})

contract({
  title: 'Schemas',
  source: 'Image schemas',
  cases: [
    ...['image', 'images', 'member', 'members', 'task', 'tasks'].map((name): Case => ({
      name: `${name} has one`,
      as: 'observer',
      act: ({ images }) => images.get(`/v2/schemas/${name}`),
      expect: { status: 200, headers: { 'content-type': 'application/json' }, has: { name } },
    })),
    ...[
      'namespace',
      'namespaces',
      'object',
      'objects',
      'property',
      'properties',
      'resource_type',
      'resource_types',
      'tag',
      'tags',
    ].map((name): Case => ({
      name: `metadefs/${name} has one`,
      as: 'observer',
      act: ({ images }) => images.get(`/v2/schemas/metadefs/${name}`),
      expect: { status: 200, has: { properties: {} } },
    })),
    shows(
      'links of an image',
      having({
        additionalProperties: { type: 'string' },
        links: [
          { rel: 'self', href: '{self}' },
          { rel: 'enclosure', href: '{file}' },
          { rel: 'describedby', href: '{schema}' },
        ],
      }),
    ),
    shows(
      'what the service sets is marked',
      schema('marks', ({ properties }) => READ_ONLY.every((name) => properties[name]?.readOnly === true)),
    ),
    shows(
      'what the owner sets is not marked',
      schema('no marks', ({ properties }) =>
        ['name', 'visibility', 'tags', 'min_disk'].every((name) => properties[name]?.readOnly === undefined),
      ),
    ),
    shows(
      'visibilities',
      schema('public, private, community, shared', ({ properties }) =>
        ['public', 'private', 'community', 'shared'].every((one) => properties['visibility']?.enum?.includes(one)),
      ),
    ),
    shows(
      'disk formats, nothing among them',
      schema('formats', ({ properties }) =>
        [null, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'].every((one) =>
          properties['disk_format']?.enum?.includes(one),
        ),
      ),
    ),
    shows(
      'container formats, nothing among them',
      schema('formats', ({ properties }) =>
        [null, 'ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'].every((one) =>
          properties['container_format']?.enum?.includes(one),
        ),
      ),
    ),
    shows(
      'custom properties that are well known',
      schema('no base fields', ({ properties }) =>
        ['os_distro', 'os_version', 'architecture', 'kernel_id', 'ramdisk_id', 'instance_uuid'].every(
          (name) => properties[name]?.is_base === false,
        ),
      ),
    ),
    {
      name: 'a schema that does not exist',
      as: 'observer',
      act: ({ images }) => images.get('/v2/schemas/nonesuch'),
      expect: { status: 404 },
    },
    {
      name: 'without a token',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/schemas/image'),
      expect: { status: 401 },
    },
  ],
})
