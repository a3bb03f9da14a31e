/** Saving edits: one PATCH of what is different on the image as it is at that moment, and nothing else. */
import { ApiError } from '#api/errors.ts'
import { type Change, changeWords, inverseOf, patchFor } from '#api/image-changes.ts'
import { draftOf } from '#api/image-drafts.ts'
import { type Conflict, mergeChanges, unsaved } from '#api/image-merge.ts'
import { valuesOf } from '#api/image-values.ts'
import { changeImage, type WriteTarget } from '#api/image-writes.ts'
import type { Image } from '#api/schemas.ts'
import type { Stored } from '#lib/stored.ts'

/** Somebody else changed the same keys meanwhile: nothing was sent. */
export class EditConflict extends Error {
  readonly conflicts: readonly Conflict[]
  readonly image: Image

  constructor(image: Image, conflicts: readonly Conflict[]) {
    super('Somebody else changed the same keys.')
    this.image = image
    this.conflicts = conflicts
  }
}

/** The keys that a save of these edits has sent and not heard of yet. */
const underWay = new WeakMap<Stored<readonly Change[]>, Set<string>>()

export const isUnderWay = (store: Stored<readonly Change[]>, key: string) => underWay.get(store)?.has(key) ?? false

/**
 * Makes the changes that nobody has made yet.
 * @returns those that were made, for taking them back
 * @throws EditConflict, ApiError
 */
async function makeChanges(target: WriteTarget, changes: readonly Change[], what: string): Promise<Change[]> {
  let made: Change[] = []
  const write = () =>
    changeImage(
      target,
      (image) => {
        const now = valuesOf(image)
        const merged = mergeChanges(now, changes)
        if (merged.conflicts.length > 0) throw new EditConflict(image, merged.conflicts)
        made = merged.changes
        return patchFor(now, made)
      },
      what,
    )
  try {
    await write()
  } catch (error) {
    // Another program was in between the read and the write: read and merge once more. Source: "PATCH", its 409.
    if (!(error instanceof ApiError) || error.fault.kind !== 'conflict') throw error
    await write()
  }
  return made
}

/**
 * Saves edits of an image; all others that are kept stay.
 * @throws EditConflict, ApiError: then all stay
 */
export async function saveEdits(target: WriteTarget, sent: readonly Change[]): Promise<Change[]> {
  const store = draftOf(target.session, target.ref)
  const keys = new Set(sent.map(({ key }) => key))
  underWay.set(store, keys)
  try {
    const made = await makeChanges(target, sent, changeWords(sent))
    store.update((edits) => unsaved(edits, sent))
    return made
  } finally {
    if (underWay.get(store) === keys) underWay.delete(store)
  }
}

/**
 * Takes changes back, except where somebody changed the key since.
 * @returns the keys that were left as they are
 * @throws ApiError
 */
export async function undoChanges(target: WriteTarget, made: readonly Change[]): Promise<string[]> {
  let left: readonly string[] = []
  const back = inverseOf(made)
  await changeImage(
    target,
    (image) => {
      const now = valuesOf(image)
      const { changes, conflicts } = mergeChanges(now, back)
      left = conflicts.map(({ key }) => key)
      return patchFor(now, changes)
    },
    `Undid: ${changeWords(made)}`,
  )
  return [...left]
}
