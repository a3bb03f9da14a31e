import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'

import { Button, IconButton } from './button.tsx'

/** The library still marks its toasts as unstable, so this file is the only one that knows them. */

export type ToastTone = 'ok' | 'info' | 'warn' | 'bad'

export interface Notice {
  title: string
  detail?: string
  tone?: ToastTone
  /** One act, such as Undo. The toast closes after it. */
  action?: { label: string; onPress: () => void }
}

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 4 })

const icons = {
  ok: <CircleCheck aria-hidden className="text-ok" />,
  info: <Info aria-hidden className="text-busy" />,
  warn: <TriangleAlert aria-hidden className="text-warn" />,
  bad: <CircleAlert aria-hidden className="text-bad" />,
}

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

/** Where messages appear. Mount once. F6 moves the focus here and back. */
export function ToastRegion() {
  return (
    <AriaToastRegion
      queue={queue}
      aria-label="Messages"
      className="fixed right-4 bottom-4 z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none"
    >
      {({ toast }) => {
        const { title, detail, tone = 'ok', action } = toast.content
        return (
          <AriaToast
            toast={toast}
            className="flex animate-rise items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3 shadow-raised [&_svg]:size-4"
          >
            <span className="mt-0.5 shrink-0">{icons[tone]}</span>
            <ToastContent
              role={tone === 'bad' ? 'alert' : 'status'}
              className="flex min-w-0 flex-1 flex-col gap-0.5 py-px"
            >
              <Text slot="title" className="text-sm font-medium break-words text-ink">
                {title}
              </Text>
              {detail && (
                <Text slot="description" className="text-xs break-words text-ink-2">
                  {detail}
                </Text>
              )}
            </ToastContent>
            {action && (
              <Button
                size="sm"
                onPress={() => {
                  queue.close(toast.key)
                  action.onPress()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton slot="close" aria-label="Close message" size="sm">
              <X aria-hidden />
            </IconButton>
          </AriaToast>
        )
      }}
    </AriaToastRegion>
  )
}
