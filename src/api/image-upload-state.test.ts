import { describe, expect, test } from 'vitest'

import type { UploadFailure } from './image-upload-failure.ts'
import {
  isOver,
  isRunning,
  rateOf,
  secondsLeft,
  stepUpload,
  type UploadEvent,
  type UploadState,
} from './image-upload-state.ts'

const failure: UploadFailure = { title: 'Broke', detail: '', nextStep: '', canRetry: true, requestId: null }
const after = (...events: UploadEvent[]) =>
  events.reduce(stepUpload, { at: 'queued' } satisfies UploadState as UploadState)

describe('an upload', () => {
  test('that goes well is queued, prepared, sent, stored, checked and done', () => {
    const events: UploadEvent[] = [
      { type: 'begun' },
      { type: 'sent', sentBytes: 10, now: 0 },
      { type: 'all-sent' },
      { type: 'importing' },
      { type: 'checking' },
      { type: 'done', verifiedBy: 'sha512' },
    ]
    let state: UploadState = { at: 'queued' }
    const seen = events.map((event) => (state = stepUpload(state, event)).at)
    expect(seen).toEqual(['preparing', 'sending', 'storing', 'importing', 'checking', 'done'])
  })

  test('that is over hears nothing of its late answers', () => {
    const cancelled = after({ type: 'begun' }, { type: 'cancelled', leftover: 'record' })
    for (const late of [
      { type: 'sent', sentBytes: 99, now: 1 },
      { type: 'all-sent' },
      { type: 'done', verifiedBy: null },
      { type: 'failed', failure, leftover: 'none' },
    ] satisfies UploadEvent[]) {
      expect(stepUpload(cancelled, late)).toBe(cancelled)
    }
  })

  test('pauses while it sends, not once everything has left', () => {
    const sending = after({ type: 'begun' }, { type: 'sent', sentBytes: 7, now: 0 })
    expect(stepUpload(sending, { type: 'paused' })).toEqual({ at: 'paused', sentBytes: 7 })
    expect(after({ type: 'begun' }, { type: 'all-sent' }, { type: 'paused' })).toEqual({ at: 'storing' })
    expect(after({ type: 'begun' }, { type: 'paused' }, { type: 'resumed' })).toEqual({ at: 'queued' })
  })

  test('that failed can be tried again, and keeps what is said of its leftover', () => {
    const failed = after({ type: 'begun' }, { type: 'failed', failure, leftover: 'record' })
    expect(stepUpload(failed, { type: 'leftover', leftover: 'none' })).toMatchObject({ at: 'failed', leftover: 'none' })
    expect(stepUpload(failed, { type: 'retried' })).toEqual({ at: 'queued' })
    expect(isOver(failed)).toBe(true)
    expect(isRunning(failed)).toBe(false)
  })
})

describe('the rate', () => {
  test('is that of the last seconds, and tells the time left', () => {
    const state = after(
      { type: 'begun' },
      { type: 'sent', sentBytes: 0, now: 0 },
      { type: 'sent', sentBytes: 1_000_000, now: 10_000 },
      { type: 'sent', sentBytes: 1_400_000, now: 12_000 },
    )
    expect(rateOf(state)).toBe(200_000)
    expect(secondsLeft(state, 2_400_000)).toBe(5)
  })

  test('is not told from one look, nor while nothing moves', () => {
    expect(rateOf(after({ type: 'begun' }, { type: 'sent', sentBytes: 5, now: 0 }))).toBeNull()
    const still = after(
      { type: 'begun' },
      { type: 'sent', sentBytes: 5, now: 0 },
      { type: 'sent', sentBytes: 5, now: 900 },
    )
    expect(secondsLeft(still, 10)).toBeNull()
    expect(rateOf({ at: 'storing' })).toBeNull()
  })
})
