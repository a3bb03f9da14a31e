/** A transfer in words: what it is, how far it is, and what came of it. */
import { parseApiTime } from '#lib/dates.ts'
import { formatBytes } from '#lib/units.ts'
import { explainFailure, type FailureText } from '#api/transfer-failure.ts'
import type { Transfer, TransferPhase } from '#api/transfers.ts'
import type { Tone } from '#ui/badge.tsx'

export const kinds = ['import', 'export', 'upload', 'download', 'copy'] as const
export const kindWords: Record<Transfer['kind'], string> = {
  import: 'Import',
  export: 'Export',
  upload: 'Upload',
  download: 'Download',
  copy: 'Copy to store',
}

/** What the list can be narrowed to. */
export const states = ['running', 'done', 'failed'] as const
export type State = (typeof states)[number]

const stateOfPhase: Record<TransferPhase, State | null> = {
  waiting: 'running',
  running: 'running',
  applying: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'failed',
  gone: null,
}
export const stateOf = ({ phase }: Pick<Transfer, 'phase'>) => stateOfPhase[phase]

/** Whether the service has forgotten it: it is history, whatever came of it. */
export const isExpired = ({ task, follows }: Transfer, now: number) =>
  follows === 'task' && (parseApiTime(task?.expires_at ?? null) ?? Infinity) <= now

export function phaseWords(transfer: Transfer): { words: string; tone: Tone } {
  const { phase, kind, followUp } = transfer
  switch (phase) {
    case 'waiting':
      return { words: 'Waiting', tone: 'busy' }
    case 'running':
      return {
        words: kind === 'copy' ? 'Copying' : kind === 'import' ? 'Importing' : `${kindWords[kind]}ing`,
        tone: 'busy',
      }
    case 'applying':
      return { words: 'Setting properties', tone: 'busy' }
    case 'done':
      return { words: 'Done', tone: 'ok' }
    case 'failed':
      return followUp?.state === 'failed' && transfer.imageId !== null && transfer.task?.status !== 'failure'
        ? { words: 'Imported, not complete', tone: 'warn' }
        : { words: 'Failed', tone: 'bad' }
    case 'cancelled':
      return { words: 'Cancelled', tone: 'neutral' }
    case 'gone':
      return { words: 'Unknown', tone: 'neutral' }
    default:
      return phase satisfies never
  }
}

/** 0 to 1; null where nobody counts: the service's own tasks tell no number. */
export const fractionOf = ({ doneBytes, totalBytes, phase }: Transfer) =>
  phase !== 'applying' && doneBytes !== null && totalBytes !== null && totalBytes > 0 ? doneBytes / totalBytes : null

export function progressWords(transfer: Transfer): string {
  const { doneBytes, totalBytes, message } = transfer
  if (transfer.phase === 'applying') return 'Data is there, setting properties'
  if (doneBytes !== null && totalBytes !== null) return `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`
  return message ?? phaseWords(transfer).words
}

/** `2 h 5 min`, `40 s`. @param ms not negative */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)]
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  if (minutes > 0) return seconds % 60 > 0 && minutes < 10 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`
  return `${seconds} s`
}

/** Where it comes from and where it goes. */
export function wayWords({ source, object, kind }: Transfer): string | null {
  if (object !== null && kind === 'export') return `to ${object}`
  switch (source?.from) {
    case 'object':
      return `from ${source.object}`
    case 'url':
      return `from ${source.url}`
    case 'store':
      return `to ${source.stores.join(', ')}`
    case 'file':
      return `from ${source.fileName}`
    case 'image':
      return source.container === null ? 'to this computer' : `to ${source.container}`
    default:
      return null
  }
}

/** Null unless it failed. */
export function failureOf(transfer: Transfer): FailureText | null {
  if (transfer.phase !== 'failed') return null
  const { kind, follows, followUp, message } = transfer
  if (followUp?.state === 'failed' && transfer.task?.status !== 'failure')
    return {
      title: 'The image is there, but not all that was asked for',
      cause: followUp.failure ?? 'The cloud gave no reason.',
      remedy: 'Try again, or open the image and set what is missing there.',
      mayRetry: true,
    }
  if (follows === 'page') {
    return {
      title: `The ${kind} did not finish`,
      cause: message ?? 'Nothing more is known.',
      remedy: kind === 'upload' ? 'Choose the same file again.' : 'Download it again.',
      mayRetry: true,
    }
  }
  if (follows === 'image') return explainFailure(message, 'image')
  return explainFailure(message, kind === 'export' ? 'rackspace-export' : 'rackspace-import')
}
