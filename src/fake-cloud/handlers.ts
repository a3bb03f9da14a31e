import type { RequestHandler } from 'msw'

import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import { handlersOf } from '#fake-cloud/core/router.ts'
import { keystoneService } from '#fake-cloud/identity/keystone.ts'
import { rackspaceIdentityService } from '#fake-cloud/identity/rackspace.ts'
import { imageService } from '#fake-cloud/images/service.ts'

/** Every handler of one cloud, for its present base URL. Free of Node modules: a service worker can host them too. */
export function cloudHandlers(cloud: FakeCloud): RequestHandler[] {
  const identity = cloud.flavour === 'rackspace' ? rackspaceIdentityService(cloud) : keystoneService(cloud)
  return [
    ...handlersOf(cloud, identity),
    ...[...cloud.regions.values()].flatMap((region) => handlersOf(cloud, imageService(cloud, region))),
  ]
}
