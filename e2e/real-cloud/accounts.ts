/** Who can sign in to the real cloud. All of it is public: the cloud listens on loopback and holds nothing of value. */

export type ProjectName = 'admin' | 'producer' | 'consumer' | 'capped' | 'stranger'

export interface Account {
  username: string
  password: string
  /** Where the account has a role, in the order of its grants. */
  grants: { project: ProjectName; role: 'admin' | 'member' | 'reader' }[]
  enabled: boolean
}

const account = (username: string, grants: Account['grants'], enabled = true): Account => ({
  username,
  password: `${username}-pw`,
  grants,
  enabled,
})

export const CREDENTIALS = {
  /** Owns the public images. */
  admin: account('admin', [{ project: 'admin', role: 'admin' }]),
  /** Shares images. */
  producer: account('producer', [{ project: 'producer', role: 'member' }]),
  /** Is invited to images, and invites the producer to its own. */
  consumer: account('consumer', [{ project: 'consumer', role: 'member' }]),
  /** Reads what the producer owns. */
  observer: account('observer', [{ project: 'producer', role: 'reader' }]),
  /** Meets its limits soon. */
  capped: account('capped', [{ project: 'capped', role: 'member' }]),
  /** Has nothing to do with the others: apart from `capped`, whose full quota would answer before any other rule. */
  stranger: account('stranger', [{ project: 'stranger', role: 'member' }]),
  /** Has to choose a project after sign-in. */
  multi: account('multi', [
    { project: 'producer', role: 'member' },
    { project: 'consumer', role: 'member' },
  ]),
  /** Knows its password and is refused all the same. */
  disabled: account('disabled', [{ project: 'producer', role: 'member' }], false),
} satisfies Record<string, Account>

export type AccountName = keyof typeof CREDENTIALS

/** Users by which Glance and Swift validate tokens. */
export const SERVICE_USERS = {
  glance: { password: 'glance-service-pw' },
  swift: { password: 'swift-service-pw' },
}

/** The producer's application credential; Keystone gives its id. */
export const APPLICATION_CREDENTIAL = { name: 'dashboard', secret: 'producer-application-secret' }

/** Keystone's unified limits that Glance enforces. Sizes are MiB. */
export const LIMITS: Record<string, { everybody: number; capped: number }> = {
  image_size_total: { everybody: 1_000_000_000, capped: 4 },
  image_stage_total: { everybody: 1_000_000_000, capped: 4 },
  image_count_total: { everybody: 1_000_000, capped: 5 },
  image_count_uploading: { everybody: 100, capped: 2 },
}
