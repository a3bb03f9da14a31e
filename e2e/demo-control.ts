/** The control of the demo clouds behind a server, which no page can reach. */
import { controlUrl } from './servers.ts'
import type { calm } from './servers.ts'

/** A request that goes wrong, and how. Patterns match the whole text; `*` stands for any run of characters. */
export type Fault = (
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'delay'; milliseconds: number }
  | { kind: 'hang' | 'reset' | 'truncate' | 'malformed' }
) & { cloud?: string; method?: string; path?: string; query?: string; times?: number }

export class DemoControl {
  readonly #url: string

  constructor(server: typeof calm) {
    this.#url = controlUrl(server)
  }

  /** From now on, until mended. */
  async plant(fault: Fault): Promise<void> {
    await this.#call('POST', '/faults', fault)
  }

  /** Every fault is gone. */
  async mend(): Promise<void> {
    await this.#call('DELETE', '/faults')
  }

  /** Ends every session at the clouds; the browsers' cookies know nothing of it. */
  async expireTokens(): Promise<void> {
    await this.#call('POST', '/tokens/expire')
  }

  /** Every token that the clouds have handed out. */
  async tokens(): Promise<string[]> {
    return (await (await this.#call('GET', '/tokens')).json()) as string[]
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
}
