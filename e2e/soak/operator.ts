/**
 * One person at work, over HTTP as the page would: reads lists, changes an image of their own and looks whether that
 * is what stands there. Whatever fails is tried again later; what was confirmed must be found.
 */
import { setTimeout as delay } from 'node:timers/promises'

import * as z from 'zod'

import { APP_HEADER } from '#lib/contract.ts'

import { openstack, passwordOf } from '../demo-clouds.ts'
import type { Tally } from './tally.ts'

const Image = z.object({ id: z.string(), name: z.nullish(z.string()), step: z.optional(z.string()) })
const Page = z.object({ images: z.array(Image), next: z.optional(z.string()) })
const Members = z.object({ members: z.array(z.object({ member_id: z.string() })) })

/** No answer that says anything: the same may be asked again. */
class Failed extends Error {
  readonly status: number | null
  constructor(cause: string, status: number | null) {
    super(cause)
    this.status = status
  }
}

/** Between two acts, milliseconds: from a quick hand to a slow one. */
const PAUSE_MS = [400, 2_500] as const

export class Operator {
  readonly #url: string
  readonly #name: string
  readonly #tally: Tally
  #cookie = ''
  #image: string | null = null
  /** The last change that was confirmed, and the last that was sent: one of the two stands there. */
  #confirmed = 0
  #sent = 0

  constructor(url: string, name: string, tally: Tally) {
    this.#url = url
    this.#name = name
    this.#tally = tally
  }

  async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#cookie === '') await this.#signIn()
        await this.#round()
      } catch (error) {
        if (!(error instanceof Failed)) throw error
        if (error.status === 401) this.#cookie = ''
        // A cloud that has begun anew knows nothing of the image.
        if (error.status === 404) this.#forget()
      }
      const [least, most] = PAUSE_MS
      await delay(least + Math.random() * (most - least), undefined, { signal }).catch(() => undefined)
    }
  }

  #forget(): void {
    this.#image = null
    this.#confirmed = 0
    this.#sent = 0
  }

  async #round(): Promise<void> {
    const page = await this.#images('GET', '?limit=50', Page)
    if (page.images.length === 0) this.#tally.wrong.push(`${this.#name}: an empty list`)
    this.#image ??= (await this.#images('POST', '', Image, this.#record())).id
    const path = `/${this.#image}`
    const before = await this.#images('GET', path, Image)
    this.#expect(before)
    this.#sent += 1
    const step = String(this.#sent)
    const after = await this.#images('PATCH', path, Image, [{ op: 'replace', path: '/step', value: step }])
    if (after.step !== step) this.#tally.wrong.push(`${this.#name}: sent ${step}, answered ${after.step}`)
    this.#confirmed = this.#sent
    this.#expect(await this.#images('GET', path, Image))
    await this.#images('GET', `${path}/members`, Members)
  }

  /** With an ID of its own: a cloud that begins anew counts the IDs it gives from the start. */
  #record() {
    return { id: crypto.randomUUID(), name: this.#name, visibility: 'shared', step: '0' }
  }

  /** Nobody else's image, and no change lost. */
  #expect({ name, step }: z.infer<typeof Image>): void {
    if (name !== this.#name) this.#tally.wrong.push(`${this.#name}: read the image of ${name}`)
    const stands = Number(step)
    if (stands !== this.#confirmed && stands !== this.#sent)
      this.#tally.wrong.push(`${this.#name}: ${this.#confirmed} was confirmed, ${step} stands there`)
    this.#confirmed = stands
    this.#sent = stands
  }

  async #signIn(): Promise<void> {
    const body = { cloud: openstack.name, method: 'password', username: 'producer', password: passwordOf('producer') }
    const { headers } = await this.#send('POST', '/api/session', body)
    this.#cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }

  async #images<S extends z.ZodType>(method: string, path: string, shape: S, body?: unknown): Promise<z.output<S>> {
    const { text } = await this.#send(method, `/api/regions/${openstack.region}/image/v2/images${path}`, body)
    try {
      return shape.parse(JSON.parse(text))
    } catch {
      this.#tally.wrong.push(`${this.#name}: ${method} ${path} answered ${text.slice(0, 80)}`)
      throw new Failed('an answer of another shape', null)
    }
  }

  async #send(method: string, path: string, body?: unknown): Promise<{ headers: Headers; text: string }> {
    const type = method === 'PATCH' ? 'application/openstack-images-v2.1-json-patch' : 'application/json'
    const began = performance.now()
    let status: number | null = null
    try {
      const answer = await fetch(`${this.#url}${path}`, {
        method,
        headers: {
          [APP_HEADER.name]: APP_HEADER.value,
          origin: this.#url,
          ...(this.#cookie !== '' && { cookie: this.#cookie }),
          ...(body !== undefined && { 'content-type': type }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      })
      ;({ status } = answer)
      const text = await answer.text()
      if (!answer.ok) throw new Failed(`${status} ${/"type":"([^"]+)"/.exec(text)?.[1] ?? 'of the cloud'}`, status)
      this.#tally.answered(performance.now() - began)
      return { headers: answer.headers, text }
    } catch (error) {
      const failure = error instanceof Failed ? error : new Failed(causeOf(error), status)
      this.#tally.failed(failure.message)
      throw failure
    }
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? `no answer: ${String(cause.code)}` : `no answer: ${error.name}`
}
