/** What Keystone v3 answers to a sign-in, read with care. Source: keystone api-ref "Authentication and token management". */
import * as z from 'zod'
import type { CloudProfile } from '#lib/cloud-profile.ts'
import type { FirstStep, Grant, SignInOutcome } from './identity.ts'
import type { IdentityAnswer } from './identity-call.ts'
import { malformed, shaped } from './identity-call.ts'
import { ProblemError } from './problems.ts'

const Named = z.object({ id: z.string(), name: z.string() })
const TokenBody = z.object({
  token: z.object({
    expires_at: z.iso.datetime({ offset: true }),
    user: Named,
    project: Named.nullish(),
    roles: z.array(z.looseObject({ name: z.string() })).nullish(),
    catalog: z
      .array(
        z.object({
          type: z.string(),
          name: z.string().nullish(),
          endpoints: z.array(
            z.object({
              interface: z.string(),
              region: z.string().nullish(),
              region_id: z.string().nullish(),
              url: z.string(),
            }),
          ),
        }),
      )
      .nullish(),
  }),
})
type Token = z.infer<typeof TokenBody>['token']

export const ProjectList = z.object({
  projects: z.array(z.object({ id: z.string(), name: z.string(), enabled: z.boolean().default(true) })),
})
const ErrorBody = z.object({ error: z.object({ message: z.string() }) })
/** Partly met multi-factor rules: what has been shown and which sets of methods would do. */
const ReceiptBody = z.object({
  receipt: z.object({ methods: z.array(z.string()), user: z.object({ id: z.string() }) }),
  required_auth_methods: z.array(z.array(z.string())),
})

const messageOf = (answer: IdentityAnswer): string => {
  const parsed = ErrorBody.safeParse(answer.body)
  return parsed.success ? parsed.data.error.message : ''
}

export const grantOf = (answer: IdentityAnswer, cloud: CloudProfile): Grant => {
  const id = answer.header('x-subject-token')
  const { token } = shaped(TokenBody, answer)
  if (!id) throw malformed('it carries no token')
  return {
    token: id,
    expiresAt: new Date(token.expires_at).toISOString(),
    user: { id: token.user.id, name: token.user.name },
    account: token.project ? { id: token.project.id, name: token.project.name } : null,
    roles: [...new Set((token.roles ?? []).map(({ name }) => name))],
    endpoints: endpointsOf(token, cloud),
    defaultRegion: null,
  }
}

const endpointsOf = (token: Token, cloud: CloudProfile) =>
  (token.catalog ?? []).flatMap((service) =>
    service.endpoints.flatMap((endpoint) => {
      const region = endpoint.region_id ?? endpoint.region
      if (endpoint.interface !== cloud.interface || !region) return []
      return [{ serviceType: service.type, serviceName: service.name ?? '', region, url: endpoint.url }]
    }),
  )

export const refusal = (answer: IdentityAnswer, request: FirstStep): ProblemError => {
  const message = messageOf(answer)
  if (/password.*expired|must be changed/i.test(message)) {
    return new ProblemError(
      'account-disabled',
      "This user's password has expired and must be changed before signing in.",
    )
  }
  if (/locked/i.test(message)) {
    return new ProblemError(
      'account-disabled',
      'This user is locked after too many failed sign-ins. Wait, or ask an administrator.',
    )
  }
  // Keystone does not tell a wrong password from an unknown or disabled user, on purpose.
  return new ProblemError(
    'wrong-credentials',
    request.method === 'applicationCredential'
      ? 'The identity service does not accept this application credential: the ID or the secret is wrong, or it has expired.'
      : 'The identity service does not accept this user name and password in this domain, or the user is disabled.',
  )
}

/** The challenge when a one-time passcode is what is missing. @throws ProblemError `second-factor-unsupported` for other factors. */
export const challengeOf = (answer: IdentityAnswer, receipt: string, project: string | undefined): SignInOutcome => {
  const body = shaped(ReceiptBody, answer)
  const shown = body.receipt.methods
  const needsOnlyPasscode = body.required_auth_methods.some((rule) => {
    const missing = rule.filter((method) => !shown.includes(method))
    return missing.length === 1 && missing[0] === 'totp'
  })
  if (!needsOnlyPasscode) {
    throw new ProblemError(
      'second-factor-unsupported',
      'This user needs another way to sign in that the dashboard does not know. An application credential works instead.',
    )
  }
  return {
    kind: 'challenged',
    challenge: { kind: 'receipt', receipt, userId: body.receipt.user.id, project: project ?? null },
  }
}
