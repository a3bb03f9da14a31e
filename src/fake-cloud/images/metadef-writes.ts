/** Making, changing and removing metadata namespaces: admins only. Source: api §3.17 "write: admin". */
import { servicePaths } from '#fake-cloud/core/cloud.ts'
import type { MetadefNamespace } from '#fake-cloud/core/metadefs.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle } from '#fake-cloud/core/router.ts'

import { isObject, noContent, readJson, refuseBody } from './body.ts'
import { callerOf, requireRight } from './caller.ts'
import { NAMESPACES, namespaceOf, partNotFound, summary } from './metadefs.ts'

/** The writable part of a namespace; what the body leaves out falls back to its usual value. @throws Refusal 400 */
function readNamespace(
  body: unknown,
): Omit<MetadefNamespace, 'owner' | 'resourceTypes' | 'properties' | 'objects' | 'tags'> {
  if (!isObject(body) || typeof body['namespace'] !== 'string') {
    throw new Refusal(400, "Provided object does not match schema 'namespace': 'namespace' is a required property")
  }
  return {
    namespace: body['namespace'],
    ...(typeof body['display_name'] === 'string' && { displayName: body['display_name'] }),
    ...(typeof body['description'] === 'string' && { description: body['description'] }),
    visibility: body['visibility'] === 'public' ? 'public' : 'private',
    protected: body['protected'] === true,
  }
}

/** The namespace in the path, if the caller may write it; a missing one is told first. */
export function writable(exchange: Exchange, action: string): MetadefNamespace {
  const found = namespaceOf(exchange, partNotFound)
  requireRight(exchange, callerOf(exchange).isAdmin, action)
  return found
}

/** Puts a changed namespace in the place of the old one, or takes it away. */
export const replace = ({ cloud }: Exchange, before: MetadefNamespace, after?: MetadefNamespace): void => {
  cloud.metadefs = cloud.metadefs.flatMap((one) => (one === before ? (after ?? []) : one))
}

export const createNamespace: Handle = async (exchange) => {
  const { cloud } = exchange
  const body = readNamespace(await readJson(exchange))
  const caller = callerOf(exchange)
  requireRight(exchange, caller.isAdmin, 'add_metadef_namespace')
  if (cloud.metadefs.some((one) => one.namespace === body.namespace)) {
    throw new Refusal(409, `The metadata definition namespace=${body.namespace} already exists.`)
  }
  const owner = caller.projectId ?? ''
  const made: MetadefNamespace = {
    ...body,
    changedAt: cloud.clock.now(),
    owner,
    resourceTypes: [],
    properties: {},
    objects: [],
    tags: [],
  }
  cloud.metadefs = [...cloud.metadefs, made]
  const [region = ''] = cloud.regions.keys()
  return Response.json(summary(cloud, made), {
    status: 201,
    headers: { location: `${cloud.baseUrl}${servicePaths.image(region)}${NAMESPACES}/${made.namespace}` },
  })
}

export const updateNamespace: Handle = async (exchange) => {
  const body = readNamespace(await readJson(exchange))
  const before = writable(exchange, 'modify_metadef_namespace')
  // The body replaces what was written before; what hangs on the namespace stays.
  const { owner, resourceTypes, properties, objects, tags } = before
  const after = { ...body, owner, resourceTypes, properties, objects, tags, changedAt: exchange.cloud.clock.now() }
  replace(exchange, before, after)
  return Response.json(summary(exchange.cloud, after))
}

export const deleteNamespace: Handle = async (exchange) => {
  await refuseBody(exchange)
  const before = writable(exchange, 'delete_metadef_namespace')
  if (before.protected) {
    throw new Refusal(403, `Metadata definition namespace ${before.namespace} is protected and cannot be deleted.`)
  }
  replace(exchange, before)
  return noContent()
}
