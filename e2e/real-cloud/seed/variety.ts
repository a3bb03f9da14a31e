/** The mass of a seed: believable images in believable proportions, each following from its index alone. */
import { API_CASES, DATABASE_CASES } from './cases.ts'
import { GIB, MIB, datesAt, imageIdAt } from './image-spec.ts'
import type { ImageSpec, MemberSpec, MemberStatus } from './image-spec.ts'
import { diceFrom } from './random.ts'
import type { Dice } from './random.ts'
import { SYSTEMS, baseProperties, systemProperties } from './systems.ts'

/** Each kind as often as its share of a catalog, in percent. */
const KINDS = Object.entries({
  base: 45,
  snapshot: 28,
  sharedOut: 8,
  sharedIn: 8,
  community: 5,
  foreign: 3,
  queued: 3,
}).flatMap(([kind, share]) => Array.from({ length: share }, () => kind))

const FORMATS: readonly [disk: string, container: string][] = [
  ['qcow2', 'bare'],
  ['qcow2', 'bare'],
  ['qcow2', 'bare'],
  ['vhd', 'ovf'],
  ['vhd', 'ovf'],
  ['raw', 'bare'],
  ['vmdk', 'bare'],
  ['vdi', 'bare'],
  ['vhdx', 'bare'],
  ['iso', 'bare'],
  ['raw', 'docker'],
]
const SERVERS = ['web', 'api', 'db', 'cache', 'worker', 'build', 'mail', 'vpn', 'metrics', 'search', 'queue', 'bastion']
const TAGS = ['lts', 'golden', 'nightly', 'hardened', 'minimal', 'gpu', 'beta', 'eol', 'docker', 'cloud-init', 'team-a']
const STATUSES: readonly MemberStatus[] = ['pending', 'accepted', 'rejected']

const strangers = (dice: Dice): MemberSpec[] =>
  Array.from({ length: dice.between(0, 3) }, () => ({ project: { id: dice.hexId() }, status: dice.pick(STATUSES) }))

/** Whose image it is and who may see it. */
function standing(kind: string, dice: Dice): Pick<ImageSpec, 'owner' | 'visibility' | 'members'> {
  switch (kind) {
    case 'base':
      return { owner: 'admin', visibility: 'public', members: [] }
    case 'sharedOut': {
      const consumer: MemberSpec = { project: 'consumer', status: dice.pick(STATUSES) }
      return { owner: 'producer', visibility: 'shared', members: [consumer, ...strangers(dice)] }
    }
    case 'sharedIn':
      return {
        owner: 'consumer',
        visibility: 'shared',
        members: [{ project: 'producer', status: dice.pick(STATUSES) }],
      }
    case 'community':
      return { owner: dice.pick(['producer', 'consumer'] as const), visibility: 'community', members: [] }
    case 'foreign':
      return { owner: 'consumer', visibility: 'private', members: [] }
    default:
      return { owner: 'producer', visibility: 'private', members: [] }
  }
}

function variedImage(index: number): ImageSpec {
  const dice = diceFrom(`variety ${index}`)
  const kind = dice.pick(KINDS)
  const system = dice.pick(SYSTEMS)
  const [diskFormat, containerFormat] = dice.pick(FORMATS)
  const dates = datesAt(index)
  const day = dates.createdAt.toISOString().slice(0, 10)
  const hasData = kind !== 'queued'
  const status = hasData ? (dice.chance(0.03) ? 'deactivated' : 'active') : 'queued'
  const lineage = { image_type: 'snapshot', base_image_ref: imageIdAt(dice.between(0, 4)), user_id: dice.hexId() }
  return {
    id: imageIdAt(index),
    name:
      kind === 'base'
        ? `${system.title} (${day})`
        : `${dice.pick(SERVERS)}-${system.distro}${system.version}-${day}-${String(index).padStart(5, '0')}`,
    ...standing(kind, dice),
    status,
    diskFormat,
    containerFormat,
    size: hasData ? dice.between(200, 9000) * MIB + dice.between(0, 2047) * 512 : null,
    virtualSize: hasData
      ? dice.pick([null, 10 * GIB, 20 * GIB, 40 * GIB, 80 * GIB].map((bytes) => ({ bytes }))).bytes
      : null,
    minDisk: system.minDisk,
    minRam: system.minRam,
    protected: dice.chance(0.06),
    hidden: dice.chance(0.04),
    tags: dice.some(TAGS, dice.between(0, 4)),
    properties: { ...systemProperties(system, dice), ...(kind === 'base' ? baseProperties(dice) : lineage) },
    store: 'fast',
    failedImport: false,
    ...dates,
  }
}

/** The image at an index of the seed: the cases first, then variety without end. */
export const imageAt = (index: number): ImageSpec =>
  API_CASES[index] ?? DATABASE_CASES[index - API_CASES.length] ?? variedImage(index)
