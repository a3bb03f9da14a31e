/** The image service of one region: which paths there are, and which each flavour lacks. */
import { type FakeCloud, servicePaths } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Resource, Service } from '#fake-cloud/core/router.ts'

import { readableImage } from './access.ts'
import { actionResources } from './actions.ts'
import { refuseBody } from './body.ts'
import { callerOf, requireRight } from './caller.ts'
import { createImage } from './create.ts'
import { dataResources } from './data-resources.ts'
import { deleteImage } from './delete.ts'
import { imageEntity } from './entity.ts'
import { renderRefusal } from './errors.ts'
import { listImages } from './list.ts'
import { memberResources } from './members.ts'
import { metadefResources } from './metadef-resources.ts'
import { updateImage } from './patch.ts'
import { schemaResources } from './schemas.ts'
import { tagResources } from './tags.ts'
import { taskResources } from './tasks.ts'
import { isVersioned, listVersions } from './versions.ts'

/** `GET /v2/images/{id}`. Source: api §3.6. */
const getImage =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud, params } = exchange
    await refuseBody(exchange)
    const caller = callerOf(exchange)
    requireRight(exchange, caller.mayRead, 'get_image')
    const image = readableImage(cloud, region, caller, params['imageId'] ?? '')
    return Response.json(imageEntity(image, cloud.flavour, caller.isAdmin))
  }

const resourcesOf = (cloud: FakeCloud, region: RegionTables): Resource[] => [
  { path: '/v2/images', verbs: { GET: listImages(region), POST: createImage(region) } },
  {
    path: '/v2/images/:imageId',
    verbs: { GET: getImage(region), PATCH: updateImage(region), DELETE: deleteImage(region) },
  },
  ...memberResources(region),
  ...tagResources(region),
  // Rackspace keeps these to its operators. Source: api §3.1.
  ...(cloud.flavour === 'openstack' ? [...actionResources(region), ...metadefResources] : []),
  ...dataResources(cloud, region),
  ...taskResources(region),
  ...schemaResources(cloud.flavour),
]

export const imageService = (cloud: FakeCloud, region: RegionTables): Service => {
  const base = `${cloud.baseUrl}${servicePaths.image(region.name)}`
  const { pathname } = new URL(base)
  const refuse = (refusal: Refusal, { request, requestId }: Exchange): Response => {
    const response = renderRefusal(withAuthHeader(cloud, refusal), request.headers.get('accept'), cloud.flavour)
    // The token check stands before the part of the service that stamps request ids.
    if (refusal.status !== 401) response.headers.set('x-openstack-request-id', requestId)
    return response
  }
  return {
    base,
    resources: resourcesOf(cloud, region),
    admit(exchange) {
      if (isVersioned(exchange.url.pathname.slice(pathname.length)) && exchange.request.method !== 'OPTIONS') {
        callerOf(exchange)
      }
    },
    refuseMethod: (exchange, allowed) => refuse(wrongMethod(cloud, exchange.request.method, allowed), exchange),
    refusePath(exchange) {
      const path = exchange.url.pathname.slice(pathname.length)
      if (!isVersioned(path)) return listVersions(cloud, base, path)
      return refuse(new Refusal(404, 'The resource could not be found.'), exchange)
    },
    refuse,
    finish(response, { requestId, url }) {
      if (isVersioned(url.pathname.slice(pathname.length))) response.headers.set('x-openstack-request-id', requestId)
      return response
    },
  }
}

/** Upstream names the methods it has; the 2014 router knows no such path. Source: api §0, §8 "Wrong method". */
const wrongMethod = (cloud: FakeCloud, method: string, allowed: string[]): Refusal =>
  cloud.flavour === 'rackspace'
    ? new Refusal(404, 'The resource could not be found.')
    : new Refusal(405, `The method ${method} is not allowed for this resource.`, {
        headers: { allow: allowed.join(', ') },
      })

function withAuthHeader(cloud: FakeCloud, refusal: Refusal): Refusal {
  if (refusal.status !== 401) return refusal
  const uri = `${cloud.baseUrl}${servicePaths.identity}`
  return new Refusal(401, refusal.message, { headers: { 'www-authenticate': `Keystone uri="${uri}"` } })
}
