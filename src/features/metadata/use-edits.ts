/** The unsaved edits of an image: kept in the browser, seen on the image as it is now. */
import { useMemo, useSyncExternalStore } from 'react'
import { applied, type Change } from '#api/image-changes.ts'
import { draftOf } from '#api/image-drafts.ts'
import { type Merged, mergeChanges, onImageNow } from '#api/image-merge.ts'
import { type FieldValue, type ImageValues, isSameField, valuesOf } from '#api/image-values.ts'
import type { ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { isUnderWay } from './save-edits.ts'

export interface Edits {
  /** The image as it is now. */
  now: ImageValues
  /** With the edits made. */
  values: ImageValues
  list: readonly Change[]
  /** What a save would change now, and what it would have to ask about. */
  merged: Merged
  byKey: ReadonlyMap<string, Change>
  set: (key: string, to: FieldValue | undefined) => void
  revert: (key: string) => void
  discard: () => void
}

export function useEdits(session: SignedIn, ref: ImageRef, image: Image): Edits {
  const store = draftOf(session, ref)
  const kept = useSyncExternalStore(store.subscribe, store.get)
  const now = useMemo(() => valuesOf(image), [image])
  const seen = useMemo(() => {
    const list = onImageNow(now, kept)
    const merged = mergeChanges(now, list)
    return { list, merged, values: applied(now, list), byKey: new Map(list.map((edit) => [edit.key, edit])) }
  }, [now, kept])

  const set = (key: string, to: FieldValue | undefined) =>
    store.update((before) => {
      const list = onImageNow(now, before)
      const edit = list.find((one) => one.key === key) ?? { key, from: now.get(key), to }
      // While it is being saved, going back to what it was is an edit too.
      const isNone = isSameField(edit.from, to) && !isUnderWay(store, key)
      const next = { ...edit, to }
      if (isNone) return list.filter((one) => one.key !== key)
      return list.some((one) => one.key === key) ? list.map((one) => (one.key === key ? next : one)) : [...list, next]
    })

  return {
    now,
    ...seen,
    set,
    revert: (key) => store.update((before) => before.filter((edit) => edit.key !== key)),
    discard: () => store.set([]),
  }
}
