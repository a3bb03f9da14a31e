import { useMemo, useState } from 'react'
import { readPasted } from '#api/pasted-properties.ts'
import { TextArea } from '#ui/text-area.tsx'
import type { AddProps } from './add-props.ts'
import { ManyPreview } from './many-preview.tsx'

/** Many properties out of pasted text. */
export function PasteProperties({ edits, context, onAdd }: AddProps) {
  const [text, setText] = useState('')
  const { properties, problems } = useMemo(() => readPasted(text), [text])
  return (
    <div className="flex flex-col gap-3">
      <TextArea
        label="Properties"
        isMono
        lines={5}
        value={text}
        onChange={setText}
        placeholder={'os_distro=debian\nos_version=13'}
        description="Lines of key=value, arguments of the openstack client, or a JSON object."
        error={problems.join(' ')}
      />
      <ManyPreview
        edits={edits}
        context={context}
        properties={properties}
        nothing="Paste a property that the image does not have yet."
        onAdd={onAdd}
      />
    </div>
  )
}
