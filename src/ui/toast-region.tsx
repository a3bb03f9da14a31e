import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'

import { Button, IconButton } from './button.tsx'
import { queue } from './toast.ts'

const icons = {
  ok: <CircleCheck aria-hidden className="text-ok" />,
  info: <Info aria-hidden className="text-busy" />,
  warn: <TriangleAlert aria-hidden className="text-warn" />,
  bad: <CircleAlert aria-hidden className="text-bad" />,
}

/**
 * Where messages appear: in the corner, above a bar of buttons at the foot of the page (`data-foot-bar`), and on a phone
 * at the top, where no button is. Mount once. F6 moves the focus here and back.
 */
export function ToastRegion() {
  return (
    <AriaToastRegion
      queue={queue}
      aria-label="Messages"
      className="fixed right-4 bottom-[calc(var(--foot-bar)+1rem)] z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none max-sm:top-14 max-sm:bottom-auto"
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
              <Text slot="title" className="line-clamp-3 text-sm font-medium break-words text-ink">
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
