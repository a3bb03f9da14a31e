/** What hangs on a metadata namespace: properties, objects, tags, resource types. Admins only. Source: api §3.17. */
import { isoSeconds } from '#fake-cloud/core/clock.ts'
import type { MetadefNamespace, ObjectDefinition, ResourceType } from '#fake-cloud/core/metadefs.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'

import { isObject, noContent, readJson, refuseBody } from './body.ts'
import { replace, writable } from './metadef-writes.ts'
import { NAMESPACES, namespaceOf, partNotFound } from './metadefs.ts'

type Named = Record<string, unknown> & { name: string }

/** One kind of part: how it is found, put in, taken out and shown. */
interface Kind {
  /** As in the policy names and refusals. */
  action: string
  /** The part from a body or, for a tag, from the path. */
  read(exchange: Exchange): Promise<Named>
  find(one: MetadefNamespace, name: string): object | undefined
  put(one: MetadefNamespace, part: Named): MetadefNamespace
  remove(one: MetadefNamespace, name: string): MetadefNamespace
  show(part: object, name: string, exchange: Exchange): object
  duplicate(name: string, namespace: string): string
}

async function readNamed(exchange: Exchange): Promise<Named> {
  const body = await readJson(exchange)
  if (!isObject(body) || typeof body['name'] !== 'string') {
    throw new Refusal(400, "Provided object does not match schema: 'name' is a required property")
  }
  return { ...body, name: body['name'] }
}

const nameIn = ({ params }: Exchange): string => params['part'] ?? ''

function handlersOf(kind: Kind): { add: Handle; remove: Handle; show: Handle } {
  const partOf = (exchange: Exchange, one: MetadefNamespace): object => {
    const part = kind.find(one, nameIn(exchange))
    if (!part) throw new Refusal(404, `Could not find ${kind.action.replace('_', ' ')} ${nameIn(exchange)}`)
    return part
  }
  return {
    async add(exchange) {
      const part = await kind.read(exchange)
      const one = writable(exchange, `add_metadef_${kind.action}`)
      if (kind.find(one, part.name)) throw new Refusal(409, kind.duplicate(part.name, one.namespace))
      const after = kind.put(one, part)
      replace(exchange, one, after)
      return Response.json(kind.show(kind.find(after, part.name) ?? part, part.name, exchange), { status: 201 })
    },
    async remove(exchange) {
      await refuseBody(exchange)
      const one = writable(exchange, `remove_metadef_${kind.action}`)
      partOf(exchange, one)
      replace(exchange, one, kind.remove(one, nameIn(exchange)))
      return noContent()
    },
    show(exchange) {
      const one = namespaceOf(exchange, partNotFound)
      return Response.json(kind.show(partOf(exchange, one), nameIn(exchange), exchange))
    },
  }
}

const dates = ({ cloud }: Exchange) => {
  const now = isoSeconds(cloud.clock.now())
  return { created_at: now, updated_at: now }
}

const without = <Part extends { name: string }>(parts: readonly Part[], name: string): Part[] =>
  parts.filter((part) => part.name !== name)

const PROPERTY: Kind = {
  action: 'property',
  read: readNamed,
  find: (one, name) => one.properties[name],
  put: (one, part) => ({ ...one, properties: { ...one.properties, [part.name]: part } }),
  remove(one, name) {
    const { [name]: _removed, ...properties } = one.properties
    return { ...one, properties }
  },
  show: (part, name) => ({ name, ...part }),
  duplicate: (name, namespace) =>
    `A metadata definition property with name=${name} already exists in namespace=${namespace}.`,
}

const OBJECT: Kind = {
  action: 'object',
  read: readNamed,
  find: (one, name) => one.objects.find((object) => object.name === name),
  put(one, part) {
    const { description, properties: given, name } = part
    const object: ObjectDefinition = {
      name,
      required: [],
      ...(typeof description === 'string' && { description }),
      properties: objectsOf(given),
    }
    return { ...one, objects: [...one.objects, object] }
  },
  remove: (one, name) => ({ ...one, objects: without(one.objects, name) }),
  show: (part, name, exchange) => ({
    ...part,
    ...dates(exchange),
    self: `${NAMESPACES}/${exchange.params['namespace'] ?? ''}/objects/${name}`,
    schema: '/v2/schemas/metadefs/object',
  }),
  duplicate: (name, namespace) =>
    `A metadata definition object with name=${name} already exists in namespace=${namespace}.`,
}

/** The values of a body's object that are objects themselves. */
const objectsOf = (value: unknown): Record<string, object> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).flatMap(([key, entry]) => (isObject(entry) ? [[key, entry]] : [])),
  )

const TAG: Kind = {
  action: 'tag',
  async read(exchange) {
    await refuseBody(exchange)
    return { name: nameIn(exchange) }
  },
  find: (one, name) => (one.tags.some((tag) => tag.toLowerCase() === name.toLowerCase()) ? { name } : undefined),
  put: (one, part) => ({ ...one, tags: [...one.tags, part.name] }),
  remove: (one, name) => ({ ...one, tags: one.tags.filter((tag) => tag.toLowerCase() !== name.toLowerCase()) }),
  show: (part, _name, exchange) => ({ ...part, ...dates(exchange) }),
  duplicate: (name, namespace) =>
    `A metadata tag with name=${name} already exists in namespace=${namespace}. (Please note that metadata tag names are case insensitive).`,
}

const RESOURCE_TYPE: Kind = {
  action: 'resource_type_association',
  read: readNamed,
  find: (one, name) => one.resourceTypes.find((type) => type.name === name),
  put(one, { name, prefix }) {
    const type: ResourceType = { name, ...(typeof prefix === 'string' && { prefix }) }
    return { ...one, resourceTypes: [...one.resourceTypes, type] }
  },
  remove: (one, name) => ({ ...one, resourceTypes: without(one.resourceTypes, name) }),
  show: (part, _name, exchange) => ({ ...part, ...dates(exchange) }),
  duplicate: (name, namespace) =>
    `The metadata definition resource-type association of resource-type=${name} to namespace=${namespace} already exists.`,
}

export const properties = handlersOf(PROPERTY)
export const objects = handlersOf(OBJECT)
export const tags = handlersOf(TAG)
export const resourceTypes = handlersOf(RESOURCE_TYPE)

export const propertyWrites: { update: Handle } = {
  /** Replaces a property by the one in the body, which may have another name. */
  async update(exchange) {
    const part = await readNamed(exchange)
    const one = writable(exchange, 'modify_metadef_property')
    if (!PROPERTY.find(one, nameIn(exchange))) throw new Refusal(404, `Could not find property ${nameIn(exchange)}`)
    replace(exchange, one, PROPERTY.put(PROPERTY.remove(one, nameIn(exchange)), part))
    return Response.json(PROPERTY.show(part, part.name, exchange))
  },
}
