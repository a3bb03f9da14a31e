/** What a seeded image is to become, whichever way it gets into the cloud. */
import type { ProjectName } from '../accounts.ts'
import { diceFrom, uuidOf } from './random.ts'

export type MemberStatus = 'pending' | 'accepted' | 'rejected'

export interface MemberSpec {
  /** A project of ours by name, or the id of one that nobody here can see. */
  project: ProjectName | { id: string }
  status: MemberStatus
}

export interface ImageSpec {
  id: string
  name: string | null
  owner: ProjectName
  visibility: 'public' | 'private' | 'shared' | 'community'
  /** `uploading`: staged, never imported. `saving` and `importing` can only be had by the database. */
  status: 'active' | 'queued' | 'deactivated' | 'uploading' | 'saving' | 'importing'
  diskFormat: string | null
  containerFormat: string | null
  /** Bytes of data; null where there is none (yet). */
  size: number | null
  /** Bytes. */
  virtualSize: number | null
  /** GiB. */
  minDisk: number
  /** MiB. */
  minRam: number
  protected: boolean
  hidden: boolean
  tags: string[]
  properties: Record<string, string>
  members: MemberSpec[]
  /** Where the data is; `both` begins in `fast` and is copied. */
  store: 'fast' | 'archive' | 'both'
  /** An import from a URL that nothing answers was tried. */
  failedImport: boolean
  createdAt: Date
  updatedAt: Date
}

export const MIB = 2 ** 20
export const GIB = 2 ** 30

/** Id of the seeded image at an index, the same on every machine. */
export const imageIdAt = (index: number): string => uuidOf(`image ${index}`)

const DAY_MS = 86_400_000
const NEWEST = Date.UTC(2025, 5, 1, 12)

/** Creation and change, spread over two years. Each tenth image shares its dates with another: sorting meets ties. */
export function datesAt(index: number): Pick<ImageSpec, 'createdAt' | 'updatedAt'> {
  const dice = diceFrom(`dates ${index % 10 === 3 ? index - 1 : index}`)
  const created = NEWEST - dice.between(0, 730 * 86_400) * 1000
  const later = dice.pick([0, 45_000, 3_600_000, 3 * DAY_MS, 40 * DAY_MS])
  return { createdAt: new Date(created), updatedAt: new Date(Math.min(created + later, NEWEST)) }
}
