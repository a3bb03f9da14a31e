/** Makes one request of a page go wrong while everything else is answered as ever, and counts what was sent. */
import type { Page, Request, Route } from '@playwright/test'

import type { BrokenServer } from './broken-server.ts'
import type { Way } from './faults.ts'
import type { Operation } from './operation.ts'
import { isRead } from './operation.ts'

export class Planting {
  readonly #page: Page
  readonly #operation: Operation
  readonly #broken: BrokenServer
  #way: Way | null = null
  #held: Route[] = []
  /** Requests of the operation since the fault was planted. */
  sent = 0

  constructor(page: Page, operation: Operation, broken: BrokenServer) {
    this.#page = page
    this.#operation = operation
    this.#broken = broken
  }

  /** From now on every call of the page's passes here. */
  async begin(): Promise<void> {
    await this.#page.route('**/api/**', (route, request) => this.#meet(route, request))
  }

  async plant(way: Way): Promise<void> {
    this.#way = way
    this.sent = 0
    if (way.kind === 'offline') await this.#page.context().setOffline(true)
  }

  async lift(): Promise<void> {
    if (this.#way?.kind === 'offline') await this.#page.context().setOffline(false)
    this.#way = null
    await this.release()
  }

  /** What was held back is answered. */
  async release(): Promise<void> {
    const held = this.#held
    this.#held = []
    // The page may have given up waiting.
    for (const route of held) await route.continue().catch(() => undefined)
  }

  async #meet(route: Route, request: Request): Promise<void> {
    if (this.#way === null || !this.#isOperation(request)) return route.continue()
    this.sent += 1
    const way = this.#way
    switch (way.kind) {
      case 'offline':
        return route.abort('internetdisconnected')
      case 'abort':
        return route.abort(way.reason)
      case 'silence':
      case 'slow':
        this.#held.push(route)
        return undefined
      case 'cut':
        if (!isRead(this.#operation)) await route.fetch()
        return route.continue({ url: this.#broken.url('cut') })
      case 'huge':
        return route.continue({ url: this.#broken.url('huge') })
      case 'answer':
        return route.fulfill({ status: way.status, headers: way.headers ?? {}, body: way.body ?? '' })
      default:
        return way satisfies never
    }
  }

  #isOperation(request: Request): boolean {
    const { pathname, search } = new URL(request.url())
    const { method, path } = this.#operation
    return request.method() === method && path.test(`${pathname}${search}`.replace(/^.*?\/api\//, ''))
  }
}
