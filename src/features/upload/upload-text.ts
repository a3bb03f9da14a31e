/** How an upload is put into words. */
import type { Upload } from '#api/image-upload-store.ts'
import { rateOf, secondsLeft } from '#api/image-upload-state.ts'
import type { Tone } from '#ui/badge.tsx'
import { formatBytes } from '#lib/units.ts'

/** One line under the name: bytes, rate and time while sending, the phase afterwards. */
export function progressText({ state, bytes, canPause }: Pick<Upload, 'state' | 'bytes' | 'canPause'>): string {
  switch (state.at) {
    case 'queued':
      return 'Waiting for its turn'
    case 'preparing':
      return canPause ? 'Comparing with what is there already' : 'Preparing the record'
    case 'sending': {
      const rate = rateOf(state)
      const left = secondsLeft(state, bytes)
      const pace = rate === null ? '' : ` · ${formatBytes(rate)}/s`
      return `${formatBytes(state.sentBytes)} of ${formatBytes(bytes)}${pace}${left === null ? '' : ` · ${timeText(left)} left`}`
    }
    case 'paused':
      return `Paused at ${formatBytes(state.sentBytes)} of ${formatBytes(bytes)}`
    case 'storing':
      return 'Everything is sent; the cloud is storing it'
    case 'importing':
      return 'Stored; the cloud is importing it'
    case 'checking':
      return 'Stored, checking'
    case 'done':
      return state.verifiedBy === null
        ? 'Stored. The cloud told no hash to compare.'
        : `Verified by ${state.verifiedBy}`
    case 'failed':
      return state.failure.title
    case 'cancelled':
      return 'Cancelled'
    default:
      return state satisfies never
  }
}

/** `45 s`, `12 min`, `3 h 20 min`. */
export function timeText(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** 0 to 1; null where nobody knows how far it is. */
export function fractionOf({ state, bytes }: Pick<Upload, 'state' | 'bytes'>): number | null {
  if (state.at === 'sending' || state.at === 'paused') return bytes === 0 ? 0 : Math.min(1, state.sentBytes / bytes)
  if (state.at === 'queued') return 0
  return state.at === 'done' ? 1 : null
}

export const toneOf = ({ at }: Upload['state']): Tone =>
  at === 'done' ? 'ok' : at === 'paused' || at === 'queued' ? 'neutral' : 'busy'
