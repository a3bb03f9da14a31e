/**
 * The contract of Rackspace Cloud Images and its identity service. There is no such cloud to be held against any more,
 * so these cases take their facts, and their bodies, from the documents alone.
 */
import { afterAll, beforeAll, describe } from 'vitest'

import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type ImageDraft, Seeder } from '#fake-cloud/seed/make-image.ts'
import { RACKSPACE_ACCOUNTS } from '#fake-cloud/seed/identity-rackspace.ts'
import { signIn, startStopped } from '#fake-cloud/test-client.ts'

import { type Expected, judgeAll, register } from '#fake-cloud/contract/contract.ts'
import { type Answer, type Call, type Headers, send } from '#fake-cloud/contract/http.ts'

export const ACCOUNTS = RACKSPACE_ACCOUNTS

export type Username =
  | 'producer'
  | 'consumer'
  | 'partner'
  | 'observer'
  | 'creator'
  | 'manager'
  | 'images-admin'
  | 'roleless'
  | 'nobody'

const REGION = 'DFW'

/** One user at the three services. */
export interface User {
  token: string | undefined
  /** Paths begin with `/v2.0`. */
  identity(method: string, path: string, call?: Call): Promise<Answer>
  /** Cloud Images in DFW; paths begin with `/v2`. */
  images(method: string, path: string, call?: Call): Promise<Answer>
  /** Cloud Files in DFW; paths begin behind the user's own account. */
  files(method: string, path: string, call?: Call): Promise<Answer>
  /** Glance's update, in the newer media type unless told otherwise. */
  patch(id: string, operations: unknown, headers?: Headers): Promise<Answer>
}

/** The account a user belongs to; most are the producer's. */
const accountOf = (username: Username): string =>
  username === 'consumer' || username === 'partner' ? ACCOUNTS[username] : ACCOUNTS.producer

const PATCH_TYPE = 'application/openstack-images-v2.1-json-patch'

/** A cloud as it was seeded, for one case. */
export class RackspaceStage {
  readonly fake: RunningFakeCloud
  readonly #names = new Map<string, string>()
  #count = 0

  constructor(fake: RunningFakeCloud) {
    this.fake = fake
    this.#names.set(this.cloud.baseUrl, '{cloud}')
    for (const [name, id] of Object.entries(ACCOUNTS)) this.#names.set(id, `{${name}}`)
  }

  get cloud(): FakeCloud {
    return this.fake.cloud('demo-rackspace')
  }

  get names(): ReadonlyMap<string, string> {
    return this.#names
  }

  /** Lets a text appear under a name in answers. */
  name(text: string, name: string): void {
    this.#names.set(text, `{${name}}`)
  }

  /** An image of the producer's in DFW, an hour old, active. @returns its id, shown as `{image}`, `{image 2}` … */
  image(draft: Partial<ImageDraft> = {}): string {
    this.#count += 1
    const region = this.cloud.regions.get(REGION)
    if (!region) throw new Error(`The cloud has no region ${REGION}`)
    const { id } = new Seeder(this.cloud, region).add({
      key: `case ${this.#count}`,
      owner: ACCOUNTS.producer,
      age: 3_600_000,
      tags: ['case'],
      ...draft,
    })
    this.name(id, this.#count === 1 ? 'image' : `image ${this.#count}`)
    return id
  }

  async as(username: Username): Promise<User> {
    const token = username === 'nobody' ? undefined : await signIn(this.fake, 'demo-rackspace', username)
    if (token !== undefined) this.name(token, `token of ${username}`)
    return this.withToken(token, accountOf(username))
  }

  /** A caller with a token of the case's own. @param account whose Cloud Files are meant */
  withToken(token: string | undefined, account = ACCOUNTS.producer): User {
    const call =
      (base: string) =>
      (method: string, path: string, { headers, body }: Call = {}): Promise<Answer> =>
        send(method, base, path, {
          headers: { accept: 'application/json', ...(token !== undefined && { 'x-auth-token': token }), ...headers },
          ...(body !== undefined && { body }),
        })
    const images = call(`${this.cloud.baseUrl}/image/${REGION}`)
    return {
      token,
      identity: call(`${this.cloud.baseUrl}/identity`),
      images,
      files: call(`${this.cloud.baseUrl}/object-store/${REGION}/v1/MossoCloudFS_${account}`),
      patch: (id, operations, headers = {}) =>
        images('PATCH', `/v2/images/${id}`, {
          headers: { 'content-type': PATCH_TYPE, ...headers },
          body: JSON.stringify(operations),
        }),
    }
  }

  /** The image service of another region, with the same token. */
  inRegion(region: string, { token }: User, method: string, path: string): Promise<Answer> {
    const headers = { accept: 'application/json', ...(token !== undefined && { 'x-auth-token': token }) }
    return send(method, `${this.cloud.baseUrl}/image/${region}`, path, { headers })
  }
}

export type RackspaceCase = {
  name: string
  as: Username
  /** Section of the API documents, when it is another than the table's. */
  source?: string
} & (
  | { act: (user: User, stage: RackspaceStage) => Promise<Answer>; expect: Expected }
  | { act: (user: User, stage: RackspaceStage) => Promise<Answer[]>; expect: Expected[] }
)

export interface RackspaceContract {
  title: string
  source: string
  cases: readonly RackspaceCase[]
}

/** Registers the cases of a table as tests. Each starts from the seed, with a clock that stands still. */
export function rackspaceContract({ title, source: tableSource, cases }: RackspaceContract): void {
  describe(`Rackspace: ${title}`, () => {
    let fake: RunningFakeCloud
    beforeAll(async () => {
      fake = await startStopped()
    })
    afterAll(() => fake.close())

    register(cases, true, async ({ as, act, expect: expected, source }) => {
      fake.reset()
      const stage = new RackspaceStage(fake)
      judgeAll(await act(await stage.as(as), stage), expected, stage.names, source ?? tableSource)
    })
  })
}

/** A refusal of the 2014 image service: plain text, whatever JSON was asked for. Source: "Faults". */
export const refusedPlainly = (status: number, reason: string, message: string) => ({
  status,
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  text: `${status} ${reason}\n\n${message}\n\n   `,
})

export const NOT_ALLOWED = refusedPlainly(403, 'Forbidden', 'You are not authorized to complete this action.')
