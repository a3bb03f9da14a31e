/** The lists a service keeps apart: how each is asked for, who can have it, and which images belong into it. */
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { rankOf } from './capabilities.ts'
import type { ListName } from './catalog-entry.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'

/** Query parameters that choose the list. Source: "GET /v2/images - list". */
export const listFilters: Record<ListName, Readonly<Record<string, string>>> = {
  default: {},
  community: { visibility: 'community' },
  hidden: { os_hidden: 'true' },
  pending: { visibility: 'shared', member_status: 'pending' },
  rejected: { visibility: 'shared', member_status: 'rejected' },
}

/**
 * Whether the cloud has the list. Rackspace's service knows neither community nor hidden images: it refuses the one and
 * takes the other for a custom property that no image has. An upstream administrator is shown every project's shared
 * images whatever the member status, so that nothing tells which of them were offered to the project.
 */
export function listVerdict(session: SignedIn, list: ListName): Verdict {
  switch (list) {
    case 'default':
      return yes
    case 'community':
      return session.flavour === 'rackspace' ? no('Rackspace has no community images.') : yes
    case 'hidden':
      return session.flavour === 'rackspace' ? no('Rackspace does not list hidden images.') : yes
    case 'pending':
    case 'rejected':
      return session.flavour === 'openstack' && rankOf(session) === 'admin'
        ? no('An administrator is shown the shared images of every project, whether or not they were offered.')
        : yes
    default:
      return list satisfies never
  }
}

/**
 * Whether an image is in a list, as far as the image alone tells; null when the service has to say. Images of one's own
 * come back in the lists of community and shared images too, but they are in the default list already and nobody
 * offered them.
 */
export function isInList(image: Image, list: ListName, session: SignedIn): boolean | null {
  const isOwn = image.owner === session.account.id
  switch (list) {
    case 'default':
      if (image.os_hidden || (image.visibility === 'community' && !isOwn)) return false
      return isOwn ? true : null
    case 'hidden':
      if (!image.os_hidden) return false
      return isOwn ? true : null
    case 'community':
      return isOwn || image.os_hidden || image.visibility !== 'community' ? false : null
    case 'pending':
    case 'rejected':
      return isOwn ? false : null
    default:
      return list satisfies never
  }
}
