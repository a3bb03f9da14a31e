import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { shareOf } from '#fake-cloud/core/ids.ts'
import { type Content, textContent } from '#fake-cloud/data/content.ts'
import { knownMd5 } from '#fake-cloud/data/known-digest.ts'
import { segmentedRows } from '#fake-cloud/object-store/segments.ts'
import { accountOf, type AccountRow, emptyContainer, type Metadata } from '#fake-cloud/core/object-tables.ts'

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
        hash: knownMd5(`${name} ${draft.name}`, draft.content),
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
