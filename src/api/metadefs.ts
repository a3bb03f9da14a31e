/**
 * The metadata definitions of a cloud, as far as they are about images. Source: "Metadata definitions".
 */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { runAll } from '#lib/run-all.ts'
import { catalogKey } from './catalog.ts'
import { callImages } from './client.ts'
import { commonProperties } from './common-properties.ts'
import { ApiError } from './errors.ts'
import type { SignedIn } from './session.ts'
import { makeVocabulary, type PropertyGroup, type PropertyMeaning, type Vocabulary } from './vocabulary.ts'

const IMAGE_TYPE = 'OS::Glance::Image'

const Definition = z.looseObject({
  title: z.optional(z.string()),
  description: z.optional(z.nullable(z.string())),
  type: z.optional(z.string()),
  enum: z.optional(z.array(z.unknown())),
  items: z.optional(z.looseObject({ enum: z.optional(z.array(z.unknown())) })),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  default: z.optional(z.unknown()),
})
type Definition = z.infer<typeof Definition>

const Properties = z.record(z.string(), Definition)

const NamespacePage = z.object({
  namespaces: z.array(z.looseObject({ namespace: z.string() })),
  next: z.optional(z.string()),
})

const Namespace = z.looseObject({
  namespace: z.string(),
  display_name: z.optional(z.nullable(z.string())),
  description: z.optional(z.nullable(z.string())),
  properties: z.optional(Properties),
  objects: z.optional(
    z.array(
      z.looseObject({
        name: z.string(),
        description: z.optional(z.nullable(z.string())),
        properties: z.optional(Properties),
      }),
    ),
  ),
  tags: z.optional(z.array(z.looseObject({ name: z.string() }))),
})
type Namespace = z.infer<typeof Namespace>

const texts = (values: readonly unknown[] | undefined) =>
  (values ?? []).filter((one) => ['string', 'number', 'boolean'].includes(typeof one)).map(String)

function typeOf({ type }: Definition): PropertyMeaning['type'] {
  if (type === 'integer' || type === 'number' || type === 'boolean') return type
  return type === 'array' ? 'list' : 'string'
}

const meaningsOf = (definitions: Record<string, Definition> = {}): PropertyMeaning[] =>
  Object.entries(definitions).map(([key, definition]) => ({
    key,
    title: definition.title ?? key,
    description: definition.description ?? '',
    type: typeOf(definition),
    choices: texts(definition.enum ?? definition.items?.enum),
    minimum: definition.minimum,
    maximum: definition.maximum,
    usual: texts([definition.default])[0],
  }))

/** A namespace's own properties, and its objects, each a group. */
function groupsOf({ namespace, display_name, description, properties, objects }: Namespace): PropertyGroup[] {
  const title = display_name ?? namespace
  return [
    { id: namespace, title, description: description ?? '', properties: meaningsOf(properties) },
    ...(objects ?? []).map((object) => ({
      id: `${namespace}/${object.name}`,
      title: `${title}: ${object.name}`,
      description: object.description ?? '',
      properties: meaningsOf(object.properties),
    })),
  ]
}

/** More than any cloud has: a service that gives the same page for ever is not followed for ever. */
const MOST_PAGES = 40

async function namespaceNames(region: string, signal: AbortSignal) {
  const names: string[] = []
  for (let page = 0, marker: string | undefined; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ resource_types: IMAGE_TYPE, limit: '100', ...(marker && { marker }) })
    const { namespaces, next } = await callImages(region, `/metadefs/namespaces?${query}`, NamespacePage, { signal })
    names.push(...namespaces.map(({ namespace }) => namespace))
    marker = namespaces.at(-1)?.namespace
    if (next === undefined || marker === undefined) break
  }
  return names
}

async function readVocabulary(session: SignedIn, region: string, signal: AbortSignal): Promise<Vocabulary> {
  const usual = makeVocabulary(commonProperties(session.flavour))
  if (session.flavour === 'rackspace') return usual
  const names = await namespaceNames(region, signal).catch((error: unknown) => {
    // A cloud without definitions, or one that keeps them to itself: the editor works without.
    if (error instanceof ApiError && ['missing', 'forbidden'].includes(error.fault.kind)) return []
    throw error
  })
  if (names.length === 0) return usual
  const read = new Map<string, Namespace>()
  const readOne = async (name: string) => {
    // Asked with the type of resource, the service puts its prefix before the keys.
    const path = `/metadefs/namespaces/${encodeURIComponent(name)}?resource_type=${IMAGE_TYPE}`
    read.set(name, await callImages(region, path, Namespace, { signal }))
  }
  await runAll(names, readOne, { limit: 4, signal })
  const namespaces = names.toSorted((one, other) => (one < other ? -1 : 1)).flatMap((name) => read.get(name) ?? [])
  return makeVocabulary(
    namespaces.flatMap(groupsOf),
    namespaces.flatMap(({ tags }) => (tags ?? []).map(({ name }) => name)),
  )
}

/** What the properties of this cloud's images mean. Definitions change rarely: once a session is enough. */
export const vocabularyQuery = (session: SignedIn, region: string) =>
  queryOptions({
    queryKey: [...catalogKey(session, region), 'vocabulary'],
    queryFn: ({ signal }) => readVocabulary(session, region, signal),
    staleTime: Infinity,
    structuralSharing: false,
  })
