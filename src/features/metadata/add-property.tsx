/** The dialog behind *Add property*: one by one with what the cloud knows of it, or many from a paste or another image. */
import { useState } from 'react'
import { Dialog } from '#ui/dialog.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { FieldValue } from '#api/image-values.ts'
import { AddOne } from './add-one.tsx'
import type { AddProps } from './add-props.ts'
import { CopyProperties } from './copy-properties.tsx'
import { PasteProperties } from './paste-properties.tsx'

type Way = 'one' | 'paste' | 'copy'

export function AddPropertyDialog({ onClose, ...props }: AddProps & { onClose: () => void }) {
  const [way, setWay] = useState<Way>('one')
  const add = (properties: ReadonlyMap<string, FieldValue>) => {
    props.onAdd(properties)
    onClose()
  }
  return (
    <Dialog title="Add property" isOpen onOpenChange={onClose} size="md" holdsInput>
      <Tabs<Way>
        label="Ways to add"
        look="segment"
        selected={way}
        onSelect={setWay}
        items={[
          { id: 'one', label: 'One', content: <AddOne {...props} onAdd={add} /> },
          { id: 'paste', label: 'Paste', content: <PasteProperties {...props} onAdd={add} /> },
          { id: 'copy', label: 'From an image', content: <CopyProperties {...props} onAdd={add} /> },
        ]}
        panelClassName="pt-3"
      />
    </Dialog>
  )
}
