/**
 * `GET /v2/schemas/…`. Upstream marks `readOnly` and gives nullable types; the 2014 service says "(READ-ONLY)" in the
 * description instead. Source: api §3.16 "Schemas", §3.2 for types and enums.
 */
import type { Flavour } from '#lib/contract.ts'

import type { Resource } from '#fake-cloud/core/router.ts'

interface Property {
  type: string
  description?: string
  enum?: readonly string[]
  pattern?: string
  maxLength?: number
  items?: object
  is_base?: false
  isReadOnly?: true
  isNullable?: true
}

const UUID = '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$'

/** Values each flavour knows. */
export const VALUES = {
  openstack: {
    diskFormats: ['ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'],
    containerFormats: ['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'],
    visibilities: ['community', 'public', 'private', 'shared'],
    statuses: [
      'queued',
      'saving',
      'active',
      'killed',
      'deleted',
      'uploading',
      'importing',
      'pending_delete',
      'deactivated',
    ],
    taskTypes: ['import', 'api_image_import'],
  },
  rackspace: {
    diskFormats: ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'],
    containerFormats: ['ami', 'ari', 'aki', 'bare', 'ovf'],
    visibilities: ['public', 'private'],
    statuses: ['queued', 'saving', 'active', 'killed', 'deleted', 'pending_delete'],
    taskTypes: ['import', 'export'],
  },
} as const

const readOnly = (property: Property): Property => ({ ...property, isReadOnly: true })
const nullable = (property: Property): Property => ({ ...property, isNullable: true })

const text = (description: string, more: Omit<Partial<Property>, 'type'> = {}): Property => ({
  type: 'string',
  description,
  ...more,
})
const whole = (description: string): Property => ({ type: 'integer', description })
const extra = (property: Property): Property => ({ ...property, is_base: false })
const link = (): Property => readOnly({ type: 'string' })

/** The properties as the flavour writes them. */
function written(properties: Record<string, Property>, flavour: Flavour): Record<string, object> {
  const write = ({ isReadOnly, isNullable, ...property }: Property): object =>
    flavour === 'rackspace'
      ? { ...property, ...(isReadOnly && { description: `${property.description ?? ''} (READ-ONLY)`.trim() }) }
      : {
          ...property,
          ...(isNullable && {
            type: ['null', property.type],
            ...(property.enum && { enum: [null, ...property.enum] }),
          }),
          ...(isReadOnly && { readOnly: true }),
        }
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, write(property)]))
}

function imageSchema(flavour: Flavour) {
  const { diskFormats, containerFormats, visibilities, statuses } = VALUES[flavour]
  const isUpstream = flavour === 'openstack'
  return {
    name: 'image',
    properties: written(
      {
        id: text('Identifier of the image', { pattern: UUID }),
        name: nullable(text('Name for people to read', { maxLength: 255 })),
        status: readOnly(text('Where the image stands in its life', { enum: statuses })),
        visibility: text('Who can see the image', { enum: visibilities }),
        protected: { type: 'boolean', description: 'True keeps the image from being deleted.' },
        ...(isUpstream && {
          os_hidden: { type: 'boolean', description: 'True keeps the image out of default lists.' },
        }),
        checksum: readOnly(nullable(text('MD5 of the data', { maxLength: 32 }))),
        ...(isUpstream && {
          os_hash_algo: readOnly(nullable(text('Algorithm of os_hash_value', { maxLength: 64 }))),
          os_hash_value: readOnly(nullable(text('Digest of the data', { maxLength: 128 }))),
        }),
        owner: nullable(text('Project the image belongs to', { maxLength: 255 })),
        size: readOnly(nullable(whole('Stored size, bytes'))),
        ...(isUpstream && { virtual_size: readOnly(nullable(whole('Size of the disk it describes, bytes'))) }),
        container_format: nullable(text('Format of the container', { enum: containerFormats })),
        disk_format: nullable(text('Format of the disk', { enum: diskFormats })),
        created_at: readOnly(text('When the record was made')),
        updated_at: readOnly(text('When the record last changed')),
        tags: { type: 'array', description: 'Words attached to the image', items: { type: 'string', maxLength: 255 } },
        direct_url: readOnly(text('Where the data lies in an outside store')),
        min_ram: whole('Memory needed to boot, MB'),
        min_disk: whole('Disk needed to boot, GB'),
        self: readOnly(text('Path of the image')),
        file: readOnly(text('Path of its data')),
        ...(isUpstream && { stores: readOnly(text('Stores that hold the data, comma-separated')) }),
        schema: readOnly(text('Path of this schema')),
        kernel_id: extra(nullable(text('Image to use as kernel', { pattern: UUID }))),
        ramdisk_id: extra(nullable(text('Image to use as ramdisk', { pattern: UUID }))),
        instance_uuid: extra(text('Server the image was taken from')),
        architecture: extra(text('Processor architecture')),
        os_distro: extra(text('Distribution, lower case')),
        os_version: extra(text('Version as the distributor writes it')),
        ...(isUpstream && { description: extra(text('A sentence about the image')) }),
      },
      flavour,
    ),
    additionalProperties: { type: 'string' },
    links: [
      { rel: 'self', href: '{self}' },
      { rel: 'enclosure', href: '{file}' },
      { rel: 'describedby', href: '{schema}' },
    ],
  }
}

const memberSchema = (flavour: Flavour) => ({
  name: 'member',
  properties: written(
    {
      member_id: text('Project the image is shared with'),
      image_id: text('Identifier of the image', { pattern: UUID }),
      created_at: text('When the image was shared'),
      updated_at: text('When the answer last changed'),
      status: text('What the consumer answered', { enum: ['pending', 'accepted', 'rejected'] }),
      schema: link(),
    },
    flavour,
  ),
})

function taskSchema(flavour: Flavour) {
  const { taskTypes } = VALUES[flavour]
  return {
    name: 'task',
    properties: written(
      {
        id: text('Identifier of the task', { pattern: UUID }),
        type: text('What the task does', { enum: taskTypes }),
        status: text('Where the task stands', { enum: ['pending', 'processing', 'success', 'failure'] }),
        input: nullable({ type: 'object', description: 'What the task was given' }),
        result: nullable({ type: 'object', description: 'What the task produced' }),
        owner: text('Project the task belongs to'),
        message: text('What went wrong, for people to read'),
        ...(flavour === 'openstack' && {
          image_id: text('Image the task is about'),
          request_id: text('Request that made the task'),
          user_id: text('User who made the task'),
        }),
        expires_at: nullable(text('When the task will be forgotten')),
        created_at: text('When the task was made'),
        updated_at: text('When the task last changed'),
        self: link(),
        schema: link(),
      },
      flavour,
    ),
  }
}

/** A collection: its items, and the links of a page where it has pages. */
function collection(plural: string, item: object, { isPaged }: { isPaged: boolean }) {
  const page = { first: { type: 'string' }, next: { type: 'string' } }
  return {
    name: plural,
    properties: { [plural]: { type: 'array', items: item }, ...(isPaged && page), schema: { type: 'string' } },
    links: [
      ...(isPaged
        ? [
            { rel: 'first', href: '{first}' },
            { rel: 'next', href: '{next}' },
          ]
        : []),
      { rel: 'describedby', href: '{schema}' },
    ],
  }
}

export function schemaResources(flavour: Flavour): Resource[] {
  const image = imageSchema(flavour)
  const member = memberSchema(flavour)
  const task = taskSchema(flavour)
  const schemas = {
    image,
    images: collection('images', image, { isPaged: true }),
    member,
    members: collection('members', member, { isPaged: false }),
    task,
    tasks: collection('tasks', task, { isPaged: false }),
  }
  return Object.entries(schemas).map(([name, schema]) => ({
    path: `/v2/schemas/${name}`,
    verbs: { GET: () => Response.json(schema) },
  }))
}
