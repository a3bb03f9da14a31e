import { expect, test } from 'vitest'
import type { UploadState } from '#api/image-upload-state.ts'
import { fractionOf, progressText, timeText } from './upload-text.ts'

const MIB = 2 ** 20
const sending: UploadState = {
  at: 'sending',
  sentBytes: 30 * MIB,
  samples: [
    { at: 0, sentBytes: 10 * MIB },
    { at: 2_000, sentBytes: 30 * MIB },
  ],
}

test.each<[UploadState, string]>([
  [{ at: 'queued' }, 'Waiting for its turn'],
  [sending, '30 MiB of 100 MiB · 10 MiB/s · 7 s left'],
  [{ at: 'sending', sentBytes: 0, samples: [] }, '0 B of 100 MiB'],
  [{ at: 'paused', sentBytes: 50 * MIB }, 'Paused at 50 MiB of 100 MiB'],
  [{ at: 'storing' }, 'Everything is sent; the cloud is storing it'],
  [{ at: 'checking' }, 'Stored, checking'],
  [{ at: 'done', verifiedBy: 'sha512' }, 'Verified by sha512'],
  [{ at: 'done', verifiedBy: null }, 'Stored. The cloud told no hash to compare.'],
])('%j', (state, words) => {
  expect(progressText({ state, bytes: 100 * MIB, canPause: false })).toBe(words)
})

test('a share is claimed only where one is known', () => {
  const of = (state: UploadState, bytes = 100 * MIB) => fractionOf({ state, bytes })
  expect(of(sending)).toBe(0.3)
  expect(of({ at: 'storing' })).toBeNull()
  expect(of({ at: 'done', verifiedBy: null })).toBe(1)
  expect(of({ at: 'sending', sentBytes: 0, samples: [] }, 0)).toBe(0)
})

test.each([
  [45, '45 s'],
  [720, '12 min'],
  [12_000, '3 h 20 min'],
  [7_200, '2 h'],
])('%i seconds are %s', (seconds, words) => {
  expect(timeText(seconds)).toBe(words)
})
