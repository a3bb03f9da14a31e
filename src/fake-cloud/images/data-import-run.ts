/**
 * An import on its way, by the clock: at first nothing seems to happen, then the image is `importing`, then one store
 * after the other holds it. A failure brings it back to where it was and says why only in the task.
 * Source: api §3.13 "Progress signals", §3.3 "After POST …/import".
 */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import type { Exchange } from '#fake-cloud/core/router.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'
import type { Content } from '#fake-cloud/data/content.ts'
import { knownMd5, madeUpSha512 } from '#fake-cloud/data/known-digest.ts'
import { liveToken } from '#fake-cloud/identity/tokens.ts'

import { virtualSizeOf } from './data-content.ts'
import { download } from './data-web.ts'
import { moveTask, schedule, stampOf, startTask } from './task-run.ts'

export type ImportMethod = 'glance-direct' | 'web-download' | 'copy-image'

export interface ImportPlan {
  method: ImportMethod
  /** In the order they will be filled. */
  stores: readonly string[]
  /** Web download only. */
  uri: string | undefined
  /** The body of the call. */
  request: Record<string, unknown>
}

/** Milliseconds until the status moves, and for each store. */
export const IMPORT_PACE = { start: 1_000, store: 1_500 } as const

/** What an import brings, or why not. */
interface Brought {
  content: Content
  md5: string
  sha512: string
}

export function runImport(exchange: Exchange, region: RegionTables, image: ImageRow, plan: ImportPlan): void {
  const { cloud, request, requestId } = exchange
  const token = liveToken(cloud, request.headers.get('x-auth-token'))
  const made = startTask(cloud, region, {
    type: 'api_image_import',
    owner: token?.projectId ?? '',
    input: { image_id: image.id, import_req: plan.request, backend: plan.stores },
    imageId: image.id,
    requestId,
    userId: token?.userId ?? '',
  })
  new Import(exchange, region, image, plan, moveTask(cloud, region, made, { status: 'processing' })).begin()
}

class Import {
  readonly #exchange: Exchange
  readonly #region: RegionTables
  readonly #before: ImageRow
  readonly #plan: ImportPlan
  #task: TaskRow

  constructor(exchange: Exchange, region: RegionTables, image: ImageRow, plan: ImportPlan, task: TaskRow) {
    this.#exchange = exchange
    this.#region = region
    this.#before = image
    this.#plan = plan
    this.#task = task
  }

  begin(): void {
    this.#change({}, { os_glance_import_task: this.#task.id })
    const { stores } = this.#plan
    schedule(this.#exchange.cloud, [
      { after: IMPORT_PACE.start, act: () => this.#start() },
      ...stores.map((store, index) => ({
        after: IMPORT_PACE.store,
        act: () => this.#fill(store, stores.slice(index + 1)),
      })),
    ])
  }

  get #isCopy(): boolean {
    return this.#plan.method === 'copy-image'
  }

  #start(): boolean {
    return this.#change(this.#isCopy ? {} : { status: 'importing' }, {
      os_glance_importing_to_stores: this.#plan.stores.join(','),
      os_glance_failed_import: '',
    })
  }

  /** One store is done; after the last the image is. */
  #fill(store: string, left: readonly string[]): boolean {
    const image = this.#region.images.get(this.#before.id)
    if (!image) return this.#fail()
    const brought = this.#isCopy ? 'copied' : this.#bring()
    // A host that never answers keeps the import waiting for ever.
    if (brought === 'silence') return false
    if (!brought) return this.#fail()
    const stores = [...image.stores, store]
    const isDone = left.length === 0
    this.#change(
      { stores, ...(brought !== 'copied' && isDone && this.#dataOf(brought, image)) },
      { os_glance_importing_to_stores: left.join(','), ...(isDone && { os_glance_import_task: undefined }) },
    )
    if (isDone) this.#succeed()
    return true
  }

  #dataOf({ content, md5, sha512 }: Brought, image: ImageRow): Partial<ImageRow> {
    this.#region.imageData.stored.set(image.id, content)
    this.#region.imageData.staged.delete(image.id)
    return {
      status: 'active',
      size: content.length,
      virtualSize: virtualSizeOf(image.diskFormat, content),
      digests: { md5, sha512 },
    }
  }

  #bring(): Brought | 'silence' | undefined {
    if (this.#plan.uri === undefined) return this.#region.imageData.staged.get(this.#before.id)
    const found = download(this.#exchange.cloud, this.#plan.uri)
    if (found.outcome === 'silence') return 'silence'
    if (found.outcome === 'failure') return undefined
    const { content } = found
    return {
      content,
      md5: knownMd5(this.#plan.uri, content),
      sha512: madeUpSha512(this.#plan.uri),
    }
  }

  #succeed(): void {
    const { cloud } = this.#exchange
    const result = { image_id: this.#before.id }
    this.#task = moveTask(cloud, this.#region, this.#task, { status: 'success', result })
  }

  /** The image waits for data again; the reason stands nowhere but in the service's log. */
  #fail(): false {
    const { cloud } = this.#exchange
    this.#region.imageData.staged.delete(this.#before.id)
    this.#change(this.#isCopy ? {} : { status: 'queued', size: null, stores: [] }, {
      os_glance_import_task: undefined,
      os_glance_importing_to_stores: '',
      os_glance_failed_import: this.#plan.stores.join(','),
    })
    const message = 'Task failed due to Internal Error'
    this.#task = moveTask(cloud, this.#region, this.#task, { status: 'failure', message })
    return false
  }

  /** Changes the image as it stands now. @returns false when it is gone */
  #change(change: Partial<ImageRow>, properties: Record<string, string | undefined>): boolean {
    const image = this.#region.images.get(this.#before.id)
    if (!image) return false
    const merged = Object.entries({ ...image.properties, ...properties })
    this.#region.images.put({
      ...image,
      ...change,
      properties: Object.fromEntries(merged.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
      updatedAt: stampOf(this.#exchange.cloud),
    })
    return true
  }
}
