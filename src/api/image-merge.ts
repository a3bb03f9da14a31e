/**
 * The edits of several people in one image. There is no ETag: whoever saves re-reads, and what others did meanwhile
 * to other keys stays as they left it; about one key that both changed the person decides.
 */
import type { Change } from './image-changes.ts'
import { type FieldValue, type ImageValues, isSameField } from './image-values.ts'

/** One key that somebody else changed after it was edited here. */
export interface Conflict {
  key: string
  /** As it was when it was edited; `undefined`: the property was not there. */
  from: FieldValue | undefined
  theirs: FieldValue | undefined
  mine: FieldValue | undefined
}

export interface Merged {
  /** What is left to change on the image as it is now. */
  changes: Change[]
  conflicts: Conflict[]
}

/**
 * Three-way merge, key by key, of the image as it was (`from` of each change), as it is now, and as it is wanted.
 * Tags are a set: what was added and removed here is added to and removed from theirs, which is never a conflict.
 */
export function mergeChanges(now: ImageValues, mine: readonly Change[]): Merged {
  const merged: Merged = { changes: [], conflicts: [] }
  for (const { key, from, to } of mine) {
    const theirs = now.get(key)
    if (isSameField(theirs, to)) continue
    if (isSameField(theirs, from)) merged.changes.push({ key, from: theirs, to })
    else if (isSet(from) && isSet(to) && isSet(theirs)) {
      const both = mergedSet(from, to, theirs)
      if (!isSameField(theirs, both)) merged.changes.push({ key, from: theirs, to: both })
    } else merged.conflicts.push({ key, from, theirs, mine: to })
  }
  return merged
}

const isSet = (value: FieldValue | undefined): value is readonly string[] => Array.isArray(value)

const mergedSet = (from: readonly string[], to: readonly string[], theirs: readonly string[]) => {
  const before = new Set(from)
  const wanted = new Set(to)
  const kept = theirs.filter((item) => wanted.has(item) || !before.has(item))
  return [...new Set([...kept, ...to.filter((item) => !before.has(item))])]
}

/**
 * The edits once a conflict has been decided on what was seen of theirs: mine stands on it, or is given up. Should
 * theirs change once more before it is saved, that is a conflict again.
 */
export const decided = (mine: readonly Change[], { key, theirs }: Conflict, choice: 'theirs' | 'mine'): Change[] =>
  mine.flatMap((change) => {
    if (change.key !== key) return [change]
    return choice === 'mine' ? [{ ...change, from: theirs }] : []
  })

/**
 * What of the edits is still unsaved once some of them were saved: those made while that was under way stand on what
 * was sent.
 * @param sent the edits as they were when they were sent
 */
export const unsaved = (edits: readonly Change[], sent: readonly Change[]): Change[] => {
  const saved = new Map(sent.map(({ key, to }) => [key, to]))
  return edits
    .map((edit) => (saved.has(edit.key) ? { ...edit, from: saved.get(edit.key) } : edit))
    .filter(({ from, to }) => !isSameField(from, to))
}

/**
 * The edits as they look on the image as it is now: what others did to a set is in it. All else stays as it was
 * edited, so that a change of theirs still shows as one.
 */
export const onImageNow = (now: ImageValues, mine: readonly Change[]): Change[] =>
  mine.map((change) => {
    const theirs = now.get(change.key)
    const { from, to } = change
    if (!isSet(from) || !isSet(to) || !isSet(theirs) || isSameField(theirs, from)) return change
    return { key: change.key, from: theirs, to: mergedSet(from, to, theirs) }
  })
