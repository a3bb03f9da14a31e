/** Talks to the object storage of running fake clouds. For tests only. */
import type { DemoCloudName } from '#fake-cloud/clouds.ts'
import { cloudFilesAccount, swiftAccount } from '#fake-cloud/identity/catalog.ts'
import { liveToken } from '#fake-cloud/identity/tokens.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type Answer, answerOf, signIn } from '#fake-cloud/test-client.ts'

export interface StorageCall {
  headers?: Record<string, string>
  body?: BodyInit
}

/** One account at the object storage of a region. Paths start with `/container`; the account itself is the empty path. */
export class StorageClient {
  readonly url: string
  readonly #token: string

  constructor(url: string, token: string) {
    this.url = url
    this.#token = token
  }

  fetch(method: string, path: string, { headers, body }: StorageCall = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: { 'x-auth-token': this.#token, ...headers },
      ...(body !== undefined && { body }),
    })
  }

  async call(method: string, path: string, call?: StorageCall): Promise<Answer> {
    return answerOf(await this.fetch(method, path, call))
  }

  /** Names or pseudo folders of one listing. */
  async names(path: string): Promise<string[]> {
    const answer = await this.call('GET', path, { headers: { accept: 'text/plain' } })
    if (answer.status > 204) throw new Error(`${answer.status} ${answer.text}`)
    return answer.text.split('\n').slice(0, -1)
  }

  /** The same account for somebody else. */
  as(token: string): StorageClient {
    return new StorageClient(this.url, token)
  }
}

/** A storage client for a seeded account, at its own storage. */
export async function storageAs(
  fake: RunningFakeCloud,
  name: DemoCloudName,
  username: string,
  project?: string,
): Promise<StorageClient> {
  const token = await signIn(fake, name, username, project)
  const cloud = fake.cloud(name)
  const projectId = liveToken(cloud, token)?.projectId ?? ''
  const account = name === 'demo-rackspace' ? cloudFilesAccount(projectId) : swiftAccount(projectId)
  const region = cloud.regions.keys().next().value ?? ''
  return new StorageClient(`${cloud.baseUrl}/object-store/${region}/v1/${account}`, token)
}
