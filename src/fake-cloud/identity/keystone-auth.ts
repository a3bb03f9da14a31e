/**
 * `POST /v3/auth/tokens`: who is asking and for which project.
 * Source: api §2.1 "POST /v3/auth/tokens"; texts and statuses as Keystone answers them.
 */
import * as z from 'zod/mini'

import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { ChallengeRow, ProjectRow, TokenRow, UserRow } from '#fake-cloud/core/db.ts'
import { secret } from '#fake-cloud/core/ids.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import { missing, NO_IDENTITY, UNAUTHENTICATED } from './keystone-errors.ts'
import { issueToken, liveToken, projectById, projectsOf, rolesIn, userById } from './tokens.ts'

const Domain = z.object({ id: z.optional(z.string()), name: z.optional(z.string()) })
const User = z.object({ id: z.optional(z.string()), name: z.optional(z.string()), domain: z.optional(Domain) })

const AuthBody = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()),
      password: z.optional(z.object({ user: z.extend(User, { password: z.string() }) })),
      totp: z.optional(z.object({ user: z.extend(User, { passcode: z.string() }) })),
      token: z.optional(z.object({ id: z.string() })),
      application_credential: z.optional(
        z.object({
          id: z.optional(z.string()),
          name: z.optional(z.string()),
          secret: z.string(),
          user: z.optional(User),
        }),
      ),
    }),
    scope: z.optional(
      z.union([
        z.literal('unscoped'),
        z.object({
          project: z.optional(
            z.object({ id: z.optional(z.string()), name: z.optional(z.string()), domain: z.optional(Domain) }),
          ),
          domain: z.optional(Domain),
          system: z.optional(z.object({ all: z.optional(z.boolean()) })),
        }),
      ]),
    ),
  }),
})
type Auth = z.infer<typeof AuthBody>['auth']
type UserReference = z.infer<typeof User>

const unauthenticated = () => new Refusal(401, UNAUTHENTICATED)
const malformed = (what: string, where: string) => new Refusal(400, missing(what, where))

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Parses the body, refusing it in the order and words Keystone does. @throws Refusal 400, 401 */
export function readAuth(text: string): Auth {
  if (text === '') throw malformed('auth', 'request body')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  if (!isRecord(body) || Array.isArray(body)) throw malformed('valid JSON', 'request body')
  const { auth } = body
  if (auth === undefined) throw malformed('auth', 'request body')
  const identity = isRecord(auth) ? auth['identity'] : undefined
  if (identity === undefined) throw new Refusal(400, NO_IDENTITY)
  const scope = isRecord(auth) ? auth['scope'] : undefined
  if (scope !== undefined && !isScope(scope)) {
    throw malformed('system, project, domain, OS-TRUST:trust or unscoped', 'scope')
  }
  refuseMissingMethods(identity)
  const parsed = AuthBody.safeParse(body)
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error))
  refuseMissingDomains(parsed.data.auth)
  return parsed.data.auth
}

const isScope = (scope: unknown): boolean =>
  scope === 'unscoped' || (isRecord(scope) && ['system', 'project', 'domain'].some((kind) => kind in scope))

const METHODS: readonly string[] = ['password', 'totp', 'token', 'application_credential']

/** Each method named has to be spelt out, and has to exist. */
function refuseMissingMethods(identity: unknown): void {
  const methods: unknown = isRecord(identity) ? identity['methods'] : undefined
  for (const method of Array.isArray(methods) ? methods : []) {
    if (typeof method !== 'string') continue
    if (!isRecord(identity) || identity[method] === undefined) throw malformed(method, 'identity')
    if (!METHODS.includes(method)) throw new Refusal(401, 'Attempted to authenticate with an unsupported method.')
  }
}

/** A name means nothing without its domain. */
function refuseMissingDomains({ identity, scope }: Auth): void {
  for (const user of [identity.password?.user, identity.totp?.user, identity.application_credential?.user]) {
    if (user && user.id === undefined && user.name === undefined) {
      throw new Refusal(400, 'Invalid input for field identity/password/user: id or name must be present.')
    }
    if (user && user.id === undefined && user.domain === undefined) throw malformed('domain', 'user')
  }
  const credential = identity.application_credential
  if (credential && credential.id === undefined && !credential.user) throw malformed('user', 'application credential')
  const project = scope === 'unscoped' ? undefined : scope?.project
  if (project && project.id === undefined && project.domain === undefined) throw malformed('domain', 'project')
}

/** A second factor is missing: the answer carries a receipt instead of a token. Source: api §2.1, 401 with receipt. */
export class ReceiptWanted extends Error {
  readonly user: UserRow
  readonly receipt: ChallengeRow

  constructor(user: UserRow, receipt: ChallengeRow) {
    super('A second factor is wanted')
    this.user = user
    this.receipt = receipt
  }
}

/** Source: api §2.1, the sample's receipt. */
const RECEIPT_LIFE = 5 * 60_000
const RECEIPT_BYTES = 60

/** Proof of the password, for a second request with the missing method. Keystone keeps no scope with it. */
function issueReceipt(cloud: FakeCloud, user: UserRow): ChallengeRow {
  const expiresAt = cloud.clock.now() + RECEIPT_LIFE
  const receipt = { id: secret(RECEIPT_BYTES), userId: user.id, projectId: null, expiresAt }
  cloud.identity.challenges.set(receipt.id, receipt)
  return receipt
}

/** Signs in. @param receipt header `Openstack-Auth-Receipt`. @throws Refusal 400, 401, 403, 404; ReceiptWanted */
export function authenticate(cloud: FakeCloud, auth: Auth, receipt: string | null): TokenRow {
  const { identity } = auth
  if (identity.methods.includes('application_credential')) return byApplicationCredential(cloud, auth)
  if (identity.methods.includes('token')) return byToken(cloud, auth)
  if (identity.methods.includes('password')) return byPassword(cloud, auth)
  if (identity.methods.includes('totp') && receipt !== null) return byReceipt(cloud, auth, receipt)
  throw unauthenticated()
}

function byPassword(cloud: FakeCloud, auth: Auth): TokenRow {
  const given = auth.identity.password?.user
  const user = given && findUser(cloud, given)
  if (!given || !user || !user.enabled || user.locked || user.password !== given.password) throw unauthenticated()
  if (user.totp !== undefined) {
    if (!auth.identity.totp) throw new ReceiptWanted(user, issueReceipt(cloud, user))
    if (auth.identity.totp.user.passcode !== user.totp) throw unauthenticated()
  }
  return grant(cloud, auth, user, user.totp === undefined ? ['password'] : ['password', 'totp'])
}

/** The second request. A wrong passcode leaves the receipt good for another try. Source: api §2.1, 401 with receipt. */
function byReceipt(cloud: FakeCloud, auth: Auth, receiptId: string): TokenRow {
  const receipt = cloud.identity.challenges.get(receiptId)
  const given = auth.identity.totp?.user
  const user = given && findUser(cloud, given)
  if (!receipt || receipt.expiresAt <= cloud.clock.now()) throw unauthenticated()
  if (!user || user.id !== receipt.userId || !user.enabled || given.passcode !== user.totp) throw unauthenticated()
  return grant(cloud, auth, user, ['password', 'totp'])
}

function grant(cloud: FakeCloud, auth: Auth, user: UserRow, methods: string[]): TokenRow {
  const project = scopeOf(cloud, auth, user)
  const roles = project ? rolesIn(cloud, user.id, project.id) : []
  return issueToken(cloud, { user, projectId: project?.id ?? null, roles, methods })
}

function byToken(cloud: FakeCloud, auth: Auth): TokenRow {
  const id = auth.identity.token?.id ?? ''
  const parent = liveToken(cloud, id)
  if (!parent) {
    const known = cloud.identity.tokens.has(id)
    throw new Refusal(404, known ? 'Failed to validate token' : 'Could not recognize Fernet token')
  }
  if (parent.applicationCredential) {
    throw new Refusal(403, 'Using a delegated token to create another token is not allowed: application credential.')
  }
  const user = userById(cloud, parent.userId)
  if (!user) throw unauthenticated()
  const project = scopeOf(cloud, auth, user)
  const roles = project ? rolesIn(cloud, user.id, project.id) : []
  const methods = ['token', ...parent.methods.filter((method) => method !== 'token')]
  return issueToken(cloud, { user, projectId: project?.id ?? null, roles, methods, parent })
}

function byApplicationCredential(cloud: FakeCloud, auth: Auth): TokenRow {
  if (auth.scope !== undefined) {
    throw new Refusal(
      401,
      'Error authenticating with application credential: Application credentials cannot request a scope.',
    )
  }
  const given = auth.identity.application_credential
  if (!given) throw unauthenticated()
  const owner = given.user && findUser(cloud, given.user)
  const credential = cloud.identity.applicationCredentials.find((row) =>
    given.id === undefined ? row.name === given.name && row.userId === owner?.id : row.id === given.id,
  )
  // The one thing Keystone tells apart: an id that it does not know.
  if (!credential && given.id !== undefined) {
    throw new Refusal(404, `Could not find Application Credential: ${given.id}.`)
  }
  const user = credential && userById(cloud, credential.userId)
  const expired = credential?.expiresAt != null && credential.expiresAt <= cloud.clock.now()
  if (!credential || !user?.enabled || expired || credential.secret !== given.secret) throw unauthenticated()
  return issueToken(cloud, {
    user,
    projectId: credential.projectId,
    roles: credential.roles,
    methods: ['application_credential'],
    applicationCredential: { id: credential.id, name: credential.name, restricted: true },
  })
}

function findUser(cloud: FakeCloud, given: UserReference): UserRow | undefined {
  return cloud.identity.users.find((user) =>
    given.id === undefined ? user.name === given.name && isDomain(given.domain, user.domain) : user.id === given.id,
  )
}

const isDomain = (given: z.infer<typeof Domain> | undefined, domain: UserRow['domain']): boolean =>
  given !== undefined && (given.id === undefined ? given.name === domain.name : given.id === domain.id)

/** The project asked for; undefined for an unscoped token. An unknown project and a foreign one look the same: 401. */
function scopeOf(cloud: FakeCloud, auth: Auth, user: UserRow): ProjectRow | undefined {
  const { scope } = auth
  if (scope === 'unscoped') return undefined
  const mine = projectsOf(cloud, user.id)
  if (scope === undefined) {
    const chosen = user.defaultProjectId === undefined ? undefined : projectById(cloud, user.defaultProjectId)
    return chosen?.enabled && mine.includes(chosen) ? chosen : undefined
  }
  const wanted = scope.project
  const project = mine.find((candidate) =>
    wanted?.id === undefined
      ? candidate.name === wanted?.name && isDomain(wanted?.domain, user.domain)
      : candidate.id === wanted.id,
  )
  if (!project?.enabled) throw unauthenticated()
  return project
}
