/** `POST /v2.0/tokens`: password, API key, passcode. Source: api §1.1. */
import * as z from 'zod/mini'

import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { ChallengeRow, TokenRow, UserRow } from '#fake-cloud/core/db.ts'
import { secret } from '#fake-cloud/core/ids.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

import { issueToken, liveToken, projectsOf, rolesIn } from './tokens.ts'

const AuthBody = z.object({
  auth: z.object({
    passwordCredentials: z.optional(z.object({ username: z.string(), password: z.string() })),
    'RAX-KSKEY:apiKeyCredentials': z.optional(z.object({ username: z.string(), apiKey: z.string() })),
    'RAX-AUTH:passcodeCredentials': z.optional(z.object({ passcode: z.string() })),
    token: z.optional(z.object({ id: z.string() })),
    tenantId: z.optional(z.string()),
    tenantName: z.optional(z.string()),
  }),
})
type Auth = z.infer<typeof AuthBody>['auth']

/** A passcode can be given for ten minutes. Source: api §1.1 "Session id". */
const CHALLENGE_LIFE = 10 * 60_000
/** Bytes that make the session id as long as a real one. */
const SESSION_ID_BYTES = 186

const malformed = () =>
  new Refusal(400, 'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting')
const wrongCredentials = () => new Refusal(401, 'Unable to authenticate user with credentials provided.')

/** Parses the body. @throws Refusal 400 */
export function readAuth(text: string): Auth {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw malformed()
  }
  const parsed = AuthBody.safeParse(body)
  if (!parsed.success) throw malformed()
  const { auth } = parsed.data
  if (auth.tenantId !== undefined && auth.tenantName !== undefined) throw malformed()
  return auth
}

/** Signs in. @param sessionId header `X-SessionId`, with a passcode. @throws Refusal 400, 401, 403, 404 */
export function authenticate(cloud: FakeCloud, auth: Auth, sessionId: string | null): TokenRow {
  const byApiKey = auth['RAX-KSKEY:apiKeyCredentials']
  const byPasscode = auth['RAX-AUTH:passcodeCredentials']
  if (auth.passwordCredentials) return byPassword(cloud, auth, auth.passwordCredentials)
  if (byApiKey) {
    const user = usable(cloud, byApiKey.username, (row) => row.apiKey === byApiKey.apiKey)
    return grant(cloud, user, tenantOf(cloud, auth, user), ['apiKey'])
  }
  if (byPasscode) return answerChallenge(cloud, sessionId, byPasscode.passcode)
  if (auth.token) {
    // For identity admins only, and the demo has none. Source: api §1.1 "Token+tenant form".
    if (!liveToken(cloud, auth.token.id)) throw new Refusal(404, 'Token not found.')
    throw new Refusal(403, 'Not Authorized')
  }
  throw malformed()
}

function byPassword(cloud: FakeCloud, auth: Auth, given: { username: string; password: string }): TokenRow {
  const user = usable(cloud, given.username, (row) => row.password === given.password)
  const projectId = tenantOf(cloud, auth, user)
  if (user.mustSetUpPasscode) {
    throw new Refusal(403, 'User must setup multi-factor authentication.')
  }
  if (user.passcode === undefined) return grant(cloud, user, projectId, ['password'])

  const challenge: ChallengeRow = {
    id: secret(SESSION_ID_BYTES),
    userId: user.id,
    projectId,
    expiresAt: cloud.clock.now() + CHALLENGE_LIFE,
  }
  cloud.identity.challenges.set(challenge.id, challenge)
  throw new Refusal(401, 'Additional authentication credentials required.', {
    headers: { 'www-authenticate': `OS-MF sessionId='${challenge.id}', factor='PASSCODE'` },
  })
}

/** A wrong passcode leaves the session id good for another try; the right one uses it up. Source: api §1.1, §6 row 9. */
function answerChallenge(cloud: FakeCloud, sessionId: string | null, passcode: string): TokenRow {
  const challenge = sessionId === null ? undefined : cloud.identity.challenges.get(sessionId)
  const user = challenge && cloud.identity.users.find((row) => row.id === challenge.userId)
  if (!challenge || !user || challenge.expiresAt <= cloud.clock.now() || passcode !== user.passcode) {
    throw wrongCredentials()
  }
  cloud.identity.challenges.delete(challenge.id)
  return grant(cloud, user, challenge.projectId, ['passcode', 'password'])
}

/** The user, if the credential is right and the account may sign in. @throws Refusal 401, 403 */
function usable(cloud: FakeCloud, username: string, isRight: (user: UserRow) => boolean): UserRow {
  const user = cloud.identity.users.find((row) => row.name === username)
  if (!user || user.locked || !isRight(user)) throw wrongCredentials()
  if (!user.enabled) throw new Refusal(403, `User '${user.name}' is disabled.`, { detail: 'userDisabled' })
  return user
}

/** The account to sign in to; tenant names equal tenant ids. Source: api §1.1. */
function tenantOf(cloud: FakeCloud, auth: Auth, user: UserRow): string | null {
  const mine = projectsOf(cloud, user.id)
  const wanted = auth.tenantId ?? auth.tenantName
  if (wanted === undefined) return mine[0]?.id ?? null
  if (!mine.some((project) => project.id === wanted)) throw wrongCredentials()
  return wanted
}

function grant(cloud: FakeCloud, user: UserRow, projectId: string | null, methods: readonly string[]): TokenRow {
  const roles = projectId === null ? [] : rolesIn(cloud, user.id, projectId)
  return issueToken(cloud, { user, projectId, roles, methods })
}
