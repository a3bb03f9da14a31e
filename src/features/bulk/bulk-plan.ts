/** What a bulk act will do, image by image, before anything is sent. */
import type { CatalogEntry } from '#api/catalog-entry.ts'
import { actVerdict, type ImageAct, isDoneAlready } from '#api/image-acts.ts'
import type { SignedIn } from '#api/session.ts'

export interface BulkPlan {
  /** These will be changed. */
  todo: CatalogEntry[]
  /** These are as they should be already. */
  already: CatalogEntry[]
  /** These cannot be, by reason; the most frequent first. */
  refused: { reason: string; entries: CatalogEntry[] }[]
}

export function planBulk(act: ImageAct, entries: readonly CatalogEntry[], session: SignedIn): BulkPlan {
  const todo: CatalogEntry[] = []
  const already: CatalogEntry[] = []
  const byReason = new Map<string, CatalogEntry[]>()
  for (const entry of entries) {
    const verdict = actVerdict(act, entry.image, session)
    if (!verdict.ok) byReason.set(verdict.reason, [...(byReason.get(verdict.reason) ?? []), entry])
    else if (isDoneAlready(act, entry.image)) already.push(entry)
    else todo.push(entry)
  }
  const refused = Array.from(byReason, ([reason, of]) => ({ reason, entries: of })).toSorted(
    (one, other) => other.entries.length - one.entries.length,
  )
  return { todo, already, refused }
}
