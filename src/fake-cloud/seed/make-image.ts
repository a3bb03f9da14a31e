import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { MemberStatus, RegionTables } from '#fake-cloud/core/db.ts'
import { hexOf, shareOf, uuidOf } from '#fake-cloud/core/ids.ts'
import type { Digests, ImageRow } from '#fake-cloud/core/image-table.ts'

export const MIB = 2 ** 20
export const GIB = 2 ** 30
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** What a seeded image says of itself; everything else follows from its key. */
export interface ImageDraft extends Partial<Omit<ImageRow, 'id' | 'digests' | 'createdAt' | 'updatedAt'>> {
  /** Unique in its region; the id is a hash of it. */
  key: string
  owner: string | null
  /** Milliseconds before the cloud's start. */
  age: number
  /** Milliseconds before the cloud's start; default: a minute after creation. */
  updated?: number
  /** Projects it is shared with, and what they answered. */
  members?: Record<string, MemberStatus>
}

const NEVER_LISTED = new Set(['killed', 'pending_delete'])
/** States in which the service holds data. */
const WITH_DATA = new Set(['active', 'deactivated', 'pending_delete'])

/** Digests of data that is nowhere; made up when asked for, since few of 100,000 images ever are. */
class MadeUpDigests implements Digests {
  readonly #id: string

  constructor(id: string) {
    this.#id = id
  }

  get md5(): string {
    return hexOf(`${this.#id} md5`, 32)
  }

  get sha512(): string {
    return hexOf(`${this.#id} sha512`, 128)
  }
}

/** Puts drafts into a region, with ids, digests and dates that depend on their keys and the clock's start alone. */
export class Seeder {
  readonly #cloud: FakeCloud
  readonly #region: RegionTables
  readonly #start: number

  constructor(cloud: FakeCloud, region: RegionTables) {
    this.#cloud = cloud
    this.#region = region
    this.#start = cloud.clock.now()
  }

  get region(): string {
    return this.#region.name
  }

  idOf(key: string): string {
    return uuidOf(`${this.#cloud.name} ${this.#region.name} ${key}`)
  }

  /** Milliseconds since the epoch of a moment so long before the start. */
  moment(age: number): number {
    return Math.floor((this.#start - age) / 1000) * 1000
  }

  /** How many images a project finds in its default list. */
  countListed(projectId: string): number {
    let count = 0
    for (const image of this.#region.images.all()) {
      const isSeen = image.owner === projectId || image.visibility === 'public' || this.#isSharedWith(image, projectId)
      if (isSeen && !image.hidden && !NEVER_LISTED.has(image.status)) count += 1
    }
    return count
  }

  #isSharedWith(image: ImageRow, projectId: string): boolean {
    const counts = this.#cloud.flavour === 'rackspace' || image.visibility === 'shared'
    return counts && this.#region.members.get(image.id, projectId)?.status === 'accepted'
  }

  add(draft: ImageDraft): ImageRow {
    const { key, age: _age, updated, members, ...given } = draft
    // Nothing real happens at the same second of the day for years.
    const age = draft.age + shareOf(`${key} hour`) * Math.min(9 * HOUR, draft.age / 8)
    const id = this.idOf(key)
    const status = given.status ?? 'active'
    const hasData = WITH_DATA.has(status)
    const defaults: Omit<ImageRow, 'owner'> = {
      id,
      name: key,
      status,
      visibility: 'private',
      protected: false,
      hidden: false,
      tags: [],
      size: hasData ? 512 * MIB : null,
      virtualSize: null,
      digests: hasData ? new MadeUpDigests(id) : null,
      diskFormat: this.#cloud.flavour === 'rackspace' ? 'vhd' : 'qcow2',
      containerFormat: this.#cloud.flavour === 'rackspace' ? 'ovf' : 'bare',
      minDisk: 0,
      minRam: 0,
      createdAt: this.moment(age),
      updatedAt: this.moment(updated ?? Math.max(0, age - MINUTE)),
      properties: {},
      stores: this.#cloud.flavour === 'openstack' && hasData ? ['fast'] : [],
    }
    const row: ImageRow = { ...defaults, ...given }
    this.#region.images.put(row)
    for (const [memberId, answer] of Object.entries(members ?? {})) {
      this.#region.members.put({
        imageId: id,
        memberId,
        status: answer,
        createdAt: row.createdAt + HOUR,
        updatedAt: row.createdAt + (answer === 'pending' ? HOUR : 2 * HOUR),
      })
    }
    return row
  }
}
