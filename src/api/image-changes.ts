/**
 * Somebody's own edits of an image, key by key, and the JSON Patch that makes exactly these. Every edit knows what it
 * was made on, so that it can be merged with the edits of others (`image-merge.ts`) and taken back.
 */
import { type FieldValue, type ImageValues, isSameField, isWritableField } from './image-values.ts'
import { type PatchOp, pointerTo } from './json-patch.ts'

/** `undefined`: the property is not there. */
export interface Change {
  key: string
  /** As it was when it was edited. */
  from: FieldValue | undefined
  to: FieldValue | undefined
}

/** What makes the one of the other: nothing for what is the same. */
export function changesBetween(before: ImageValues, after: ImageValues): Change[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys]
    .map((key) => ({ key, from: before.get(key), to: after.get(key) }))
    .filter(({ from, to }) => !isSameField(from, to))
}

/** The values with the changes made, whatever was there before. */
export function applied(values: ImageValues, changes: readonly Change[]): ImageValues {
  const next = new Map(values)
  for (const { key, to } of changes) {
    if (to === undefined) next.delete(key)
    else next.set(key, to)
  }
  return next
}

/** What takes the changes back. */
export const inverseOf = (changes: readonly Change[]): Change[] =>
  changes.map(({ key, from, to }) => ({ key, from: to, to: from }))

/**
 * The fewest operations that make the changes on an image as it is now. `add` only for what is not there, `replace`
 * only for what is: the 2014 service refuses (409) an `add` of what is there already, and every service a `replace` of
 * what is not. Base fields are always there, also where the service leaves an empty one out.
 */
export function patchFor(now: ImageValues, changes: readonly Change[]): PatchOp[] {
  return changes.flatMap(({ key, to }): PatchOp[] => {
    const there = now.get(key)
    if (isSameField(there, to)) return []
    const path = pointerTo(key)
    if (to === undefined) return [{ op: 'remove', path }]
    return [{ op: there !== undefined || isWritableField(key) ? 'replace' : 'add', path, value: to }]
  })
}

/** What was done, in a few words for a list of acts: `Set os_distro and min_disk, removed note`. */
export function changeWords(changes: readonly Change[]): string {
  const set = changes.filter(({ to }) => to !== undefined).map(({ key }) => key)
  const removed = changes.filter(({ to }) => to === undefined).map(({ key }) => key)
  const parts = [set.length > 0 && `set ${some(set)}`, removed.length > 0 && `removed ${some(removed)}`]
  const text = parts.filter((part) => part !== false).join(', ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

const MOST_NAMED = 3
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

const some = (keys: readonly string[]) => {
  const named = keys.map((key) => (key.length > 60 ? `${key.slice(0, 59)}…` : key))
  if (named.length <= MOST_NAMED) return list.format(named)
  return list.format([...named.slice(0, MOST_NAMED - 1), `${named.length - MOST_NAMED + 1} others`])
}
