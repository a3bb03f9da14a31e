import { useRef } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { imageName } from '#api/image-facts.ts'
import { floatingPanel } from '#ui/option-classes.ts'
import { RowFacts, type RowFactsProps } from './row-facts.tsx'

export interface RowPreviewProps extends RowFactsProps {
  /** The row's element: the preview stands beside it. */
  element: HTMLElement
  onClose: () => void
}

/** What an image is, without leaving the list. */
export function RowPreview({ element, onClose, ...facts }: RowPreviewProps) {
  const anchor = useRef<Element>(element)
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={anchor}
      placement="bottom start"
      offset={2}
      className={`${floatingPanel} w-[26rem] max-w-[calc(100vw-2rem)] overflow-y-auto`}
    >
      <Dialog
        aria-label={`Preview of ${imageName(facts.row.image) ?? facts.row.image.id}`}
        className="flex flex-col gap-2 p-3 outline-none"
      >
        <RowFacts {...facts} />
      </Dialog>
    </Popover>
  )
}
