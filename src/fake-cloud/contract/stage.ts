/** What one case works with: callers, images made for it, and the removal of all it left behind. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import * as z from 'zod'

import { type Answer, type Call, type Headers, hold, type HeldCall, send } from './http.ts'
import { tokenOf } from './tokens.ts'
import type { AccountName, Target } from './target.ts'

/** Who sends a request; `nobody` sends no token. */
export type CallerName = AccountName | 'nobody'

/** One service as one caller reaches it. Paths are sent as they are written. */
export interface Service {
  send(method: string, path: string, call?: Call): Promise<Answer>
  get(path: string, headers?: Headers): Promise<Answer>
  head(path: string, headers?: Headers): Promise<Answer>
  delete(path: string, headers?: Headers): Promise<Answer>
  post(path: string, body?: Call['body'], headers?: Headers): Promise<Answer>
  put(path: string, body?: Call['body'], headers?: Headers): Promise<Answer>
  /** Glance's update: JSON patch in its own media type. */
  patch(path: string, operations: unknown, headers?: Headers): Promise<Answer>
  /** Begins to put data and stops half-way. */
  hold(path: string, halves: readonly [string, string], headers: Headers): HeldCall
}

export interface Caller {
  /** Keystone; paths begin behind `/v3`. */
  identity: Service
  /** Glance; paths begin with `/v2`. */
  images: Service
  /** Swift; paths begin behind the caller's own account. */
  objects: Service
}

const PATCH_TYPE = 'application/openstack-images-v2.1-json-patch'

/** Properties of a new image as the create call takes them. */
export type ImageProperties = Readonly<Record<string, unknown>>

const Created = z.object({ id: z.string() })

const POLL_MILLISECONDS = 100
const POLL_LIMIT_MILLISECONDS = 60_000

/**
 * Asks once more where a busy real cloud stumbles: Keystone now and then drops a connection before it has read the
 * request, and Glance answers 500 when another request closes the transaction under it ("Can't operate on closed
 * transaction"). Where 500 is the rule, the second answer says so too.
 */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await ask()
    return answer.status === 500 ? await ask() : answer
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return ask()
    throw error
  }
}

export class Stage {
  readonly target: Target
  /** Begins every name this case makes, so that lists can be narrowed to it. */
  readonly run = `k${randomBytes(5).toString('hex')}`
  readonly #names = new Map<string, string>()
  readonly #images: string[] = []
  readonly #leftovers: (() => Promise<unknown>)[] = []

  constructor(target: Target) {
    this.target = target
    this.#names.set(target.imageUrl, '{images}')
    this.#names.set(target.meteredImageUrl, '{images}')
    this.#names.set(target.authUrl.replace(/\/v3$/, ''), '{identity}')
    this.#names.set(target.objectStoreUrl, '{objects}')
    this.#names.set(this.run, '{run}')
    for (const name of ['admin', 'producer', 'consumer', 'stranger'] as const) {
      this.#names.set(target.accounts[name].projectId, `{${name}}`)
    }
  }

  /** What stands for what in the answers of this case. */
  get names(): ReadonlyMap<string, string> {
    return this.#names
  }

  /** Lets a text of this run appear under a name in answers. */
  name(text: string, name: string): void {
    this.#names.set(text, `{${name}}`)
  }

  /** @param account whose object storage and limits are meant; default: the caller's own */
  async as(name: CallerName, account: AccountName = name === 'nobody' ? 'producer' : name): Promise<Caller> {
    return this.withToken(name === 'nobody' ? undefined : await tokenOf(this.target, name), account)
  }

  /** A caller with a token of the case's own. */
  withToken(token: string | undefined, account: AccountName = 'producer'): Caller {
    const { authUrl, imageUrl, meteredImageUrl, objectStoreUrl, accounts } = this.target
    return {
      identity: this.#service(authUrl, token),
      images: this.#service(account === 'capped' ? meteredImageUrl : imageUrl, token),
      objects: this.#service(`${objectStoreUrl}/v1/AUTH_${accounts[account].projectId}`, token),
    }
  }

  #service(base: string, token: string | undefined): Service {
    const standard: Headers = { accept: 'application/json', ...(token !== undefined && { 'x-auth-token': token }) }
    const call = async (method: string, path: string, { headers, body }: Call = {}): Promise<Answer> => {
      const given = { headers: { ...standard, ...headers }, ...(body !== undefined && { body }) }
      const answer = await patiently(() => send(method, base, path, given))
      if (method === 'POST' && path === '/v2/images' && answer.status === 201) this.#remember(answer)
      return answer
    }
    const withBody =
      (method: string) =>
      (path: string, body?: Call['body'], headers: Headers = {}) =>
        call(method, path, { headers, ...(body !== undefined && { body }) })
    return {
      send: call,
      get: (path, headers = {}) => call('GET', path, { headers }),
      head: (path, headers = {}) => call('HEAD', path, { headers }),
      delete: (path, headers = {}) => call('DELETE', path, { headers }),
      post: withBody('POST'),
      put: withBody('PUT'),
      patch: (path, operations, headers = {}) =>
        call('PATCH', path, {
          headers: { 'content-type': PATCH_TYPE, ...headers },
          body: JSON.stringify(operations),
        }),
      hold: (path, halves, headers) => {
        const held = hold('PUT', base, path, { ...standard, ...headers }, halves)
        this.afterwards(() => Promise.resolve(held.breakOff()))
        return held
      },
    }
  }

  #remember(answer: Answer): string {
    const { id } = Created.parse(answer.body)
    this.#images.push(id)
    this.#names.set(id, this.#images.length === 1 ? '{image}' : `{image ${this.#images.length}}`)
    return id
  }

  /** What the object store says about itself. */
  info(): Promise<Answer> {
    return send('GET', this.target.objectStoreUrl, '/info')
  }

  /** Runs after the case, last come first, whatever its outcome. */
  afterwards(undo: () => Promise<unknown>): void {
    this.#leftovers.push(undo)
  }

  /** Makes an image record, `queued`. @returns its id, which answers show as `{image}`, `{image 2}` … */
  async image(properties: ImageProperties = {}, owner: AccountName = 'producer'): Promise<string> {
    const { images } = await this.as(owner)
    const answer = await images.post('/v2/images', { name: `${this.run}-image`, ...properties })
    return must(answer, 201, Created).id
  }

  /** Makes an image with data: `active`, raw, in the default store. */
  async activeImage(properties: ImageProperties = {}, data = 'hello world', owner: AccountName = 'producer') {
    const id = await this.image({ disk_format: 'raw', container_format: 'bare', ...properties }, owner)
    const { images } = await this.as(owner)
    const octets = { 'content-type': 'application/octet-stream' }
    must(await images.put(`/v2/images/${id}/file`, data, octets), 204)
    return id
  }

  /** An address that is asked for data and keeps silent. */
  async silentAddress(): Promise<string> {
    const silence = await this.target.openSilence()
    this.afterwards(() => silence.close())
    return silence.url
  }

  /** Makes an image of the producer's that the consumer is a member of. */
  async sharedImage(status: 'pending' | 'accepted' | 'rejected' = 'pending', properties: ImageProperties = {}) {
    const id = await this.image({ visibility: 'shared', ...properties })
    const [producer, consumer] = [await this.as('producer'), await this.as('consumer')]
    const member = this.target.accounts.consumer.projectId
    must(await producer.images.post(`/v2/images/${id}/members`, { member }), 200)
    if (status !== 'pending') must(await consumer.images.put(`/v2/images/${id}/members/${member}`, { status }), 200)
    return id
  }

  /** Looks at something until it has the status wanted. @throws Error when that takes too long */
  until(service: Service, path: string, status: string): Promise<Answer> {
    return this.untilBody(service, path, 'status', status)
  }

  /**
   * Looks at something until a field of it has the value wanted, or is gone when undefined is.
   * @throws Error when that takes too long
   */
  async untilBody(service: Service, path: string, field: string, wanted: string | undefined): Promise<Answer> {
    for (const end = performance.now() + POLL_LIMIT_MILLISECONDS; ;) {
      const answer = await service.get(path)
      const value = must(answer, 200, z.looseObject({}))[field]
      if (value === wanted) return answer
      if (performance.now() > end) throw new Error(`${field} of ${path} is ${String(value)}, wanted ${String(wanted)}`)
      await wait(POLL_MILLISECONDS)
    }
  }

  /** Removes everything the case made. The admin does it, whoever made it. */
  async clear(): Promise<void> {
    for (const undo of this.#leftovers.toReversed()) await undo()
    if (this.#images.length === 0) return
    const { images } = await this.as('admin')
    for (const id of this.#images) {
      const path = `/v2/images/${id}`
      const first = await images.delete(path)
      if (first.status !== 403) continue
      await images.patch(path, [{ op: 'replace', path: '/protected', value: false }])
      must(await images.delete(path), 204)
    }
  }
}

/** For steps that prepare a case: anything but the expected status is an error in the open. */
export function must(answer: Answer, status: number): void
export function must<Shape>(answer: Answer, status: number, shape: z.ZodType<Shape>): Shape
export function must<Shape>(answer: Answer, status: number, shape?: z.ZodType<Shape>): Shape | undefined {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text.slice(0, 500)}`)
  return shape?.parse(answer.body)
}
