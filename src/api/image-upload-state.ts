/**
 * Where an upload stands: a pure machine, told of what happens. Bytes that have left this computer are not yet stored,
 * and what is stored is not yet compared: those are states of their own.
 */
import type { UploadFailure } from './image-upload-failure.ts'

interface Rate {
  /** Bytes that have left, and when in milliseconds they were counted: at most some seconds old. */
  samples: readonly { at: number; sentBytes: number }[]
}

export type UploadState =
  /** Others go first. */
  | { at: 'queued' }
  /** The record is made, or what is there already is looked at. */
  | { at: 'preparing' }
  | ({ at: 'sending'; sentBytes: number } & Rate)
  | { at: 'paused'; sentBytes: number }
  /** Everything has left; the cloud has not said yet that it has it. */
  | { at: 'storing' }
  /** The cloud works on it by itself: an import of what was staged. */
  | { at: 'importing' }
  /** The hash of the file here is compared with what the cloud computed. */
  | { at: 'checking' }
  /** @property verifiedBy the hash that was the same on both sides; null: the cloud told none */
  | { at: 'done'; verifiedBy: string | null }
  | { at: 'failed'; failure: UploadFailure; leftover: Leftover }
  | { at: 'cancelled'; leftover: Leftover }

/** What an upload that did not end well has left at the cloud. */
export type Leftover = 'none' | 'record' | 'segments' | 'removing'

export type UploadEvent =
  | { type: 'begun' }
  | { type: 'sent'; sentBytes: number; now: number }
  | { type: 'all-sent' | 'importing' | 'checking' | 'paused' | 'resumed' | 'retried' }
  | { type: 'done'; verifiedBy: string | null }
  | { type: 'failed'; failure: UploadFailure; leftover: Leftover }
  | { type: 'cancelled'; leftover: Leftover }
  /** The leftover is being removed, is gone, or could not be removed. */
  | { type: 'leftover'; leftover: Leftover }

/** How far back the rate looks. */
const RATE_WINDOW_MS = 8_000

export const isRunning = ({ at }: UploadState) =>
  at === 'preparing' || at === 'sending' || at === 'storing' || at === 'importing' || at === 'checking'

export const isOver = ({ at }: UploadState) => at === 'done' || at === 'failed' || at === 'cancelled'

/** What did not happen in this state changes nothing: an answer may come after the user has cancelled. */
export function stepUpload(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case 'begun':
      return state.at === 'queued' ? { at: 'preparing' } : state
    case 'sent':
      return state.at === 'preparing' || state.at === 'sending' ? counted(state, event) : state
    case 'all-sent':
      return state.at === 'sending' || state.at === 'preparing' ? { at: 'storing' } : state
    case 'importing':
    case 'checking':
      return isRunning(state) ? { at: event.type } : state
    case 'paused':
      if (state.at === 'sending') return { at: 'paused', sentBytes: state.sentBytes }
      return state.at === 'preparing' || state.at === 'queued' ? { at: 'paused', sentBytes: 0 } : state
    case 'resumed':
      return state.at === 'paused' ? { at: 'queued' } : state
    case 'retried':
      return state.at === 'failed' || state.at === 'cancelled' ? { at: 'queued' } : state
    case 'done':
      return isRunning(state) ? { at: 'done', verifiedBy: event.verifiedBy } : state
    case 'failed':
      return isOver(state) ? state : { at: 'failed', failure: event.failure, leftover: event.leftover }
    case 'cancelled':
      return isOver(state) ? state : { at: 'cancelled', leftover: event.leftover }
    case 'leftover':
      return state.at === 'failed' || state.at === 'cancelled' ? { ...state, leftover: event.leftover } : state
    default:
      return event satisfies never
  }
}

function counted(state: UploadState, { sentBytes, now }: { sentBytes: number; now: number }): UploadState {
  const before = state.at === 'sending' ? state.samples : []
  const samples = [...before.filter(({ at }) => at > now - RATE_WINDOW_MS), { at: now, sentBytes }]
  return { at: 'sending', sentBytes, samples }
}

/** Bytes per second over the last seconds; null until it can be told. */
export function rateOf(state: UploadState): number | null {
  if (state.at !== 'sending') return null
  const first = state.samples[0]
  const last = state.samples.at(-1)
  if (!first || !last || last.at - first.at < 500) return null
  return ((last.sentBytes - first.sentBytes) / (last.at - first.at)) * 1000
}

/** Seconds until everything has left, at the present rate; null where that is anybody's guess. */
export function secondsLeft(state: UploadState, bytes: number): number | null {
  const rate = rateOf(state)
  return state.at !== 'sending' || rate === null || rate <= 0 ? null : Math.ceil((bytes - state.sentBytes) / rate)
}
