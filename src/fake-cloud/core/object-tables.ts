/** What object storage holds. Names are in the byte order of their UTF-8, as the service lists them. */
import type { Content } from '#fake-cloud/data/content.ts'

import { OrderedIndex } from './ordered-index.ts'

/** Header names (lower case, whole) and values that a caller attached. */
export type Metadata = Readonly<Record<string, string>>

/** One segment of a static large object. */
export interface SegmentRow {
  /** `/container/object` */
  path: string
  hash: string
  /** Bytes of the segment, all of it. */
  bytes: number
  /** Part of the segment that counts, as written in the manifest: `1-2`. */
  range?: string
}

/** One object. Rows are never changed in place: `put` replaces them. */
export interface ObjectRow {
  readonly name: string
  /** Its own bytes: of a large object, what the manifest was written with and not its segments. */
  readonly content: Content
  /** MD5 in hex: of the bytes, or of a static manifest. Made up for seeded objects of many GiB. */
  readonly hash: string
  readonly contentType: string
  readonly metadata: Metadata
  /** Milliseconds since the epoch. */
  readonly lastModified: number
  /** `container/prefix` of the segments of a dynamic large object, decoded. */
  readonly dynamicManifest?: string
  /** Segments of a static large object. */
  readonly staticManifest?: readonly SegmentRow[]
  /** Seconds since the epoch when it goes away by itself. */
  readonly deleteAt?: number
}

const weightOf = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** Order of UTF-8 bytes: UTF-16 puts characters beyond the basic plane before some that are in it. */
export function compareNames(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (left !== right) return weightOf(left) - weightOf(right)
  }
  return a.length - b.length
}

/** Rows by name, in order of name. */
export class NamedRows<Row extends { readonly name: string }> {
  readonly #rows = new Map<string, Row>()
  readonly #names = new OrderedIndex<string>(compareNames)

  get size(): number {
    return this.#rows.size
  }

  get(name: string): Row | undefined {
    return this.#rows.get(name)
  }

  put(row: Row): void {
    if (!this.#rows.has(row.name)) this.#names.add(row.name)
    this.#rows.set(row.name, row)
  }

  remove(name: string): void {
    if (this.#rows.delete(name)) this.#names.remove(name)
  }

  /** Rows in order of name, from the first whose name is not less than the given one. */
  *from(name = ''): Generator<Row> {
    for (const one of this.#names.from(this.#names.position(name))) {
      const row = this.#rows.get(one)
      if (row) yield row
    }
  }
}

export interface ContainerRow {
  readonly name: string
  readonly objects: NamedRows<ObjectRow>
  readonly createdAt: number
  lastModified: number
  metadata: Metadata
}

/** One account: its containers, and what was attached to itself. */
export interface AccountRow {
  readonly containers: NamedRows<ContainerRow>
  metadata: Metadata
}

export const emptyAccount = (): AccountRow => ({ containers: new NamedRows(), metadata: {} })

export const emptyContainer = (name: string, moment: number): ContainerRow => ({
  name,
  objects: new NamedRows(),
  createdAt: moment,
  lastModified: moment,
  metadata: {},
})

/** Accounts of a region by the name in their URL; one comes into being when it is first used. */
export function accountOf(accounts: Map<string, AccountRow>, name: string): AccountRow {
  const found = accounts.get(name)
  if (found) return found
  const account = emptyAccount()
  accounts.set(name, account)
  return account
}
