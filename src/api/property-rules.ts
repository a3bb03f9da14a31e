/**
 * Whose a key of an image is, and whether the person signed in may change it; if not, why. Asked in the API's own order
 * of refusal. Where the documents are silent the cloud's own 403 decides, which `learned-locks.ts` remembers.
 * Sources: "Image entity" and its table of refused names, "PATCH /v2/images/{id}".
 */
import type { Flavour } from '#lib/contract.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { imageCan } from './capabilities.ts'
import { baseKeys } from './image-facts.ts'
import type { ImageSchema } from './image-schema.ts'
import { isWritableField } from './image-values.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'

/**
 * `base`: every image has it. `yours`: set by whoever owns the image. `provider`: the provider's own, reserved for it.
 * `system`: written by the service as it works.
 */
export type Origin = 'base' | 'yours' | 'provider' | 'system'

/** Names that the service keeps for itself without ever showing them. */
const RESERVED: ReadonlySet<string> = new Set(['location', 'deleted', 'deleted_at'])

const SYSTEM_PREFIX = 'os_glance'
const RACKSPACE_PREFIX = 'com.rackspace'
const OPENSTACK_PREFIX = 'org.openstack'

const isProviders = (key: string, flavour: Flavour) =>
  flavour === 'rackspace' && (key.startsWith(RACKSPACE_PREFIX) || key.startsWith(OPENSTACK_PREFIX))

/** Where a key comes from. */
export function originOf(key: string, flavour: Flavour): Origin {
  if (isWritableField(key)) return 'base'
  if (baseKeys.has(key) || RESERVED.has(key) || key.startsWith(SYSTEM_PREFIX)) return 'system'
  return isProviders(key, flavour) ? 'provider' : 'yours'
}

/** What an answer about a key depends on. */
export interface RuleContext {
  session: SignedIn
  image: Image
  /** Null while it is not there: rules that need it do not refuse. */
  schema: ImageSchema | null
  /** What the cloud refused in this session, by key. */
  learned: ReadonlyMap<string, string>
}

/** Whether this key of this image may be changed here. */
export function mayChange(key: string, context: RuleContext): Verdict {
  const whole = imageCan.edit(context.image, context.session)
  return whole.ok ? keyVerdict(key, context) : whole
}

/** As `mayChange`, for a key of an image that may be changed in general: why this one may not. */
export function keyVerdict(key: string, { session, image, schema, learned }: RuleContext): Verdict {
  const refused = refusedByName(key, session.flavour) ?? refusedByField(key, session, image)
  if (refused !== null) return no(refused)
  if (schema?.readOnly.has(key)) return no('The cloud’s schema marks it as read-only.')
  const said = learned.get(key)
  return said === undefined ? yes : no(said)
}

/** Names that can be neither set nor removed, on any image. */
function refusedByName(key: string, flavour: Flavour): string | null {
  if (key.startsWith(SYSTEM_PREFIX)) return `The cloud keeps ${SYSTEM_PREFIX}… for its own imports.`
  if (RESERVED.has(key)) return 'The cloud reserves this name.'
  if (baseKeys.has(key) && !isWritableField(key)) return 'Only the cloud writes this field.'
  if (flavour === 'rackspace' && key.startsWith(RACKSPACE_PREFIX))
    return 'Only Rackspace sets com.rackspace… properties.'
  if (flavour === 'rackspace' && key.startsWith(OPENSTACK_PREFIX))
    return 'Rackspace reserves org.openstack… properties for what its own images come with.'
  return null
}

/** States in which an image’s formats are still open. Source: "Image entity", `disk_format`. */
const WITHOUT_DATA: ReadonlySet<string> = new Set(['queued', 'importing'])

function refusedByField(key: string, session: SignedIn, image: Image): string | null {
  switch (key) {
    case 'disk_format':
    case 'container_format':
      // Rackspace documents both as changeable at any time: there the cloud decides, after a warning.
      if (session.flavour === 'rackspace' || WITHOUT_DATA.has(image.status)) return null
      return 'The format describes the data and can be set only while the image has none.'
    case 'os_hidden':
      return session.flavour === 'rackspace' ? 'Rackspace has no hidden images of your own.' : null
    case 'visibility':
      return 'Change who can see the image from its Actions menu, where the consequences are spelled out.'
    case 'owner':
      return 'An image stays with its owner.'
    default:
      return null
  }
}

/** What to think of before changing a field that may be changed; null where there is nothing. */
export const cautionFor = (key: string, { session, image }: Pick<RuleContext, 'session' | 'image'>): string | null =>
  session.flavour === 'rackspace' &&
  (key === 'disk_format' || key === 'container_format') &&
  !WITHOUT_DATA.has(image.status)
    ? 'Servers may no longer boot from the image when its format is not that of its data.'
    : null
