/** Saving from the editor: what is under way, what failed and at which rows, and the message that offers *Undo*. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import type { Change } from '#api/image-changes.ts'
import { draftOf } from '#api/image-drafts.ts'
import { unsaved } from '#api/image-merge.ts'
import { imageName } from '#api/image-facts.ts'
import type { WriteTarget } from '#api/image-writes.ts'
import { learnLock } from '#api/learned-locks.ts'
import { blamedKeys } from '#api/patch-blame.ts'
import type { Image } from '#api/schemas.ts'
import { notify } from '#ui/toast.ts'
import { EditConflict, saveEdits, undoChanges } from './save-edits.ts'

export interface SaveFailure {
  title: string
  detail: string
  requestId: string | null
  /** The rows it is about. */
  keys: readonly string[]
}

interface SaveOptions {
  target: Omit<WriteTarget, 'client'>
  image: Image
  /** Somebody else changed the same keys: the person decides. */
  onConflict: () => void
  onSaved: () => void
}

export function useSave({ target: { session, ref }, image, onConflict, onSaved }: SaveOptions) {
  const client = useQueryClient()
  const target = { client, session, ref }
  const draft = draftOf(session, ref)
  /** The edits as they were when a save was last asked for. */
  const [asked, setAsked] = useState<readonly Change[] | null>(null)
  const isRunning = useRef(false)
  /** The edits that were asked to be saved while others are being saved. */
  const next = useRef<readonly Change[] | null>(null)
  const [failure, setFailure] = useState<SaveFailure | null>(null)

  const undo = async (made: readonly Change[]) => {
    try {
      const left = await undoChanges(target, made)
      if (left.length === 0) notify({ title: 'The changes were undone' })
      else
        notify({
          tone: 'warn',
          title: left.length === made.length ? 'Nothing was undone' : 'Some changes were undone',
          detail: `Changed since, and left as they are: ${left.join(', ')}.`,
        })
    } catch (error) {
      tellFailure(error, (title, detail) =>
        notify({ tone: 'bad', title, detail, action: { label: 'Try again', onPress: () => void undo(made) } }),
      )
    }
  }

  const failed = (error: ApiError, sent: readonly Change[]) => {
    const said = 'detail' in error.fault ? error.fault.detail : ''
    const keys = error.status !== null && error.status < 500 ? blamedKeys(said, sent) : []
    const text = faultText(error, 'Saving')
    if (error.fault.kind === 'forbidden' && keys.length > 0) learnLock(session, ref, keys, text.detail)
    setFailure({ title: 'Nothing was saved', detail: words(error, text), requestId: error.requestId, keys })
  }

  /** @returns whether it went well */
  const saveOnce = async (edits: readonly Change[]): Promise<boolean> => {
    setFailure(null)
    try {
      const made = await saveEdits(target, edits)
      const name = imageName(image) ?? 'the image'
      if (made.length === 0) notify({ title: `${name} has these values already` })
      else
        notify({
          title: `Saved ${made.length === 1 ? '1 change' : `${made.length} changes`} of ${name}`,
          action: { label: 'Undo', onPress: () => void undo(made) },
        })
      return true
    } catch (error) {
      if (error instanceof EditConflict) onConflict()
      else if (error instanceof ApiError) failed(error, edits)
      else throw error
      return false
    }
  }

  const saveAll = async (edits: readonly Change[]): Promise<void> => {
    next.current = null
    const isSaved = await saveOnce(edits)
    const left = isSaved && next.current ? unsaved(next.current, edits) : []
    if (left.length > 0) return saveAll(left)
    if (isSaved) onSaved()
  }

  /**
   * Saves the edits as they are now; after the save that is under way, if one is. What is edited later stays unsaved:
   * nobody has asked for it, and it may be half a word.
   * @param reviewed what a review made of the edits: it takes their place, else what was given up there, and what of
   *   theirs was merged into a set, would still count as unsaved afterwards
   */
  const save = async (reviewed?: readonly Change[]) => {
    if (reviewed) draft.set(reviewed)
    const edits = reviewed ?? draft.get()
    setAsked(edits)
    next.current = edits
    if (isRunning.current) return
    isRunning.current = true
    try {
      await saveAll(edits)
    } finally {
      isRunning.current = false
      setAsked(null)
    }
  }
  return { save, asked, isSaving: asked !== null, failure, forget: () => setFailure(null) }
}

const words = (error: ApiError, { title, detail }: { title: string; detail: string }) =>
  error.fault.kind === 'over-limit' || error.fault.kind === 'forbidden' ? detail : `${title}. ${detail}`

function tellFailure(error: unknown, tell: (title: string, detail: string) => void) {
  if (!(error instanceof ApiError)) throw error
  tell('Nothing was undone', faultText(error, 'Undoing').detail)
}
