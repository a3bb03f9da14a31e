/** Images in a transition that has lasted longer than it should. */
import { parseApiTime } from '#lib/dates.ts'

import type { Image } from './schemas.ts'

const hourMs = 3_600_000

/** How long each status may last without a change, and what it means when it lasts longer. */
const patience = new Map([
  ['queued', { limitMs: 24 * hourMs, reason: 'It has waited for more than a day and no data has arrived.' }],
  ['saving', { limitMs: hourMs, reason: 'It has been saving for more than an hour without a change.' }],
  ['uploading', { limitMs: hourMs, reason: 'It has been uploading for more than an hour without a change.' }],
  ['importing', { limitMs: hourMs, reason: 'It has been importing for more than an hour without a change.' }],
])

export interface Stuck {
  /** One sentence for people. */
  reason: string
  /** The last sign of life, milliseconds since 1970. */
  sinceMs: number
}

/**
 * Since when an image makes no progress, judged by its last change; null when it is in no transition or still within
 * the time one takes. The limits are ours: the service itself never gives up on a queued image.
 * @param now milliseconds since 1970
 * Source: "Image status" state machine.
 */
export const stuckSince = (
  { status, updated_at, created_at }: Pick<Image, 'status' | 'updated_at' | 'created_at'>,
  now: number,
): Stuck | null => {
  const expected = patience.get(status)
  if (!expected) return null
  const sinceMs = parseApiTime(updated_at ?? created_at)
  if (sinceMs === null || now - sinceMs <= expected.limitMs) return null
  return { reason: expected.reason, sinceMs }
}

/** A task waits and works for as long as it likes; past this somebody should ask. */
const taskPatience = {
  waiting: { limitMs: hourMs, reason: 'The service has not begun with it for more than an hour.' },
  running: { limitMs: 12 * hourMs, reason: 'It has made no progress for more than twelve hours.' },
}

/**
 * Since when a transfer makes no progress; null while that is to be expected.
 * @param changedAt, now milliseconds since 1970
 */
export const transferStuckSince = (
  { phase, changedAt }: { phase: string; changedAt: number },
  now: number,
): Stuck | null => {
  if (phase !== 'waiting' && phase !== 'running') return null
  const { limitMs, reason } = taskPatience[phase]
  return now - changedAt > limitMs ? { reason, sinceMs: changedAt } : null
}
