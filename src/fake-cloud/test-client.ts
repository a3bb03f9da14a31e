/** Talks to running fake clouds as the proxy would: plain HTTP, tokens in headers. For tests only. */
import { ImagePage } from '#api/schemas.ts'

import type { DemoCloudName } from './clouds.ts'
import { type FakeCloudOptions, type RunningFakeCloud, startFakeCloud } from './node.ts'

/** A stopped clock at a fixed moment, so that every test sees the same dates. */
export const TEST_START = Date.UTC(2026, 10, 23, 12)

export const startStopped = (options: FakeCloudOptions = {}): Promise<RunningFakeCloud> =>
  startFakeCloud({ clock: { start: TEST_START, stopped: true }, ...options })

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The parsed body; undefined when it is not JSON. */
  body: unknown
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== ''
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
}

export const authUrlOf = (fake: RunningFakeCloud, name: DemoCloudName): string => {
  const profile = fake.clouds.find((cloud) => cloud.name === name)
  if (!profile) throw new Error(`No cloud ${name}`)
  return profile.authUrl
}

export const postJson = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  answerOf(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

/** Body of a Keystone sign-in with a password. */
export const keystonePassword = (username: string, scope?: unknown, password = `${username}-pw`) => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name: username, domain: { id: 'default' }, password } } },
    ...(scope !== undefined && { scope }),
  },
})

export const projectScope = (name: string) => ({ project: { name, domain: { id: 'default' } } })

/** Body of a Rackspace sign-in with a password. */
export const rackspacePassword = (username: string, password = `${username}-pw`) => ({
  auth: { passwordCredentials: { username, password } },
})

/** Signs in with the seeded password. @param project OpenStack only; default: the project named like the user */
export async function signIn(
  fake: RunningFakeCloud,
  name: DemoCloudName,
  username: string,
  project = username === 'observer' ? 'producer' : username,
): Promise<string> {
  const authUrl = authUrlOf(fake, name)
  const answer =
    name === 'demo-rackspace'
      ? await postJson(`${authUrl}/tokens`, rackspacePassword(username))
      : await postJson(`${authUrl}/auth/tokens`, keystonePassword(username, projectScope(project)))
  const token = /"id":"(AAB[^"]+)"/.exec(answer.text)?.[1] ?? answer.headers.get('x-subject-token')
  if (!token) throw new Error(`${username} could not sign in: ${answer.status} ${answer.text}`)
  return token
}

/** One account at the image service of a region. */
export class ImageClient {
  readonly #base: string
  readonly #token: string

  constructor(fake: RunningFakeCloud, name: DemoCloudName, token: string, region?: string) {
    const { baseUrl, regions } = fake.cloud(name)
    this.#base = `${baseUrl}/image/${region ?? regions.keys().next().value ?? ''}`
    this.#token = token
  }

  async call(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
    return answerOf(
      await fetch(`${this.#base}${path}`, {
        method,
        headers: { 'x-auth-token': this.#token, accept: 'application/json', ...headers },
        ...(body !== undefined && { body }),
      }),
    )
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call('GET', path, headers)
  }

  /** One page of the list, parsed. */
  async page(query = ''): Promise<ImagePage> {
    const answer = await this.get(`/v2/images${query}`)
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
    return ImagePage.parse(answer.body)
  }

  /** Names of one page, in order. */
  async names(query = ''): Promise<(string | null)[]> {
    return (await this.page(query)).images.map((image) => image.name)
  }
}

/** An image client for a seeded account. */
export const imagesAs = async (
  fake: RunningFakeCloud,
  name: DemoCloudName,
  username: string,
  more: { project?: string; region?: string } = {},
): Promise<ImageClient> => new ImageClient(fake, name, await signIn(fake, name, username, more.project), more.region)
