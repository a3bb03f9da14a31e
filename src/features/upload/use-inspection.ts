import { useEffect, useState } from 'react'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { inspectDisk } from '#lib/disk-format/inspect.ts'
import { blobSource } from '#lib/disk-format/source.ts'

export type InspectionState =
  | { at: 'looking' }
  | { at: 'known'; inspection: Inspection }
  /** The file is gone, or the browser may not read it. */
  | { at: 'unreadable' }

/** What a file is, as soon as its first bytes are read; null without a file. */
export function useInspection(file: File | null): InspectionState | null {
  const [known, setKnown] = useState<{ file: File; state: InspectionState } | null>(null)
  useEffect(() => {
    if (!file) return
    const abort = new AbortController()
    const tell = (state: InspectionState) => {
      if (!abort.signal.aborted) setKnown({ file, state })
    }
    inspectDisk(blobSource(file), abort.signal).then(
      (inspection) => tell({ at: 'known', inspection }),
      () => tell({ at: 'unreadable' }),
    )
    return () => abort.abort()
  }, [file])
  if (!file) return null
  // What was found out about another file says nothing of this one.
  return known?.file === file ? known.state : { at: 'looking' }
}
