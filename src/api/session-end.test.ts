import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ApiError } from './errors.ts'
import { acrossSessions, markSessionEnded, offerRenewal, sessionEnd, settleSessionEnd } from './session-end.ts'

const signedOut = () => new ApiError({ kind: 'signed-out' }, { status: 401, requestId: 'req-1' })
const LONG_MS = 3_600_000
let now = 0
beforeEach(() => {
  now += LONG_MS
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  settleSessionEnd(true)
  vi.restoreAllMocks()
})

test('without a page to sign in again, a call fails at once', async () => {
  await expect(acrossSessions(() => Promise.reject(signedOut()))).rejects.toThrow('signed-out')
  expect(sessionEnd.isEnded()).toBe(false)
  offerRenewal()
})

test('what met the end of the session is done again after its renewal, as often as it ends', async () => {
  const attempt = vi.fn<() => Promise<string>>()
  attempt.mockRejectedValueOnce(signedOut()).mockRejectedValueOnce(signedOut()).mockResolvedValueOnce('done')
  const heard = vi.fn<() => void>()
  const stop = sessionEnd.subscribe(heard)
  const done = acrossSessions(attempt)
  for (const tries of [1, 2]) {
    await vi.waitFor(() => expect(sessionEnd.isEnded()).toBe(true))
    expect(attempt).toHaveBeenCalledTimes(tries)
    settleSessionEnd(true)
    // As long as a session lives.
    now += LONG_MS
  }
  await expect(done).resolves.toBe('done')
  expect(sessionEnd.isEnded()).toBe(false)
  expect(heard).toHaveBeenCalledTimes(4)
  stop()
})

test('nothing is done in the name of another holder', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(signedOut())
  const failed = acrossSessions(attempt).catch(String)
  await vi.waitFor(() => expect(sessionEnd.isEnded()).toBe(true))
  settleSessionEnd(false)
  expect(await failed).toContain('session-refused: Another account has signed in')
  expect(attempt).toHaveBeenCalledTimes(1)
})

test('what is refused right after a renewal fails: nobody is asked to sign in for ever', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockImplementation(() => Promise.reject(signedOut()))
  const failed = acrossSessions(attempt).catch((error: unknown) => error)
  await vi.waitFor(() => expect(sessionEnd.isEnded()).toBe(true))
  now += 1_000
  settleSessionEnd(true)
  expect(await failed).toMatchObject({ fault: { kind: 'session-refused' }, requestId: 'req-1' })
  expect(attempt).toHaveBeenCalledTimes(2)
  expect(sessionEnd.isEnded()).toBe(false)
})

test('an answer to the old session that comes after its renewal asks nobody', async () => {
  const first = Promise.withResolvers<string>()
  const attempt = vi.fn<() => Promise<string>>().mockReturnValueOnce(first.promise).mockResolvedValueOnce('done')
  const done = acrossSessions(attempt)
  markSessionEnded()
  now += 1_000
  settleSessionEnd(true)
  first.reject(signedOut())
  await expect(done).resolves.toBe('done')
  expect(sessionEnd.isEnded()).toBe(false)
})

test('who waits can leave', async () => {
  const leaving = new AbortController()
  const left = acrossSessions(() => Promise.reject(signedOut()), leaving.signal).catch(String)
  await vi.waitFor(() => expect(sessionEnd.isEnded()).toBe(true))
  leaving.abort(new Error('gone'))
  expect(await left).toContain('gone')
})

test('other failures are the caller’s', async () => {
  const refused = new ApiError({ kind: 'forbidden', detail: 'no' }, { status: 403 })
  await expect(acrossSessions(() => Promise.reject(refused))).rejects.toBe(refused)
  markSessionEnded()
  settleSessionEnd(false)
  expect(sessionEnd.isEnded()).toBe(false)
})
