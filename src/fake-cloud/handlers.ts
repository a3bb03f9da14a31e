import type { RequestHandler } from 'msw'

import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import { type Answerer, handlersOf, streamingAnswerer } from '#fake-cloud/core/router.ts'
import { keystoneService } from '#fake-cloud/identity/keystone.ts'
import { rackspaceIdentityService } from '#fake-cloud/identity/rackspace.ts'
import { imageService } from '#fake-cloud/images/service.ts'
import { storageHandlers, storageService } from '#fake-cloud/object-store/service.ts'

/** Every handler of one cloud, for its present base URL. Free of Node modules: a service worker can host them too. */
export function cloudHandlers(cloud: FakeCloud): RequestHandler[] {
  const identity = cloud.flavour === 'rackspace' ? rackspaceIdentityService(cloud) : keystoneService(cloud)
  return [
    ...handlersOf(cloud, identity),
    ...[...cloud.regions.values()].flatMap((region) => [
      ...handlersOf(cloud, imageService(cloud, region)),
      ...storageHandlers(storageService(cloud, region)),
    ]),
  ]
}

/**
 * Answers the requests whose bodies may be of any size. The handlers above answer them too, but MSW keeps a copy of
 * each body while it does, so a host that can be sent many GiB asks here first.
 */
export function cloudStreams(cloud: FakeCloud): Answerer {
  const answerers = [...cloud.regions.values()].flatMap((region) => {
    const storage = storageService(cloud, region)
    const { pathname } = new URL(storage.base)
    const answerStorage: Answerer = (request) =>
      new URL(request.url).pathname.startsWith(`${pathname}/`) ? storage.answer(request) : undefined
    return [answerStorage, streamingAnswerer(cloud, imageService(cloud, region))]
  })
  return (request) => {
    for (const answerer of answerers) {
      const answer = answerer(request)
      if (answer) return answer
    }
    return undefined
  }
}
