/** The control of the demo clouds behind a server, which no page can reach. */
import { controlUrl } from './servers.ts'
import type { calm } from './servers.ts'

/** A request that goes wrong, and how. Patterns match the whole text; `*` stands for any run of characters. */
export type Fault = (
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'delay'; milliseconds: number }
  | { kind: 'hang' | 'reset' | 'lose' | 'withhold' | 'truncate' | 'malformed' }
) & { cloud?: string; method?: string; path?: string; query?: string; afterBytes?: number; times?: number }

export class DemoControl {
  readonly #url: string

  constructor(server: Pick<typeof calm, 'env'>) {
    this.#url = controlUrl(server)
  }

  /** From now on, until mended. */
  async plant(fault: Fault): Promise<void> {
    await this.#call('POST', '/faults', fault)
  }

  /** How many requests went wrong since the clouds were last mended. */
  async hits(): Promise<number> {
    return ((await (await this.#call('GET', '/faults')).json()) as { hits: number }).hits
  }

  /** Every fault is gone. */
  async mend(): Promise<void> {
    await this.#call('DELETE', '/faults')
  }

  /** Ends every session at the clouds; the browsers' cookies know nothing of it. */
  async expireTokens(): Promise<void> {
    await this.#call('POST', '/tokens/expire')
  }

  /** Lets time pass in the clouds: what takes its time is over at once. The browser's own clock stays. */
  async turnClock(milliseconds: number): Promise<void> {
    await this.#call('POST', '/clock', { milliseconds })
  }

  /** Back to the beginning, but for the clock. */
  async reset(): Promise<void> {
    await this.#call('POST', '/reset')
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
