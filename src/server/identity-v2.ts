/** Rackspace Identity v2.0. Source: "Authenticate", "Multi-factor authentication", "Revoke token". */
import type { Dispatcher } from 'undici'
import * as z from 'zod'
import type { CloudProfile, EndpointInterface } from '#lib/cloud-profile.ts'
import type { CatalogEndpoint } from './catalog.ts'
import type { FirstStep, Grant, Identity, SignInOutcome } from './identity.ts'
import type { IdentityAnswer } from './identity-call.ts'
import { callIdentity, malformed, shaped, unexpectedStatus } from './identity-call.ts'
import { ProblemError } from './problems.ts'

const Endpoint = z.looseObject({
  region: z.string().nullish(),
  publicURL: z.string().nullish(),
  internalURL: z.string().nullish(),
  adminURL: z.string().nullish(),
})
const Access = z.object({
  access: z.object({
    token: z.object({
      id: z.string().min(1),
      expires: z.iso.datetime({ offset: true }),
      tenant: z.object({ id: z.coerce.string(), name: z.coerce.string().nullish() }).nullish(),
    }),
    user: z.looseObject({
      id: z.coerce.string(),
      name: z.string().nullish(),
      roles: z.array(z.looseObject({ name: z.string() })).nullish(),
      'RAX-AUTH:defaultRegion': z.string().nullish(),
      'RAX-AUTH:domainId': z.coerce.string().nullish(),
    }),
    serviceCatalog: z
      .array(z.object({ name: z.string().nullish(), type: z.string(), endpoints: z.array(Endpoint).nullish() }))
      .nullish(),
  }),
})
type Access = z.infer<typeof Access>['access']

/** `{"unauthorized":{"code":401,"message":"…"}}`: one key that names the fault. */
const Fault = z.record(z.string(), z.looseObject({ message: z.string() }))

const faultOf = (answer: IdentityAnswer): { name: string; message: string } => {
  const parsed = Fault.safeParse(answer.body)
  const [entry] = parsed.success ? Object.entries(parsed.data) : []
  return entry ? { name: entry[0], message: entry[1].message } : { name: '', message: '' }
}

const URL_KEYS = { public: 'publicURL', internal: 'internalURL', admin: 'adminURL' } as const satisfies Record<
  EndpointInterface,
  string
>

const endpointsOf = (access: Access, face: EndpointInterface): CatalogEndpoint[] =>
  (access.serviceCatalog ?? []).flatMap((service) =>
    (service.endpoints ?? []).flatMap((endpoint) => {
      const url = endpoint[URL_KEYS[face]]
      if (!url || !endpoint.region) return []
      return [{ serviceType: service.type, serviceName: service.name ?? '', region: endpoint.region, url }]
    }),
  )

const grantOf = (access: Access, cloud: CloudProfile): Grant => {
  const { token, user } = access
  // A second-factor answer may leave the tenant out; the domain of a Rackspace user is the account number.
  const accountId = token.tenant?.id ?? user['RAX-AUTH:domainId']
  if (!accountId) throw malformed('it names no account')
  return {
    token: token.id,
    expiresAt: new Date(token.expires).toISOString(),
    user: { id: user.id, name: user.name ?? user.id },
    account: { id: accountId, name: token.tenant?.name ?? accountId },
    roles: [...new Set((user.roles ?? []).map(({ name }) => name))],
    endpoints: endpointsOf(access, cloud.interface),
    defaultRegion: user['RAX-AUTH:defaultRegion'] ?? null,
  }
}

/** `WWW-Authenticate: OS-MF sessionId='…', factor='PASSCODE'`. */
const challengeIn = (answer: IdentityAnswer): string | undefined => {
  const header = answer.header('www-authenticate') ?? ''
  return header.startsWith('OS-MF') ? /sessionId='([^']+)'/.exec(header)?.[1] : undefined
}

const forbidden = (answer: IdentityAnswer): ProblemError => {
  const { name, message } = faultOf(answer)
  if (name !== 'userDisabled' && /multi-?factor|\bmfa\b|factor/i.test(message)) {
    return new ProblemError(
      'second-factor-setup-wanted',
      'This account must use a second factor and has none yet. Set one up in the Rackspace control panel, then sign in here.',
    )
  }
  return new ProblemError(
    'account-disabled',
    'The identity service says that this user may not sign in. An administrator of the account can tell why.',
  )
}

const credentialsOf = (request: FirstStep): Record<string, unknown> => {
  if (request.method === 'password') {
    return {
      passwordCredentials: { username: request.username, password: request.password },
      ...(request.project && { tenantId: request.project }),
    }
  }
  if (request.method === 'apiKey') {
    return { 'RAX-KSKEY:apiKeyCredentials': { username: request.username, apiKey: request.apiKey } }
  }
  throw new ProblemError('invalid-request', 'This cloud does not know application credentials.')
}

const baseUrlOf = (authUrl: string) => `${authUrl.replace(/\/+$/, '').replace(/\/v2(\.0)?$/, '')}/v2.0`

export const createIdentityV2 = (cloud: CloudProfile, dispatcher: Dispatcher): Identity => {
  const tokensUrl = `${baseUrlOf(cloud.authUrl)}/tokens`

  const authenticate = (auth: Record<string, unknown>, headers: Record<string, string> = {}) =>
    callIdentity(dispatcher, { method: 'POST', url: tokensUrl, headers, body: { auth } })

  const outcomeOf = (answer: IdentityAnswer): SignInOutcome => {
    if (answer.status === 200 || answer.status === 203) {
      return { kind: 'granted', grant: grantOf(shaped(Access, answer).access, cloud), spareToken: null, projects: null }
    }
    if (answer.status === 403) throw forbidden(answer)
    if (answer.status === 400) {
      throw new ProblemError(
        'invalid-request',
        faultOf(answer).message || 'The identity service found the sign-in malformed.',
      )
    }
    throw unexpectedStatus(answer)
  }

  return {
    async signIn(request) {
      const answer = await authenticate(credentialsOf(request))
      if (answer.status !== 401) return outcomeOf(answer)
      const sessionId = challengeIn(answer)
      if (sessionId) return { kind: 'challenged', challenge: { kind: 'session-id', sessionId } }
      const secret = request.method === 'apiKey' ? 'API key' : 'password'
      throw new ProblemError('wrong-credentials', `The identity service does not accept this user name and ${secret}.`)
    },

    async answerChallenge(challenge, passcode) {
      if (challenge.kind !== 'session-id') throw new ProblemError('challenge-expired', 'Sign in again from the start.')
      const answer = await authenticate(
        { 'RAX-AUTH:passcodeCredentials': { passcode } },
        { 'X-SessionId': challenge.sessionId },
      )
      if (answer.status !== 401) return outcomeOf(answer)
      // A fresh challenge replaces the old one; without it the same session id serves for another try.
      const sessionId = challengeIn(answer)
      if (sessionId) return { kind: 'challenged', challenge: { kind: 'session-id', sessionId } }
      throw new ProblemError('wrong-passcode', 'The passcode is not right or has run out. Try the current one.', {
        challenge: 'passcode',
      })
    },

    listProjects() {
      return Promise.resolve([])
    },

    rescope() {
      return Promise.reject(new ProblemError('project-refused', 'A Rackspace sign-in belongs to one account.'))
    },

    async revoke(token) {
      try {
        const answer = await callIdentity(dispatcher, {
          method: 'DELETE',
          url: tokensUrl,
          headers: { 'X-Auth-Token': token },
        })
        return [204, 200, 401, 404].includes(answer.status)
      } catch {
        return false
      }
    },
  }
}
