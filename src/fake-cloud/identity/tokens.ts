import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { ProjectRow, TokenRow, UserRow } from '#fake-cloud/core/db.ts'
import { secret } from '#fake-cloud/core/ids.ts'

/** What a token row is made from; the id, times and audit ids are the cloud's. */
export interface TokenGrant {
  user: UserRow
  projectId: string | null
  roles: readonly string[]
  methods: readonly string[]
  /** Rescoping: keeps the parent's expiry and names it in the audit ids. Source: api §2.1 "Rescoping". */
  parent?: TokenRow
  applicationCredential?: { id: string; name: string; restricted: true }
}

/** Bytes of randomness that give an id as long as the real ones (183 and about 170 characters). */
const TOKEN_BYTES = { openstack: 132, rackspace: 123 }
const TOKEN_PREFIX = { openstack: 'gAAAAAB', rackspace: 'AAB' }

export function issueToken(cloud: FakeCloud, grant: TokenGrant): TokenRow {
  const now = Math.floor(cloud.clock.now() / 1000) * 1000
  const auditId = secret(16)
  const token: TokenRow = {
    id: TOKEN_PREFIX[cloud.flavour] + secret(TOKEN_BYTES[cloud.flavour]),
    userId: grant.user.id,
    projectId: grant.projectId,
    roles: grant.roles,
    methods: grant.methods,
    auditIds: grant.parent ? [auditId, grant.parent.auditIds[0] ?? auditId] : [auditId],
    issuedAt: now,
    expiresAt: grant.parent?.expiresAt ?? now + cloud.tokenLife,
    revoked: false,
    ...(grant.applicationCredential && { applicationCredential: grant.applicationCredential }),
  }
  cloud.identity.tokens.set(token.id, token)
  forgetOld(cloud)
  return token
}

/** The token of this id if it still opens anything. */
export function liveToken(cloud: FakeCloud, id: string | null): TokenRow | undefined {
  const token = id === null ? undefined : cloud.identity.tokens.get(id)
  if (!token || token.revoked || token.expiresAt <= cloud.clock.now()) return undefined
  const user = userById(cloud, token.userId)
  const project = token.projectId === null ? undefined : projectById(cloud, token.projectId)
  return user?.enabled === false || project?.enabled === false ? undefined : token
}

/** Drops tokens a day past their end, so that a demo left running does not grow. */
function forgetOld(cloud: FakeCloud): void {
  const limit = cloud.clock.now() - 24 * 3_600_000
  for (const [id, token] of cloud.identity.tokens) if (token.expiresAt < limit) cloud.identity.tokens.delete(id)
}

export const expireAllTokens = (cloud: FakeCloud): void => {
  for (const token of cloud.identity.tokens.values()) token.expiresAt = Math.min(token.expiresAt, cloud.clock.now())
}

export const userById = (cloud: FakeCloud, id: string): UserRow | undefined =>
  cloud.identity.users.find((user) => user.id === id)

export const projectById = (cloud: FakeCloud, id: string): ProjectRow | undefined =>
  cloud.identity.projects.find((project) => project.id === id)

/** Roles a user holds in a project; empty when none. */
export const rolesIn = (cloud: FakeCloud, userId: string, projectId: string): readonly string[] =>
  cloud.identity.grants.find((grant) => grant.userId === userId && grant.projectId === projectId)?.roles ?? []

/** Projects a user holds any role in. */
export const projectsOf = (cloud: FakeCloud, userId: string): ProjectRow[] =>
  cloud.identity.grants
    .filter((grant) => grant.userId === userId)
    .flatMap((grant) => projectById(cloud, grant.projectId) ?? [])
