/** The few Keystone v3 calls that the harness needs, as an administrator or as one of the accounts. */
import * as z from 'zod'
import { call } from './http.ts'

export const Named = z.object({ id: z.string(), name: z.string().default('') })

const TokenBody = z.object({
  token: z.object({ user: Named, project: Named.optional() }),
})

export interface SignedIn {
  token: string
  userId: string
  /** Undefined when the token is for no project. */
  projectId: string | undefined
}

const DOMAIN = { id: 'default' }

/**
 * A token by password, for one project or for the whole system. Throws when Keystone refuses.
 * Source: "Password authentication with scoped authorization".
 */
export async function signIn(
  authUrl: string,
  { username, password }: { username: string; password: string },
  on: { project: string } | { system: 'all' },
): Promise<SignedIn> {
  const identity = { methods: ['password'], password: { user: { name: username, password, domain: DOMAIN } } }
  const scope = 'project' in on ? { project: { name: on.project, domain: DOMAIN } } : { system: { all: true } }
  const reply = await call(`${authUrl}/auth/tokens`, { method: 'POST', json: { auth: { identity, scope } } })
  const body = TokenBody.parse(await reply.json())
  const token = reply.headers.get('X-Subject-Token')
  if (token === null) throw new Error('Keystone answered without a token')
  return { token, userId: body.token.user.id, projectId: body.token.project?.id }
}

type Collection =
  | 'services'
  | 'endpoints'
  | 'projects'
  | 'users'
  | 'roles'
  | 'limits'
  | 'registered_limits'
  | `users/${string}/application_credentials`

/** Keystone's collections answer under the last word of their path. */
const wordOf = (collection: Collection) => collection.split('/').at(-1) ?? collection

/** Keystone seen with one token. */
export class Identity {
  readonly #authUrl: string
  readonly #token: string

  constructor(authUrl: string, token: string) {
    this.#authUrl = authUrl
    this.#token = token
  }

  /** Entries that match every filter (Keystone compares exactly). */
  async list<T extends z.ZodType>(
    collection: Collection,
    schema: T,
    filters: Record<string, string> = {},
  ): Promise<z.infer<T>[]> {
    const query = new URLSearchParams(filters)
    const reply = await call(`${this.#authUrl}/${collection}?${query}`, { token: this.#token })
    const body = z.record(z.string(), z.unknown()).parse(await reply.json())
    return z.array(schema).parse(body[wordOf(collection)])
  }

  async create<T extends z.ZodType>(collection: Collection, schema: T, attributes: object): Promise<z.infer<T>> {
    const singular = wordOf(collection).replace(/s$/, '')
    const options = { method: 'POST', token: this.#token, json: { [singular]: attributes } }
    const reply = await call(`${this.#authUrl}/${collection}`, options)
    const body = z.record(z.string(), z.unknown()).parse(await reply.json())
    return schema.parse(body[singular])
  }

  /** The entry of that name, made with `attributes` when there is none. @returns its id */
  async ensure(
    collection: 'services' | 'projects' | 'users' | 'roles',
    name: string,
    attributes: object = {},
  ): Promise<string> {
    const [found] = await this.list(collection, Named, { name })
    return (found ?? (await this.create(collection, Named, { name, ...attributes }))).id
  }

  async change(path: string, json: unknown): Promise<void> {
    await call(`${this.#authUrl}/${path}`, { method: 'PATCH', token: this.#token, json })
  }

  async put(path: string): Promise<void> {
    await call(`${this.#authUrl}/${path}`, { method: 'PUT', token: this.#token })
  }

  async post(path: string, json: unknown): Promise<void> {
    await call(`${this.#authUrl}/${path}`, { method: 'POST', token: this.#token, json })
  }

  async remove(path: string): Promise<void> {
    await call(`${this.#authUrl}/${path}`, { method: 'DELETE', token: this.#token })
  }
}
