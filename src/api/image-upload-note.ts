/** Writes uploads into the list of transfers, where the tray, other tabs and a later page find them. */
import { isOver, type UploadState } from './image-upload-state.ts'
import type { Upload } from './image-upload-store.ts'
import type { SignedIn } from './session.ts'
import { addTransfer, changeTransfer, type FollowUp, type Transfer } from './transfers.ts'
import { holdTransfer } from './transfers-interrupted.ts'

/** Bytes change many times a second; the list is in the browser's storage, and every tab reads it. */
const NOTE_EVERY_MS = 1_000

const notedAt = new Map<string, number>()

export const noteUpload = {
  begin: (session: SignedIn, upload: Upload, followUp: FollowUp | null): void => {
    holdTransfer(upload.id, true)
    addTransfer(session, {
      id: upload.id,
      region: upload.region,
      kind: 'upload',
      name: upload.name,
      source: { from: 'file', fileName: upload.fileName },
      follows: 'page',
      imageId: upload.imageId,
      object: upload.object,
      doneBytes: 0,
      totalBytes: upload.bytes,
      followUp,
    })
  },

  step: (session: SignedIn, { id, imageId, state, bytes }: Upload): void => {
    const now = Date.now()
    if (state.at === 'sending' && now - (notedAt.get(id) ?? 0) < NOTE_EVERY_MS) return
    notedAt.set(id, now)
    if (!isOver(state)) holdTransfer(id, true)
    changeTransfer(session, id, (before) => ({
      phase: phaseOf(state, before),
      changedAt: now,
      endedAt: isOver(state) ? now : null,
      imageId,
      doneBytes: doneBytesOf(state, bytes) ?? before.doneBytes,
      message: messageOf(state),
      // What is left to do of an object goes on with the import task that was made of it.
      ...(state.at === 'done' && before.imageId === null && { followUp: null }),
    }))
    // Only now: whoever waits for the lock would else take it for lost.
    if (isOver(state)) holdTransfer(id, false)
  },
}

function phaseOf(state: UploadState, { followUp, imageId }: Transfer): Transfer['phase'] {
  switch (state.at) {
    case 'queued':
    case 'paused':
      return 'waiting'
    case 'done':
      return followUp && imageId !== null ? 'applying' : 'done'
    case 'failed':
    case 'cancelled':
      return state.at
    default:
      return 'running'
  }
}

function doneBytesOf(state: UploadState, bytes: number): number | null {
  if (state.at === 'sending' || state.at === 'paused') return state.sentBytes
  return state.at === 'storing' || state.at === 'importing' || state.at === 'checking' || state.at === 'done'
    ? bytes
    : null
}

function messageOf(state: UploadState): string | null {
  switch (state.at) {
    case 'storing':
      return 'Sent; the cloud is storing it'
    case 'importing':
      return 'Stored; the cloud is importing it'
    case 'checking':
      return 'Stored, checking'
    case 'paused':
      return 'Paused'
    case 'failed':
      return `${state.failure.title}. ${state.failure.detail}`
    default:
      return null
  }
}
