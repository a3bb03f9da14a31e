/**
 * The uploads of this page. They live here and not in a component, so they go on while people move through the app; two
 * at a time, the others wait. Each is written down as a transfer too, which other tabs and a later page can see.
 */
import {
  isOver,
  isRunning,
  type Leftover,
  stepUpload,
  type UploadEvent,
  type UploadState,
} from './image-upload-state.ts'
import { uploadFailure } from './image-upload-failure.ts'
import { noteUpload } from './image-upload-note.ts'
import type { SignedIn } from './session.ts'
import type { TransferDraft } from './transfers.ts'

/** What an upload does. One job serves every try. */
export interface UploadJob {
  /** Whether it can stop halfway and go on from there. */
  canPause: boolean
  /** Whether it can be tried again when nothing of it is left at the cloud. */
  canBeginAnew: boolean
  /** Of the record it fills now; a try that begins anew makes another. Null where it makes an object. */
  imageId: () => string | null
  /** What is at the cloud now, should it end here. */
  leftover: () => Leftover
  /** @returns what `done` tells. @throws what ended it; the signal's reason when cancelled or paused */
  run: (say: (event: UploadEvent) => void, signal: AbortSignal) => Promise<string | null>
  removeLeftover: () => Promise<void>
}

/** One upload, as components see it. */
export interface Upload {
  /** Also the transfer's. */
  id: string
  region: string
  /** Of the image. */
  name: string
  fileName: string
  bytes: number
  canPause: boolean
  canBeginAnew: boolean
  imageId: string | null
  /** `container/object`. */
  object: string | null
  state: UploadState
}

interface Entry {
  session: SignedIn
  upload: Upload
  job: UploadJob
  abort: AbortController
  isPausing: boolean
}

const AT_ONCE = 2

const entries = new Map<string, Entry>()
const listeners = new Set<() => void>()
let snapshot: readonly Upload[] = []

/** All uploads of this page, oldest first; the same array until something changes. */
export const uploads = {
  get: () => snapshot,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

/** Puts an upload at the end of the queue. @returns its ID */
export function startUpload(
  session: SignedIn,
  job: UploadJob,
  { file, ...about }: Pick<Upload, 'region' | 'name' | 'object'> & { file: File } & Pick<TransferDraft, 'followUp'>,
): string {
  const id = crypto.randomUUID()
  const { followUp, ...shown } = about
  const upload: Upload = {
    ...shown,
    id,
    fileName: file.name,
    bytes: file.size,
    canPause: job.canPause,
    canBeginAnew: job.canBeginAnew,
    imageId: job.imageId(),
    state: { at: 'queued' },
  }
  entries.set(id, { session, upload, job, abort: new AbortController(), isPausing: false })
  noteUpload.begin(session, upload, followUp ?? null)
  tell()
  advance()
  return id
}

/** Stops it, whatever it does; what it leaves is offered for deletion or another try. */
export function cancelUpload(id: string): void {
  const entry = entries.get(id)
  if (!entry) return
  entry.isPausing = false
  entry.abort.abort(new DOMException('Cancelled', 'AbortError'))
  if (!isRunning(entry.upload.state)) say(entry, { type: 'cancelled', leftover: entry.job.leftover() })
}

/** Only where the job can go on from where it stopped. */
export function pauseUpload(id: string): void {
  const entry = entries.get(id)
  if (!entry?.job.canPause) return
  entry.isPausing = true
  say(entry, { type: 'paused' })
  entry.abort.abort(new DOMException('Paused', 'AbortError'))
}

export const resumeUpload = (id: string) => again(id, { type: 'resumed' })

/** Another try into the same record, or over the segments that are there. */
export const retryUpload = (id: string) => again(id, { type: 'retried' })

function again(id: string, event: UploadEvent): void {
  const entry = entries.get(id)
  if (!entry) return
  entry.abort = new AbortController()
  entry.isPausing = false
  entry.upload = { ...entry.upload, imageId: entry.job.imageId() }
  say(entry, event)
  advance()
}

/** Removes what an upload left at the cloud. @throws ApiError */
export async function removeLeftover(id: string): Promise<void> {
  const entry = entries.get(id)
  if (!entry) return
  const before = entry.job.leftover()
  say(entry, { type: 'leftover', leftover: 'removing' })
  try {
    await entry.job.removeLeftover()
    say(entry, { type: 'leftover', leftover: 'none' })
  } catch (error) {
    say(entry, { type: 'leftover', leftover: before })
    throw error
  }
}

/** Takes an upload that is over off the list. */
export function dismissUpload(id: string): void {
  const entry = entries.get(id)
  if (!entry || !isOver(entry.upload.state)) return
  entries.delete(id)
  tell()
}

function advance(): void {
  const running = [...entries.values()].filter(({ upload }) => isRunning(upload.state)).length
  const waiting = [...entries.values()].filter(({ upload }) => upload.state.at === 'queued')
  for (const entry of waiting.slice(0, Math.max(0, AT_ONCE - running))) void run(entry)
}

async function run(entry: Entry): Promise<void> {
  const { job, abort } = entry
  say(entry, { type: 'begun' })
  // A try that was given up may still answer: it then speaks of nothing.
  const isCurrent = () => entry.abort === abort && !abort.signal.aborted
  try {
    const verifiedBy = await job.run((event) => {
      if (isCurrent()) say(entry, event)
    }, abort.signal)
    if (isCurrent()) say(entry, { type: 'done', verifiedBy })
  } catch (error) {
    if (entry.abort !== abort) return
    const leftover = job.leftover()
    if (!abort.signal.aborted) say(entry, { type: 'failed', failure: uploadFailure(error), leftover })
    else if (!entry.isPausing) say(entry, { type: 'cancelled', leftover })
  } finally {
    advance()
  }
}

function say(entry: Entry, event: UploadEvent): void {
  const state = stepUpload(entry.upload.state, event)
  if (state === entry.upload.state) return
  entry.upload = { ...entry.upload, state }
  noteUpload.step(entry.session, entry.upload)
  tell()
}

function tell(): void {
  snapshot = [...entries.values()].map(({ upload }) => upload)
  guardPage(snapshot.some(({ state }) => isRunning(state) || state.at === 'queued'))
  for (const listener of listeners) listener()
}

let isGuarded = false

/** The browser asks before the page is left; a listener that is always there would keep pages out of its back cache. */
function guardPage(isNeeded: boolean): void {
  if (isNeeded === isGuarded) return
  isGuarded = isNeeded
  if (isNeeded) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault()
