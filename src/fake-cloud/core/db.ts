/**
 * Tables of one fake cloud. Shapes only: who may do what stands with the handlers, each rule with its source.
 */
import { ImageDataTable } from './image-data-table.ts'
import { ImageTable } from './image-table.ts'
import type { AccountRow } from './object-tables.ts'
import { TaskTable } from './task-table.ts'

/** Greppable proof that this code is, or is not, in a bundle. Used where no bundler can shake it off. */
export const FAKE_CLOUD_MARKER = 'fake-cloud-seed-7f3a'

export interface UserRow {
  id: string
  name: string
  password: string
  domain: { id: string; name: string }
  enabled: boolean
  /** Too many wrong passwords: the right one is refused as well. */
  locked?: boolean
  /** Rackspace: secret of API-key sign-in. */
  apiKey?: string
  /** Rackspace: second factor asked for after the password. */
  passcode?: string
  /** Rackspace: the domain wants a second factor that this user never set up. */
  mustSetUpPasscode?: boolean
  /** Keystone: second factor, as method `totp`. */
  totp?: string
  /** Rackspace: `RAX-AUTH:defaultRegion`. Keystone: project chosen when no scope is given. */
  defaultRegion?: string
  defaultProjectId?: string
}

/** A Keystone project or a Rackspace account (tenant). */
export interface ProjectRow {
  id: string
  name: string
  description: string
  enabled: boolean
  /** Services its catalog leaves out, everywhere or in one region. */
  lacks?: readonly { type: 'image' | 'object-store'; region?: string }[]
}

export interface GrantRow {
  userId: string
  projectId: string
  roles: readonly string[]
}

export interface ApplicationCredentialRow {
  id: string
  name: string
  secret: string
  userId: string
  projectId: string
  roles: readonly string[]
  /** Milliseconds since the epoch, or null for never. */
  expiresAt: number | null
}

export interface TokenRow {
  id: string
  userId: string
  /** Null for an unscoped token. */
  projectId: string | null
  roles: readonly string[]
  methods: readonly string[]
  auditIds: readonly string[]
  issuedAt: number
  expiresAt: number
  revoked: boolean
  applicationCredential?: { id: string; name: string; restricted: true }
}

/** A password that was right and waits for its second factor. */
export interface ChallengeRow {
  id: string
  userId: string
  projectId: string | null
  expiresAt: number
}

export interface IdentityTables {
  users: UserRow[]
  projects: ProjectRow[]
  grants: GrantRow[]
  applicationCredentials: ApplicationCredentialRow[]
  tokens: Map<string, TokenRow>
  challenges: Map<string, ChallengeRow>
}

export type MemberStatus = 'pending' | 'accepted' | 'rejected'

export interface MemberRow {
  imageId: string
  memberId: string
  status: MemberStatus
  createdAt: number
  updatedAt: number
}

/** Who was made a member of what, found from either side. */
export class MemberTable {
  readonly #byImage = new Map<string, Map<string, MemberRow>>()

  get(imageId: string, memberId: string): MemberRow | undefined {
    return this.#byImage.get(imageId)?.get(memberId)
  }

  ofImage(imageId: string): MemberRow[] {
    return [...(this.#byImage.get(imageId)?.values() ?? [])]
  }

  put(row: MemberRow): void {
    const rows = this.#byImage.get(row.imageId) ?? new Map<string, MemberRow>()
    rows.set(row.memberId, row)
    this.#byImage.set(row.imageId, rows)
  }

  remove(imageId: string, memberId: string): void {
    this.#byImage.get(imageId)?.delete(memberId)
  }

  removeImage(imageId: string): void {
    this.#byImage.delete(imageId)
  }
}

export interface RegionTables {
  name: string
  images: ImageTable
  members: MemberTable
  /** By account name as the storage URL spells it (`AUTH_…`, `MossoCloudFS_…`). */
  objectAccounts: Map<string, AccountRow>
  imageData: ImageDataTable
  tasks: TaskTable
}

export const emptyRegion = (name: string): RegionTables => ({
  name,
  images: new ImageTable(),
  members: new MemberTable(),
  objectAccounts: new Map(),
  imageData: new ImageDataTable(),
  tasks: new TaskTable(),
})
