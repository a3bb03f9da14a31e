import { useEffect } from 'react'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { ErrorState } from '#ui/state-panel.tsx'
import { FileDrop } from './file-drop.tsx'
import { InspectionCard } from './inspection-card.tsx'
import { useInspection } from './use-inspection.ts'

export interface LocalFileProps {
  file: File | null
  onChange: (file: File | null) => void
  /** Told once the file is known; null while it is not. Keep its identity stable. */
  onInspected?: (inspection: Inspection | null) => void
  /** True on Rackspace: the import's refusals are foretold. */
  predictsRefusals: boolean
  /** `disk_format` chosen for the image, to be compared with what the file is. */
  diskFormat?: string
}

/** *File on this computer*: choosing or dropping it, and what it is. The page that shows it keeps the file. */
export function LocalFile({ file, onChange, onInspected, predictsRefusals, diskFormat }: LocalFileProps) {
  const state = useInspection(file)
  const inspection = state?.at === 'known' ? state.inspection : null
  useEffect(() => onInspected?.(inspection), [inspection, onInspected])
  return (
    <div className="flex flex-col gap-3">
      <FileDrop file={file} onChange={onChange} />
      <div role="status" className="empty:hidden">
        {state?.at === 'looking' && <p className="text-ink-2">Looking at the file…</p>}
        {file && inspection && (
          <InspectionCard
            inspection={inspection}
            fileName={file.name}
            predictsRefusals={predictsRefusals}
            {...(diskFormat !== undefined && { diskFormat })}
          />
        )}
      </div>
      {state?.at === 'unreadable' && (
        <ErrorState
          look="inline"
          title="The file cannot be read."
          detail="It was moved or changed, or the browser may not open it. Choose it again."
        />
      )}
    </div>
  )
}
