import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { hexOf, shareOf } from '#fake-cloud/core/ids.ts'
import { type Content, memoryContent, sliceContent, textContent } from '#fake-cloud/data/content.ts'
import { md5OfContent } from '#fake-cloud/data/digest.ts'
import { KEPT_WHOLE } from '#fake-cloud/data/receive.ts'
import {
  accountOf,
  type AccountRow,
  emptyContainer,
  type Metadata,
  type ObjectRow,
} from '#fake-cloud/object-store/tables.ts'

import { HOUR } from './make-image.ts'

/** What a seeded object says of itself. */
export interface ObjectDraft {
  name: string
  content: Content
  /** Milliseconds before the cloud's start. */
  age: number
  contentType?: string
  /** Bytes of each segment; absent: one object. Nothing larger than 5 GiB fits in one. */
  segmentSize?: number
}

/** Digest of a content; made up when it would have to be computed over many GiB. */
export const seededHash = (key: string, content: Content): string =>
  content.length <= KEPT_WHOLE ? md5OfContent(content) : hexOf(`${key} md5`, 32)

/** `name-00001`, as clients and the export task number segments. */
export const segmentName = (name: string, index: number) => `${name}-${String(index + 1).padStart(5, '0')}`

/** The segments a content is cut into, and the empty manifest that stands for them. Source: api §3.11 "Result", §4. */
export function segmentedRows(container: string, draft: Omit<ObjectDraft, 'age'>, lastModified: number): ObjectRow[] {
  const { name, content, segmentSize = content.length } = draft
  const rowOf = (rowName: string, part: Content): ObjectRow => ({
    name: rowName,
    content: part,
    hash: seededHash(`${container} ${rowName}`, part),
    contentType: draft.contentType ?? 'application/octet-stream',
    metadata: {},
    lastModified,
  })
  const segments = Array.from({ length: Math.ceil(content.length / segmentSize) }, (_, index) => {
    const start = index * segmentSize
    return rowOf(segmentName(name, index), sliceContent(content, start, Math.min(content.length, start + segmentSize)))
  })
  const manifest = rowOf(name, memoryContent(new Uint8Array(0)))
  return [...segments, { ...manifest, dynamicManifest: `${container}/${name}-` }]
}

/** Puts containers and objects into one account, with dates that depend on their names and the clock's start alone. */
export class ObjectSeeder {
  readonly #start: number
  readonly #account: AccountRow

  constructor(cloud: FakeCloud, region: RegionTables, accountName: string) {
    this.#start = cloud.clock.now()
    this.#account = accountOf(region.objectAccounts, accountName)
  }

  /** Adds a container that is a year old, with its objects. */
  container(name: string, drafts: readonly ObjectDraft[], metadata: Metadata = {}): void {
    const container = emptyContainer(name, this.#start - 365 * 24 * HOUR)
    container.metadata = metadata
    for (const draft of drafts) {
      const age = draft.age + shareOf(`${draft.name} hour`) * Math.min(9 * HOUR, draft.age / 8)
      const lastModified = Math.floor(this.#start - age)
      if (draft.segmentSize !== undefined) {
        for (const row of segmentedRows(name, draft, lastModified)) container.objects.put(row)
        continue
      }
      container.objects.put({
        name: draft.name,
        content: draft.content,
        hash: seededHash(`${name} ${draft.name}`, draft.content),
        contentType: draft.contentType ?? 'application/octet-stream',
        metadata: {},
        lastModified,
      })
    }
    this.#account.containers.put(container)
  }
}

export const textDraft = (name: string, text: string, age: number): ObjectDraft => ({
  name,
  content: textContent(text),
  age,
  contentType: 'text/plain',
})
