/** Metadata definitions, read side; upstream only. Source: api §3.17; texts as a real Glance has them. */
import { isoSeconds } from '#fake-cloud/core/clock.ts'
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { MetadefNamespace, ResourceType } from '#fake-cloud/core/metadefs.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'

import { callerOf, requireRight } from './caller.ts'
import { crash } from './errors.ts'
import { isSortDirection } from './list-query.ts'

export const NAMESPACES = '/v2/metadefs/namespaces'

const PAGE = { normal: 25, most: 1000 }
const SORT_KEYS: readonly string[] = ['namespace', 'created_at', 'updated_at']

/** Definitions the caller may read: public ones and those of its own project. */
function readable(exchange: Exchange): MetadefNamespace[] {
  const caller = callerOf(exchange)
  requireRight(exchange, caller.mayRead, 'get_metadef_namespaces')
  return exchange.cloud.metadefs.filter(
    (one) => one.visibility === 'public' || one.owner === caller.projectId || caller.isAdmin,
  )
}

/** The namespace in the path, if the caller may read it. @param notFound the sentence of the 404 */
export function namespaceOf(exchange: Exchange, notFound: (name: string) => string): MetadefNamespace {
  const name = exchange.params['namespace'] ?? ''
  const found = readable(exchange).find((one) => one.namespace === name)
  if (!found) throw new Refusal(404, notFound(name))
  return found
}

export const associations = (cloud: FakeCloud, types: readonly ResourceType[]) =>
  types.map((type) => ({ ...type, created_at: isoSeconds(cloud.startedAt) }))

/** A namespace without its contents. */
export const summary = (cloud: FakeCloud, one: MetadefNamespace) => ({
  namespace: one.namespace,
  ...(one.displayName !== undefined && { display_name: one.displayName }),
  ...(one.description !== undefined && { description: one.description }),
  visibility: one.visibility,
  protected: one.protected,
  owner: one.owner,
  created_at: isoSeconds(one.changedAt ?? cloud.startedAt),
  ...(one.changedAt !== undefined && { updated_at: isoSeconds(one.changedAt) }),
  ...(one.resourceTypes.length > 0 && { resource_type_associations: associations(cloud, one.resourceTypes) }),
  self: `${NAMESPACES}/${one.namespace}`,
  schema: '/v2/schemas/metadefs/namespace',
})

export const listNamespaces: Handle = (exchange) => {
  const { cloud, url } = exchange
  const query = new Map(url.searchParams)
  const limit = readLimit(query.get('limit'))
  const all = inOrder(readable(exchange), query.get('sort_key'), query.get('sort_dir')).filter(filterFrom(query))
  const marker = query.get('marker')
  const start = marker === undefined ? 0 : all.findIndex((one) => one.namespace === marker) + 1
  if (marker !== undefined && start === 0) throw new Refusal(404, notFound(marker))
  const page = all.slice(start, start + limit)
  query.delete('marker')
  const link = (more: [string, string][]) => {
    const text = new URLSearchParams([...query, ...more]).toString()
    return `${NAMESPACES}${text === '' ? '' : `?${text}`}`
  }
  const last = page.at(-1)
  return Response.json({
    first: link([]),
    ...(last && page.length === limit && { next: link([['marker', last.namespace]]) }),
    namespaces: page.map((one) => summary(cloud, one)),
    schema: '/v2/schemas/metadefs/namespaces',
  })
}

/** Unlike the list of images, text takes this one down. */
function readLimit(text: string | undefined): number {
  if (text === undefined) return PAGE.normal
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw crash()
  if (Number(text) < 0) throw new Refusal(400, 'limit param must be positive')
  return Math.min(Number(text), PAGE.most)
}

function inOrder(all: MetadefNamespace[], key = 'created_at', direction = 'desc'): MetadefNamespace[] {
  if (!SORT_KEYS.includes(key)) throw crash()
  if (!isSortDirection(direction)) throw new Refusal(400, `Invalid sort direction: ${direction}`)
  // All are as old as the cloud: any other key leaves them in the order they came in.
  const sorted = key === 'namespace' ? all.toSorted((a, b) => (a.namespace < b.namespace ? -1 : 1)) : all
  return key === 'namespace' && direction === 'desc' ? sorted.toReversed() : sorted
}

function filterFrom(query: Map<string, string>): (one: MetadefNamespace) => boolean {
  const visibility = query.get('visibility')
  if (visibility !== undefined && visibility !== 'public' && visibility !== 'private') {
    throw new Refusal(400, `Invalid visibility value: ${visibility}`)
  }
  const types = query.get('resource_types')?.split(',')
  return (one) =>
    (visibility === undefined || one.visibility === visibility) &&
    (types === undefined || one.resourceTypes.some((type) => types.includes(type.name)))
}

const notFound = (name: string) => `Metadata definition namespace=${name} was not found.`
export const partNotFound = (name: string) => `Namespace ${name} not found`

/** With a resource type, property keys come with its prefix. */
export const showNamespace: Handle = (exchange) => {
  const one = namespaceOf(exchange, notFound)
  const { objects, tags, ...rest } = { objects: one.objects, tags: one.tags, ...summary(exchange.cloud, one) }
  const wanted = exchange.url.searchParams.get('resource_type')
  const prefix = one.resourceTypes.find((type) => type.name === wanted)?.prefix ?? ''
  const properties = Object.fromEntries(
    Object.entries(one.properties).map(([key, definition]) => [`${prefix}${key}`, definition]),
  )
  return Response.json({
    ...rest,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(objects.length > 0 && { objects }),
    ...(tags.length > 0 && { tags: tags.map((name) => ({ name })) }),
  })
}

export const showProperty: Handle = (exchange) => {
  const one = namespaceOf(exchange, partNotFound)
  const name = exchange.params['part'] ?? ''
  const definition = one.properties[name]
  if (!definition) throw new Refusal(404, `Could not find property ${name}`)
  return Response.json({ name, ...definition })
}

/** A part of a namespace on its own. */
export const showPart =
  (part: (cloud: FakeCloud, one: MetadefNamespace) => object): Handle =>
  (exchange) =>
    Response.json(part(exchange.cloud, namespaceOf(exchange, partNotFound)))

export const listResourceTypes: Handle = (exchange) => {
  const names = new Set(readable(exchange).flatMap((one) => one.resourceTypes.map((type) => type.name)))
  return Response.json({
    resource_types: [...names].map((name) => ({ name, created_at: isoSeconds(exchange.cloud.startedAt) })),
  })
}
