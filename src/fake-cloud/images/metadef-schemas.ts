/** `GET /v2/schemas/metadefs/…`; upstream only. Source: api §3.16, §3.17. */
import type { Resource } from '#fake-cloud/core/router.ts'

const text = (description: string, maxLength?: number) => ({
  type: 'string',
  description,
  ...(maxLength !== undefined && { maxLength }),
})
const readOnly = (description: string) => ({ type: 'string', readOnly: true, description })
const list = (items: object) => ({ type: 'array', items })
const DATES = { created_at: readOnly('When it was made'), updated_at: readOnly('When it last changed') }
const LINKS = { self: readOnly('Path of this'), schema: readOnly('Path of this schema') }

const PROPERTY = {
  name: text('Key', 80),
  title: text('Name for people to read'),
  description: text('What it means'),
  type: { type: 'string', enum: ['array', 'boolean', 'integer', 'number', 'object', 'string', null] },
  enum: { type: 'array' },
  minimum: { type: 'number' },
  maximum: { type: 'number' },
  default: {},
  items: { type: 'object' },
  operators: list({ type: 'string' }),
}

const OBJECT = {
  name: text('Name', 80),
  description: text('What it stands for'),
  required: list({ type: 'string' }),
  properties: { type: 'object' },
  ...LINKS,
  ...DATES,
}

const TAG = { name: text('Tag', 80), ...DATES }

const RESOURCE_TYPE = {
  name: text('Kind of resource', 80),
  prefix: text('Goes before every key on such a resource', 80),
  properties_target: text('Where on the resource the keys go', 80),
  ...DATES,
}

const NAMESPACE = {
  namespace: text('Unique name', 80),
  display_name: text('Name for people to read', 80),
  description: text('What it is about', 500),
  visibility: { type: 'string', description: 'Who can see it', enum: ['public', 'private'] },
  protected: { type: 'boolean', description: 'True keeps it from being deleted.' },
  owner: text('Project it belongs to', 255),
  resource_type_associations: list({ type: 'object', properties: RESOURCE_TYPE }),
  properties: { type: 'object' },
  objects: list({ type: 'object', properties: OBJECT }),
  tags: list({ type: 'object', properties: TAG }),
  ...LINKS,
  ...DATES,
}

const one = (name: string, properties: object, required: string) => ({
  name,
  properties,
  additionalProperties: false,
  required: [required],
})

const many = (name: string, item: object, more: object = {}) => ({
  name,
  properties: { [name]: list(item), ...more, schema: { type: 'string' } },
  links: [{ rel: 'describedby', href: '{schema}' }],
})

const PAGE = { first: { type: 'string' }, next: { type: 'string' } }

const namespace = one('namespace', NAMESPACE, 'namespace')
const object = one('object', OBJECT, 'name')
const property = one('property', PROPERTY, 'name')
const resourceType = one('resource_type_association', RESOURCE_TYPE, 'name')
const tag = one('tag', TAG, 'name')

const SCHEMAS = {
  namespace,
  namespaces: many('namespaces', namespace, PAGE),
  object,
  objects: many('objects', object),
  property,
  properties: { name: 'properties', properties: { properties: { type: 'object', additionalProperties: property } } },
  resource_type: resourceType,
  resource_types: many('resource_type_associations', resourceType),
  tag,
  tags: many('tags', tag),
}

export const metadefSchemaResources: Resource[] = Object.entries(SCHEMAS).map(([name, schema]) => ({
  path: `/v2/schemas/metadefs/${name}`,
  verbs: { GET: () => Response.json(schema) },
}))
