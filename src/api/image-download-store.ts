/** The downloads of this page that it writes itself: they go on while people move through the app. */
import { downloadImage, type DownloadSink, WrongData } from './image-download.ts'
import { ApiError } from './errors.ts'
import { faultText } from './fault-text.ts'
import { imageName } from './image-facts.ts'
import type { ImageRef } from './images.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'
import { addTransfer, changeTransfer } from './transfers.ts'
import { holdTransfer } from './transfers-interrupted.ts'

export type DownloadState =
  | { at: 'receiving'; receivedBytes: number; startedAt: number }
  | { at: 'done'; verifiedBy: string | null }
  | { at: 'failed'; title: string; detail: string; requestId: string | null }
  | { at: 'cancelled' }

export interface Download {
  /** Also the transfer's. */
  id: string
  ref: ImageRef
  fileName: string
  bytes: number | null
  state: DownloadState
}

const aborts = new Map<string, AbortController>()
const listeners = new Set<() => void>()
let snapshot: readonly Download[] = []

/** One per image, the latest; the same array until something changes. */
export const downloads = {
  get: () => snapshot,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

const NOTE_EVERY_MS = 1_000

/** Begins, and answers at once. @param sink belongs to the download from now on */
export function startDownload(
  session: SignedIn,
  ref: ImageRef,
  image: Image,
  fileName: string,
  sink: DownloadSink,
): void {
  const id = crypto.randomUUID()
  const abort = new AbortController()
  aborts.set(id, abort)
  holdTransfer(id, true)
  const startedAt = Date.now()
  const begun: Download = {
    id,
    ref,
    fileName,
    bytes: image.size,
    state: { at: 'receiving', receivedBytes: 0, startedAt },
  }
  publish([...snapshot.filter((one) => one.ref.imageId !== ref.imageId || one.state.at === 'receiving'), begun])
  addTransfer(session, {
    id,
    region: ref.region,
    kind: 'download',
    name: imageName(image) ?? image.id,
    source: { from: 'image', container: null },
    follows: 'page',
    imageId: ref.imageId,
    phase: 'running',
    doneBytes: 0,
    totalBytes: image.size,
  })

  let notedAt = startedAt
  const onBytes = (receivedBytes: number) => {
    set(id, { at: 'receiving', receivedBytes, startedAt })
    if (Date.now() - notedAt < NOTE_EVERY_MS) return
    notedAt = Date.now()
    changeTransfer(session, id, { doneBytes: receivedBytes, changedAt: notedAt })
  }
  const end = (state: DownloadState, message: string | null) => {
    aborts.delete(id)
    set(id, state)
    const now = Date.now()
    const phase = state.at === 'receiving' ? 'running' : state.at
    const doneBytes = state.at === 'done' ? { doneBytes: image.size } : {}
    changeTransfer(session, id, { phase, endedAt: now, changedAt: now, message, ...doneBytes })
    holdTransfer(id, false)
  }
  downloadImage(ref, image, sink, { onBytes, signal: abort.signal }).then(
    (verifiedBy) => end({ at: 'done', verifiedBy }, verifiedBy && `Verified by ${verifiedBy}`),
    (error: unknown) => {
      if (abort.signal.aborted) return end({ at: 'cancelled' }, null)
      const failed = failureOf(error)
      end({ at: 'failed', ...failed }, failed.detail)
    },
  )
}

export const cancelDownload = (id: string) => aborts.get(id)?.abort(new DOMException('Cancelled', 'AbortError'))

function failureOf(error: unknown) {
  if (error instanceof ApiError) return { ...faultText(error, 'The image'), requestId: error.requestId }
  if (error instanceof WrongData) {
    const detail = `${error.message} Nothing was saved. Try again; if it stays so, tell the operators of the cloud.`
    return { title: 'What arrived is not the image', detail, requestId: null }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { title: 'The file could not be written', detail, requestId: null }
}

const set = (id: string, state: DownloadState) =>
  publish(snapshot.map((download) => (download.id === id ? { ...download, state } : download)))

function publish(next: readonly Download[]): void {
  snapshot = next
  for (const listener of listeners) listener()
}
