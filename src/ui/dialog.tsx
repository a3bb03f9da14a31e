import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

import { IconButton } from './button.tsx'

export { DialogTrigger } from 'react-aria-components'

export interface DialogProps {
  title: string
  /** One or two sentences under the title. */
  description?: ReactNode
  /** Left away inside a `DialogTrigger`, which then opens and closes it. */
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** False where closing would lose work or leave a question open: then only the footer's buttons close it. */
  isDismissable?: boolean
  /** True where something is typed: a press beside the window, perhaps a slip, then closes nothing. */
  holdsInput?: boolean
  role?: 'dialog' | 'alertdialog'
  size?: 'sm' | 'md' | 'lg'
  /** The row of buttons. The act on the right, as the eye leaves there. */
  footer?: ReactNode | ((close: () => void) => ReactNode)
  children?: ReactNode | ((close: () => void) => ReactNode)
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' }

/** A modal window. Focus moves in, stays in, and returns to where it was. On a phone it sits at the bottom, full width. */
export function Dialog({
  title,
  description,
  isOpen,
  onOpenChange,
  isDismissable = true,
  holdsInput = false,
  role = 'dialog',
  size = 'sm',
  footer,
  children,
}: DialogProps) {
  const fill = (part: DialogProps['children'], close: () => void) => (typeof part === 'function' ? part(close) : part)
  return (
    <ModalOverlay
      {...(isOpen !== undefined && { isOpen })}
      {...(onOpenChange !== undefined && { onOpenChange })}
      isDismissable={isDismissable && !holdsInput}
      className="fixed inset-0 z-40 flex items-start justify-center bg-scrim p-4 transition-opacity duration-150 data-entering:opacity-0 data-exiting:opacity-0 max-sm:items-end max-sm:p-0 sm:pt-[14vh]"
    >
      <Modal
        className={`max-h-full w-full overflow-hidden rounded-xl bg-raised shadow-raised transition-transform duration-150 data-entering:translate-y-1 max-sm:rounded-b-none ${widths[size]}`}
      >
        <AriaDialog role={role} className="flex max-h-[min(90dvh,48rem)] flex-col outline-none">
          {({ close }) => (
            <>
              <header className="flex items-start gap-3 px-4 pt-4">
                <div className="flex min-w-0 flex-1 flex-col gap-1">
                  <Heading slot="title" className="text-lg font-semibold break-words">
                    {title}
                  </Heading>
                  {description && <p className="text-sm text-ink-2">{description}</p>}
                </div>
                {isDismissable && (
                  <IconButton aria-label="Close" size="sm" className="-mt-0.5 -mr-1" onPress={close}>
                    <X aria-hidden />
                  </IconButton>
                )}
              </header>
              <div className="min-h-0 flex-1 overflow-auto px-4 py-3">{fill(children, close)}</div>
              {footer && (
                <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
                  {fill(footer, close)}
                </footer>
              )}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
