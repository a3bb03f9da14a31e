/**
 * A bulk act under way. It lives outside of any component: closing its dialog, or going to another page of the app,
 * leaves it running. Every image is changed by `performAct`, one write at a time per image, and never twice: what is
 * done is not tried again, and a write whose answer was lost is looked up before it counts as failed.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { ApiError, isSessionOver } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { type ActDone, performAct } from '#api/image-act-writes.ts'
import type { ImageAct } from '#api/image-acts.ts'
import type { SignedIn } from '#api/session.ts'
import { runAll } from '#lib/run-all.ts'

/** `left`: undone as far as nobody else had changed the same since. */
export type ItemState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped' | 'undone' | 'left'

export interface BulkItem {
  entry: CatalogEntry
  state: ItemState
  /** Why it failed, in a sentence. */
  failure: string | null
  /** Of the call that failed. */
  requestId: string | null
  undo: ActDone['undo']
}

/** As many writes as a service takes well from one person. */
const AT_ONCE = 6

/** Milliseconds. Told of every single image, the page would draw more than it writes. */
const TELL_EVERY = 200

export type RunPhase = 'running' | 'stopping' | 'over' | 'undoing'

export interface RunSnapshot {
  phase: RunPhase
  items: readonly BulkItem[]
}

interface RunOptions {
  client: QueryClient
  session: SignedIn
  act: ImageAct
  entries: readonly CatalogEntry[]
}

export class BulkRun {
  readonly act: ImageAct
  readonly session: SignedIn
  readonly #client: QueryClient
  readonly #listeners = new Set<() => void>()
  #snapshot: RunSnapshot
  #stop = new AbortController()
  #telling: ReturnType<typeof setTimeout> | null = null

  constructor({ client, session, act, entries }: RunOptions) {
    this.act = act
    this.session = session
    this.#client = client
    this.#snapshot = { phase: 'over', items: entries.map(waiting) }
  }

  readonly snapshot = () => this.#snapshot

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Does what is still to be done: all at first, later what failed or was stopped. */
  readonly start = () => this.#work('running', ['waiting', 'failed', 'stopped'], (index) => this.#change(index))

  /** Those under way end by themselves; no further one is begun. */
  readonly cancel = () => {
    if (this.#snapshot.phase !== 'running' && this.#snapshot.phase !== 'undoing') return
    this.#stop.abort()
    this.#set({ phase: 'stopping' })
  }

  /** Takes back what was done, where that can be taken back. */
  readonly undo = () => this.#work('undoing', ['done'], (index) => this.#takeBack(index))

  async #work(phase: RunPhase, from: readonly ItemState[], work: (index: number) => Promise<void>): Promise<void> {
    if (this.#snapshot.phase !== 'over') return
    this.#stop = new AbortController()
    const { items } = this.#snapshot
    const indices = items.flatMap(({ state }, index) => (from.includes(state) ? [index] : []))
    this.#set({
      phase,
      ...(phase === 'running' && {
        items: items.map((item) => (from.includes(item.state) ? { ...waiting(item.entry) } : item)),
      }),
    })
    const left = await runAll(indices, work, { limit: AT_ONCE, signal: this.#stop.signal })
    if (phase === 'running') for (const index of left) this.#item(index, { state: 'stopped' })
    this.#set({ phase: 'over' })
  }

  async #change(index: number): Promise<void> {
    const target = this.#target(index)
    if (!target) return
    this.#item(index, { state: 'running' })
    try {
      const { undo } = await performAct(target, this.act)
      this.#item(index, { state: 'done', undo })
    } catch (error) {
      this.#item(index, { state: 'failed', ...failureOf(error) })
      if (isSessionOver(error)) this.#stop.abort()
    }
  }

  async #takeBack(index: number): Promise<void> {
    const undo = this.#snapshot.items[index]?.undo
    if (!undo) return
    try {
      const { left } = await undo()
      this.#item(index, { state: left === 0 ? 'undone' : 'left', undo: null })
    } catch (error) {
      // Still done; what went wrong is said, and undoing can be tried again.
      this.#item(index, failureOf(error))
      if (isSessionOver(error)) this.#stop.abort()
    }
  }

  #target(index: number) {
    const item = this.#snapshot.items[index]
    if (!item) return null
    const { region, image } = item.entry
    return { client: this.#client, session: this.session, ref: { region, imageId: image.id } }
  }

  #item(index: number, change: Partial<BulkItem>): void {
    const items = this.#snapshot.items.map((item, at) => (at === index ? { ...item, ...change } : item))
    this.#snapshot = { ...this.#snapshot, items }
    this.#telling ??= setTimeout(this.#tell, TELL_EVERY)
  }

  #set(change: Partial<RunSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    this.#tell()
  }

  readonly #tell = () => {
    if (this.#telling !== null) clearTimeout(this.#telling)
    this.#telling = null
    for (const listener of this.#listeners) listener()
  }
}

const waiting = (entry: CatalogEntry): BulkItem => ({
  entry,
  state: 'waiting',
  failure: null,
  requestId: null,
  undo: null,
})

const failureOf = (error: unknown): Pick<BulkItem, 'failure' | 'requestId'> => {
  if (!(error instanceof ApiError)) return { failure: String(error), requestId: null }
  const { title, detail } = faultText(error, 'The change')
  return { failure: `${title}. ${detail}`, requestId: error.requestId }
}

/** How many are in each state. */
export function tally({ items }: RunSnapshot): Record<ItemState, number> {
  const counts = { waiting: 0, running: 0, done: 0, failed: 0, stopped: 0, undone: 0, left: 0 }
  for (const { state } of items) counts[state] += 1
  return counts
}
