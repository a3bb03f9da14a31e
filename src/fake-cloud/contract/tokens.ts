/** Tokens of the accounts of a cloud, one sign-in each. */
import { type Answer, send } from './http.ts'
import type { AccountName, CloudDescription } from './target.ts'

/** Body of `POST /v3/auth/tokens` with a password. Without a scope the token is unscoped. */
export const passwordAuth = (username: string, password: string, scope?: unknown) => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name: username, domain: { id: 'default' }, password } } },
    ...(scope !== undefined && { scope }),
  },
})

export const projectScope = (id: string) => ({ project: { id } })

/** The token a sign-in gave. @throws Error with the refusal's text when there is none */
export function tokenIn(answer: Answer): string {
  const token = answer.headers['x-subject-token']
  if (token === undefined) throw new Error(`No token: ${answer.status} ${answer.text}`)
  return token
}

/** A new token for an account in its project. */
export async function signIn({ authUrl, accounts }: CloudDescription, name: AccountName): Promise<string> {
  const { username, password, projectId } = accounts[name]
  const body = passwordAuth(username, password, projectScope(projectId))
  return tokenIn(await send('POST', authUrl, '/auth/tokens', { body }))
}

const known = new Map<string, Promise<string>>()

/** The token of an account, signed in at first use. Cases that end a token take one of their own. */
export function tokenOf(cloud: CloudDescription, name: AccountName): Promise<string> {
  const key = `${cloud.authUrl} ${name}`
  const token = known.get(key) ?? signIn(cloud, name)
  known.set(key, token)
  return token
}
