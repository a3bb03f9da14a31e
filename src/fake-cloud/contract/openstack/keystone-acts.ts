/** Signing in at Keystone: bodies, and who sends them. */
import type { Answer } from '#fake-cloud/contract/http.ts'
import type { Caller, Stage } from '#fake-cloud/contract/stage.ts'
import { passwordAuth, projectScope } from '#fake-cloud/contract/tokens.ts'

export const signIn = ({ identity }: Caller, body: object | string): Promise<Answer> =>
  identity.post('/auth/tokens', body)

/** The producer's sign-in, with something else in it. */
export const producer = ({ target }: Stage, scope?: unknown, password?: string) => {
  const { username, password: own } = target.accounts.producer
  return passwordAuth(username, password ?? own, scope)
}

export const projectOf = ({ target }: Stage) => projectScope(target.accounts.producer.projectId)

export const byToken = (token: string, scope?: unknown) => ({
  auth: { identity: { methods: ['token'], token: { id: token } }, ...(scope !== undefined && { scope }) },
})

export const byCredential = (credential: object, scope?: unknown) => ({
  auth: {
    identity: { methods: ['application_credential'], application_credential: credential },
    ...(scope !== undefined && { scope }),
  },
})
