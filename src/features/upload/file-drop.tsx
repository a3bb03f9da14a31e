import { FileUp, X } from 'lucide-react'
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components'
import { Button, IconButton } from '#ui/button.tsx'
import { Bytes } from '#ui/bytes.tsx'

interface FileDropProps {
  file: File | null
  onChange: (file: File | null) => void
}

/** A place to drop a file on, with a button for those who do not drag. One file: an image is one. */
export function FileDrop({ file, onChange }: FileDropProps) {
  return (
    <DropZone
      getDropOperation={() => 'copy'}
      onDrop={({ items }) => {
        const [dropped] = items.filter(isFileDropItem)
        if (dropped) void dropped.getFile().then(onChange)
      }}
      className="rounded-lg border border-dashed border-line-strong bg-surface p-4 outline-none transition-colors data-drop-target:border-accent data-drop-target:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-accent"
    >
      {file ? <ChosenFile file={file} onChange={onChange} /> : <NoFile onChange={onChange} />}
    </DropZone>
  )
}

const NoFile = ({ onChange }: Pick<FileDropProps, 'onChange'>) => (
  <div className="flex flex-col items-center gap-3 py-6 text-center">
    <FileUp aria-hidden className="size-6 text-ink-3" />
    <p className="text-ink-2">Drop a disk image here: VHD, qcow2, VMDK, VDI, ISO or raw.</p>
    <FileTrigger onSelect={(files) => onChange(files?.[0] ?? null)}>
      <Button>Choose a file</Button>
    </FileTrigger>
  </div>
)

const ChosenFile = ({ file, onChange }: { file: File } & Pick<FileDropProps, 'onChange'>) => (
  <div className="flex items-center gap-3">
    <FileUp aria-hidden className="size-5 shrink-0 text-ink-3" />
    <div className="flex min-w-0 flex-1 flex-col">
      <span className="truncate font-medium">
        <bdi>{file.name}</bdi>
      </span>
      <span className="text-xs text-ink-2">
        <Bytes bytes={file.size} />
      </span>
    </div>
    <FileTrigger onSelect={(files) => onChange(files?.[0] ?? file)}>
      <Button size="sm">Change</Button>
    </FileTrigger>
    <IconButton size="sm" aria-label="Remove the file" onPress={() => onChange(null)}>
      <X aria-hidden />
    </IconButton>
  </div>
)
