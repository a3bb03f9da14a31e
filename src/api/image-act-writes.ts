/** Does acts to images, and takes them back. */
import {
  actVerdict,
  actWords,
  type ChangeAct,
  changesOf,
  type ImageAct,
  isChangeAct,
  isDoneAlready,
} from './image-acts.ts'
import { ApiError } from './errors.ts'
import { type Change, inverseOf, patchFor } from './image-changes.ts'
import { mergeChanges } from './image-merge.ts'
import { valuesOf } from './image-values.ts'
import { deleteImage, type ImageWriter, setActive, writeImage, type WriteTarget } from './image-writes.ts'
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
  const { made, after } = await writeImage(target, (writer) => change(writer, target, act))
  return { after, undo: made.length === 0 ? null : () => writeImage(target, (writer) => takeBack(writer, made, act)) }
}

async function change(writer: ImageWriter, { session }: WriteTarget, act: ChangeAct) {
  let made: Change[] = []
  const plan = (now: Image) => {
    const verdict = actVerdict(act, now, session)
    if (!verdict.ok) throw new ApiError({ kind: 'forbidden', detail: verdict.reason })
    made = changesOf(act, now)
    return patchFor(valuesOf(now), made)
  }
  const { after } = await writer.change(plan, actWords(act))
  return { made, after }
}

async function takeBack(writer: ImageWriter, made: readonly Change[], act: ChangeAct): Promise<Undone> {
  let left = 0
  const plan = (now: Image) => {
    const { changes, conflicts } = mergeChanges(valuesOf(now), inverseOf(made))
    left = conflicts.length
    return patchFor(valuesOf(now), changes)
  }
  await writer.change(plan, `Undone: ${actWords(act)}`)
  return { left }
}

const UNPROTECT: ChangeAct = { kind: 'protect', isProtected: false }

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
 * Takes the protection off and deletes the image, as one piece of work. Should the delete fail, the protection that was
 * taken off is put back.
 * @throws ApiError where nothing was changed or the image is gone already, DeleteFailure after that
 */
export const deleteProtected = (target: WriteTarget): Promise<void> =>
  writeImage(target, async (writer) => {
    const { made } = await change(writer, target, UNPROTECT)
    try {
      await writer.remove()
    } catch (error) {
      if (!(error instanceof ApiError) || error.fault.kind === 'missing' || made.length === 0) throw error
      const isProtected = await takeBack(writer, made, UNPROTECT).then(
        ({ left }) => left === 0,
        () => false,
      )
      throw new DeleteFailure(error, isProtected)
    }
  })
