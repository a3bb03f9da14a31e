import { describe, expect, test } from 'vitest'

import { isTransition } from './image-facts.ts'
import { stuckSince, transferStuckSince } from './stuck.ts'

const now = Date.UTC(2026, 4, 10, 12)
const ago = (minutes: number) => `${new Date(now - minutes * 60_000).toISOString().slice(0, 19)}Z`
const image = (status: string, minutes: number) => ({ status, updated_at: ago(minutes), created_at: ago(99_999) })
const day = 24 * 60

describe('stuckSince', () => {
  test.each([
    ['saving', 60, false],
    ['saving', 61, true],
    ['uploading', 59, false],
    ['uploading', 61, true],
    ['importing', 60, false],
    ['importing', 90, true],
    ['queued', 61, false],
    ['queued', day, false],
    ['queued', day + 1, true],
    ['active', 99 * day, false],
    ['killed', 99 * day, false],
    ['deactivated', 99 * day, false],
    ['defrosting', 99 * day, false],
  ])('%s for %i minutes: %s', (status, minutes, isStuck) => {
    expect(stuckSince(image(status, minutes), now) !== null).toBe(isStuck)
  })

  test('says since when, and why in a sentence', () => {
    expect(stuckSince(image('importing', 120), now)).toEqual({
      sinceMs: now - 120 * 60_000,
      reason: 'It has been importing for more than an hour without a change.',
    })
  })

  test('an image that never changed is judged by its birth; one without a readable time is not judged', () => {
    expect(stuckSince({ status: 'queued', updated_at: null, created_at: ago(2 * day) }, now)?.sinceMs).toBe(
      now - 2 * day * 60_000,
    )
    expect(stuckSince({ status: 'queued', updated_at: 'yesterday', created_at: ago(2 * day) }, now)).toBeNull()
  })

  test('a clock behind the cloud’s calls nothing stuck', () => {
    expect(stuckSince(image('saving', -500), now)).toBeNull()
  })

  test.each(['queued', 'saving', 'uploading', 'importing'])('%s is a transition', (status) => {
    expect(isTransition(status)).toBe(true)
  })
})

test('a transfer may wait for an hour and run for twelve', () => {
  const hour = 3_600_000
  const since = (phase: string, hours: number) => transferStuckSince({ phase, changedAt: 0 }, hours * hour)
  expect(since('waiting', 1)).toBeNull()
  expect(since('waiting', 1.1)?.reason).toMatch(/not begun/)
  expect(since('running', 11)).toBeNull()
  expect(since('running', 13)).toMatchObject({ sinceMs: 0 })
  for (const phase of ['done', 'failed', 'applying']) expect(since(phase, 1_000)).toBeNull()
})
