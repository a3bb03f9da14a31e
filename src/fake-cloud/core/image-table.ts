import { OrderedIndex } from './ordered-index.ts'

/** Checksums of an image's data, hex. Seeded ones are made up when first read. */
export interface Digests {
  readonly md5: string
  readonly sha512: string
}

/** One image as the fake stores it. Rows are never changed in place: `ImageTable.put` replaces them. */
export interface ImageRow {
  readonly id: string
  readonly name: string | null
  readonly status: string
  readonly visibility: 'public' | 'private' | 'shared' | 'community'
  readonly protected: boolean
  readonly hidden: boolean
  readonly owner: string | null
  readonly tags: readonly string[]
  /** Bytes. */
  readonly size: number | null
  /** Bytes. */
  readonly virtualSize: number | null
  /** Null while there is no data. */
  readonly digests: Digests | null
  readonly diskFormat: string | null
  readonly containerFormat: string | null
  /** GiB. */
  readonly minDisk: number
  /** MiB. */
  readonly minRam: number
  /** Milliseconds since the epoch, whole seconds. */
  readonly createdAt: number
  readonly updatedAt: number
  /** Additional properties, strings only. */
  readonly properties: Readonly<Record<string, string>>
  /** Ids of the stores that hold the data; empty while there is none. */
  readonly stores: readonly string[]
}

export type SortKey =
  | 'name'
  | 'status'
  | 'container_format'
  | 'disk_format'
  | 'size'
  | 'id'
  | 'created_at'
  | 'updated_at'
export type SortDirection = 'asc' | 'desc'
export type Order = readonly (readonly [SortKey, SortDirection])[]

/** Orders kept beside the natural one. Each costs one reference per image, so a few are enough. */
const KEPT_ORDERS = 12

const valueOf: Record<SortKey, (row: ImageRow) => string | number | null> = {
  // Databases of both flavours compare text without case.
  name: (row) => row.name?.toLowerCase() ?? null,
  status: (row) => row.status,
  container_format: (row) => row.containerFormat,
  disk_format: (row) => row.diskFormat,
  size: (row) => row.size,
  id: (row) => row.id,
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.updatedAt,
}

/** A missing value sorts before every present one, as in MySQL. */
function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}

function comparator(order: Order): (a: ImageRow, b: ImageRow) => number {
  const steps = order.map(([key, direction]) => ({ value: valueOf[key], sign: direction === 'asc' ? 1 : -1 }))
  return (a, b) => {
    for (const { value, sign } of steps) {
      const difference = compareValues(value(a), value(b))
      if (difference !== 0) return difference * sign
    }
    return 0
  }
}

/** The images of one region, with an index per sort order that has been asked for. */
export class ImageTable {
  /** By id in lower case: the databases of both flavours find an id however it is written. */
  readonly #rows = new Map<string, ImageRow>()
  /** Ids of removed images: they may never be used again. Source: api "Create image", 409. */
  readonly #gone = new Set<string>()
  readonly #orders = new Map<string, OrderedIndex<ImageRow>>()

  constructor(rows: Iterable<ImageRow> = []) {
    for (const row of rows) this.#rows.set(row.id.toLowerCase(), row)
  }

  get size(): number {
    return this.#rows.size
  }

  get(id: string): ImageRow | undefined {
    return this.#rows.get(id.toLowerCase())
  }

  all(): Iterable<ImageRow> {
    return this.#rows.values()
  }

  /** True for the id of any image there is or ever was. */
  isUsed(id: string): boolean {
    return this.#rows.has(id.toLowerCase()) || this.#gone.has(id.toLowerCase())
  }

  /** Adds the image, or replaces the one with its id. */
  put(row: ImageRow): void {
    const before = this.get(row.id)
    this.#rows.set(row.id.toLowerCase(), row)
    for (const index of this.#orders.values()) {
      if (before) index.remove(before)
      index.add(row)
    }
  }

  remove(id: string): void {
    const row = this.get(id)
    if (!row) return
    this.#rows.delete(id.toLowerCase())
    this.#gone.add(id.toLowerCase())
    for (const index of this.#orders.values()) index.remove(row)
  }

  /** Images in an order, from just after the marker (or the start). The order must end in `id` to be total. */
  inOrder(order: Order, marker?: ImageRow): Iterable<ImageRow> {
    const index = this.#indexFor(order)
    return index.from(marker ? index.position(marker) + 1 : 0)
  }

  #indexFor(order: Order): OrderedIndex<ImageRow> {
    const name = order.map((step) => step.join(':')).join(',')
    const kept = this.#orders.get(name)
    if (kept) return kept
    if (this.#orders.size >= KEPT_ORDERS) {
      const oldest = this.#orders.keys().next()
      if (!oldest.done) this.#orders.delete(oldest.value)
    }
    const index = new OrderedIndex(comparator(order), this.#rows.values())
    this.#orders.set(name, index)
    return index
  }
}
