/**
 * What the signed-in account may do with an image, and if not, why: one function per act, asked in the API's own
 * order of refusal. Sources: "Who is who", "Image status machine", "RAX permission matrix", and each call's errors.
 * Where sources disagree the cloud's own 403 decides; these answers only spare the user a refused attempt.
 */
import { no, type Verdict, yes } from '#lib/verdict.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'

/** `creator` exists on Rackspace only: it reads and adds members, whatever its name says. */
export type Rank = 'none' | 'observer' | 'creator' | 'member' | 'admin'

const RACKSPACE_RANKS: [Rank, string[]][] = [
  ['admin', ['admin', 'cloudImages:admin', 'identity:user-admin', 'identity:user-manage', 'identity:admin']],
  ['creator', ['cloudImages:creator', 'creator']],
  ['observer', ['cloudImages:observer', 'observer']],
]

const OPENSTACK_RANKS: [Rank, string[]][] = [
  ['admin', ['admin']],
  ['member', ['member', '_member_', 'manager']],
  ['observer', ['reader', 'observer']],
]

/** The most permissive of the session's roles wins. On Rackspace `admin` is the account's own administrator. */
export function rankOf({ flavour, roles }: Pick<SignedIn, 'flavour' | 'roles'>): Rank {
  const ranks = flavour === 'rackspace' ? RACKSPACE_RANKS : OPENSTACK_RANKS
  const known = ranks.find(([, names]) => names.some((name) => roles.includes(name)))
  if (known) return known[0]
  // Clouds name their working roles as they like; before 2023.1 any role could write inside its project.
  return flavour === 'openstack' && roles.length > 0 ? 'member' : 'none'
}

const isCloudAdmin = (session: SignedIn) => session.flavour === 'openstack' && rankOf(session) === 'admin'
const isOwner = (image: Image, session: SignedIn) => image.owner === session.account.id
const accountWord = (session: SignedIn) => (session.flavour === 'rackspace' ? 'account' : 'project')

/** Reading is all that observers, and on Rackspace creators, may do to images. */
function refusedByRole(session: SignedIn, act: string): Verdict | null {
  const rank = rankOf(session)
  if (rank === 'admin' || rank === 'member') return null
  if (rank === 'none') return no(`Your user has no role for images, so it cannot ${act}.`)
  return no(`Your role (${rank}) can view images but not ${act}.`)
}

function refusedByOwnership(image: Image, session: SignedIn, act: string): Verdict | null {
  if (isOwner(image, session) || isCloudAdmin(session)) return null
  return no(`The image belongs to another ${accountWord(session)}; only its owner can ${act}.`)
}

const refusedByRank = (session: SignedIn, act: string): Verdict | null =>
  isCloudAdmin(session) ? null : no(`Only an administrator of the cloud can ${act}.`)

/** Where the image's data is; empty on a cloud of one store, which does not name it. */
export const storesOf = ({ stores }: Image): string[] => stores?.split(',').filter((store) => store !== '') ?? []

const first = (...verdicts: (Verdict | null)[]): Verdict => verdicts.find((verdict) => verdict !== null) ?? yes

export const imageCan = {
  edit: (image: Image, session: SignedIn): Verdict =>
    first(refusedByRole(session, 'change them'), refusedByOwnership(image, session, 'change it')),

  share(image: Image, session: SignedIn): Verdict {
    const byRole = rankOf(session) === 'creator' ? null : refusedByRole(session, 'share them')
    const refused = first(byRole, refusedByOwnership(image, session, 'share it'))
    if (!refused.ok) return refused
    if (image.visibility === 'public') return no('The image is public: every account can use it already.')
    if (image.visibility === 'community') return no('A community image is open to every project by its ID already.')
    return yes
  },

  download(image: Image, session: SignedIn): Verdict {
    if (session.flavour === 'rackspace')
      return no('Rackspace offers no direct download: export the image to Cloud Files and fetch it from there.')
    const refused = refusedByRole(session, 'download their data')
    if (refused) return refused
    if (image.status === 'deactivated' && !isCloudAdmin(session))
      return no('The image is deactivated: the cloud refuses to hand out its data.')
    if (image.status !== 'active' && image.status !== 'deactivated')
      return no(`The image is ${image.status}; only an active image has data to download.`)
    return yes
  },

  export(image: Image, session: SignedIn): Verdict {
    if (!session.capabilities.importTasks)
      return no('This cloud has no export to object storage. Download the image instead.')
    const refused = first(refusedByRole(session, 'export them'), refusedByOwnership(image, session, 'export it'))
    if (!refused.ok) return refused
    if (image.status !== 'active') return no(`The image is ${image.status}; only an active image can be exported.`)
    // Source: "Frequently asked questions": an image can be exported when this property is "0".
    const options = image['com.rackspace__1__options']
    if (options === undefined) return no('The image does not say that it may be exported (com.rackspace__1__options).')
    if (options !== '0')
      return no('The image holds licensed software (Windows, Red Hat and others), which may not be exported.')
    return yes
  },

  deactivate(image: Image, session: SignedIn): Verdict {
    if (session.flavour === 'rackspace') return no('Only Rackspace itself can deactivate or reactivate an image.')
    const refused = first(
      refusedByRole(session, 'deactivate them'),
      refusedByOwnership(image, session, 'deactivate or reactivate it'),
    )
    if (!refused.ok) return refused
    if (image.status !== 'active' && image.status !== 'deactivated')
      return no(`The image is ${image.status}; only an active image can be deactivated.`)
    return yes
  },

  /** To private, shared or community. */
  changeVisibility(image: Image, session: SignedIn): Verdict {
    const refused = imageCan.edit(image, session)
    if (!refused.ok || session.flavour === 'openstack') return refused
    return no('On Rackspace your images stay private, also when you share them; only Rackspace publishes images.')
  },

  /** To public. Source: "Update image", policy `publicize_image`. */
  publish(image: Image, session: SignedIn): Verdict {
    const refused = imageCan.changeVisibility(image, session)
    if (!refused.ok || isCloudAdmin(session) || image.visibility === 'public') return refused
    return no('Only an administrator of the cloud can make an image public.')
  },

  hide(image: Image, session: SignedIn): Verdict {
    if (session.flavour === 'rackspace') return no('Rackspace has no hidden images of your own.')
    return imageCan.edit(image, session)
  },

  /** Into a further store; which ones there are only the cloud knows. Source: "Image data and import", copy-image. */
  copyToStore(image: Image, session: SignedIn): Verdict {
    if (session.flavour === 'rackspace') return no('Rackspace keeps images in one store.')
    const refused = refusedByRole(session, 'copy them') ?? refusedByRank(session, 'copy an image to another store')
    if (refused) return refused
    return image.status === 'active' ? yes : no(`The image is ${image.status}; only an active image can be copied.`)
  },

  /** Source: `DELETE /v2/stores/{store}/{image}`. */
  deleteFromStore(image: Image, session: SignedIn): Verdict {
    if (session.flavour === 'rackspace') return no('Rackspace keeps images in one store.')
    const refused =
      refusedByRole(session, 'delete their data') ?? refusedByRank(session, 'delete an image from one of its stores')
    if (refused) return refused
    if (image.status !== 'active') return no(`The image is ${image.status}; it has to be active.`)
    if (storesOf(image).length < 2) return no('The image is in one store only: delete the image instead.')
    return yes
  },

  delete(image: Image, session: SignedIn): Verdict {
    const refused = first(refusedByRole(session, 'delete them'), refusedByOwnership(image, session, 'delete it'))
    if (!refused.ok) return refused
    // Glance answers 403 to this as it does to a missing right: say which of the two it is.
    if (image.protected) return no('The image is protected. Remove the protection first.')
    return yes
  },
}

/** What may be done with the members of an image. Source: "Members". Who may add one: `imageCan.share`. */
export const memberCan = {
  /** Upstream only shared images have members to read; on Rackspace all but public ones. */
  list(image: Image, session: SignedIn): Verdict {
    if (rankOf(session) === 'none')
      return no('Your user has no role for images, so it cannot see who they are shared with.')
    if (image.visibility === 'public') return no('The image is public: every account can use it already.')
    if (session.flavour === 'rackspace' || image.visibility === 'shared') return yes
    if (image.visibility === 'community') return no('A community image is open to every project by its ID already.')
    return no(`The image is ${image.visibility}; only a shared image has members.`)
  },

  remove(image: Image, session: SignedIn): Verdict {
    const refused = first(
      refusedByRole(session, 'take back what is shared'),
      refusedByOwnership(image, session, 'take it back'),
    )
    return refused.ok ? memberCan.list(image, session) : refused
  },

  /** For the account's own membership: nobody answers for another, though an upstream administrator could. */
  answer(image: Image, session: SignedIn): Verdict {
    const refused = refusedByRole(session, 'answer invitations')
    if (refused) return refused
    if (isOwner(image, session))
      return no(`Only the ${accountWord(session)} that an image is shared with can accept or reject it.`)
    return memberCan.list(image, session)
  },
}
