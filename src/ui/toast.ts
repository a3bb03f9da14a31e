import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

/** The library still marks its toasts as unstable: this file and the region that shows them are the only ones to know. */

export type ToastTone = 'ok' | 'info' | 'warn' | 'bad'

export interface Notice {
  title: string
  detail?: string
  tone?: ToastTone
  /** One act, such as Undo. The toast closes after it. */
  action?: { label: string; onPress: () => void }
}

export const queue = new ToastQueue<Notice>({ maxVisibleToasts: 4 })

/**
 * Shows a short message in the corner. Failures, and messages that offer an act, stay until closed: nobody should
 * race a timer to read why something failed or to undo it. Others go after six seconds, waiting while hovered or focused.
 * @returns a function that takes it away early
 */
export function notify(notice: Notice): () => void {
  const stays = notice.tone === 'bad' || notice.action !== undefined
  const key = queue.add(notice, stays ? {} : { timeout: 6_000 })
  return () => queue.close(key)
}

/** Takes every message away: what one account was told is not for the next. */
export const clearToasts = () => queue.clear()
