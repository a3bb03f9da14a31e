import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

import { useSession } from '#api/use-session.ts'
import { Brand } from '#ui/brand.tsx'
import { IconButton } from '#ui/button.tsx'

import { ProjectSelect } from './project-select.tsx'
import { Rail } from './rail.tsx'

/** What the drawer of a phone holds: the links, and what the narrow bar has no room for. */
export function NavigationPanel({ region }: { region: string | undefined }) {
  const { cloudLabel } = useSession()
  return (
    <ModalOverlay
      isDismissable
      className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-entering:opacity-0 data-exiting:opacity-0 sm:hidden"
    >
      <Modal className="h-full w-72 max-w-[85vw] bg-raised shadow-raised transition-transform duration-150 data-entering:-translate-x-4 data-exiting:-translate-x-4">
        <Dialog className="flex h-full flex-col gap-4 p-3 outline-none">
          {({ close }) => (
            <>
              <header className="flex h-8 items-center justify-between">
                <Brand />
                <Heading slot="title" className="sr-only">
                  Navigation
                </Heading>
                <IconButton aria-label="Close navigation" onPress={close}>
                  <X aria-hidden />
                </IconButton>
              </header>
              {region !== undefined && <Rail region={region} width="full" onFollow={close} />}
              <div className="mt-auto flex flex-col items-start gap-1 border-t border-line pt-3">
                <span className="px-2.5 text-xs text-ink-3">{cloudLabel}</span>
                <ProjectSelect onChoose={close} />
              </div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
