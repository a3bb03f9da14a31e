/** Does acts to images, and takes them back. */
import { actVerdict, actWords, changesOf, type ImageAct, isChangeAct, isDoneAlready } from './image-acts.ts'
import { ApiError } from './errors.ts'
import { type Change, inverseOf, patchFor } from './image-changes.ts'
import { mergeChanges } from './image-merge.ts'
import { valuesOf } from './image-values.ts'
import { changeImage, deleteImage, setActive, type WriteTarget } from './image-writes.ts'
import type { Image } from './schemas.ts'

export interface ActDone {
  /** The image as it is now; null: deleted. */
  after: Image | null
  /** Takes the act back as far as nobody changed the same again since; null where nothing can. */
  undo: (() => Promise<Undone>) | null
}

/** How many of the changes somebody else had overwritten, which were left as they are. */
export interface Undone {
  left: number
}

/**
 * Does an act to the image as it is at that moment. What is done already is not done again.
 * @throws ApiError also where the image as it is now does not allow the act
 */
export async function performAct(target: WriteTarget, act: ImageAct): Promise<ActDone> {
  if (act.kind === 'delete') {
    await deleteImage(target)
    return { after: null, undo: null }
  }
  if (!isChangeAct(act)) {
    const { before, after } = await setActive(target, act.isActive)
    const wasDone = isDoneAlready(act, before)
    const undo = async () => {
      await setActive(target, !act.isActive)
      return { left: 0 }
    }
    return { after, undo: wasDone ? null : undo }
  }
  let made: Change[] = []
  const { after } = await changeImage(
    target,
    (now) => {
      const verdict = actVerdict(act, now, target.session)
      if (!verdict.ok) throw new ApiError({ kind: 'forbidden', detail: verdict.reason })
      made = changesOf(act, now)
      return patchFor(valuesOf(now), made)
    },
    actWords(act),
  )
  return { after, undo: made.length === 0 ? null : () => takeBack(target, made, actWords(act)) }
}

async function takeBack(target: WriteTarget, made: readonly Change[], what: string): Promise<Undone> {
  let left = 0
  await changeImage(
    target,
    (now) => {
      const { changes, conflicts } = mergeChanges(valuesOf(now), inverseOf(made))
      left = conflicts.length
      return patchFor(valuesOf(now), changes)
    },
    `Undone: ${what}`,
  )
  return { left }
}

/** A protected image that could not be deleted once its protection was off. */
export class DeleteFailure extends Error {
  override readonly name = 'DeleteFailure'
  override readonly cause: ApiError
  /** Whether the protection is on again. */
  readonly isProtected: boolean

  constructor(cause: ApiError, isProtected: boolean) {
    super(cause.message)
    this.cause = cause
    this.isProtected = isProtected
  }
}

/**
 * Takes the protection off and deletes the image. Should that fail, the protection is put back.
 * @throws ApiError where the protection could not be taken off, DeleteFailure after that
 */
export async function deleteProtected(target: WriteTarget): Promise<void> {
  await performAct(target, { kind: 'protect', isProtected: false })
  try {
    await deleteImage(target)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const isProtected = await performAct(target, { kind: 'protect', isProtected: true }).then(
      () => true,
      () => false,
    )
    throw new DeleteFailure(error, isProtected)
  }
}
