/** What speaks against sending this computer's file, and what has to be asked before it is sent. */
import { useQuery } from '@tanstack/react-query'
import { objectQueries } from '#api/object-store.ts'
import { containerNameVerdict, type ObjectRef, objectText } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { sessionOutlasts } from '#api/session-outlasts.ts'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { mismatchOf } from '#lib/disk-format/warnings.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import type { ImportDraft } from './import-draft.ts'

interface LocalFileState {
  draft: ImportDraft
  file: File | null
  inspection: Inspection | null
}

interface LocalFileFacts {
  verdict: Verdict
  /** That the session may end before the upload does. */
  warning: string | null
  /** Rackspace: the object that the upload would replace. */
  existing: { object: ObjectRef; bytes: number } | null
  /** That the chosen disk format is not the file's. */
  mismatch: string | null
}

export function useLocalFile(
  session: SignedIn,
  region: string,
  { draft, file, inspection }: LocalFileState,
): LocalFileFacts {
  const isRackspace = session.flavour === 'rackspace'
  const object = { container: draft.uploadContainer, name: file?.name ?? '' }
  const hasPlace = isRackspace && file !== null && containerNameVerdict(object.container, { forExport: false }).ok
  // What cannot be looked at is no reason against the upload: that meets the same, and says why.
  const there = useQuery({ ...objectQueries.facts(session, region, object), enabled: hasPlace, staleTime: 0 })
  const existing = hasPlace && there.data ? { object, bytes: there.data.bytes } : null
  const outlasts = file && sessionOutlasts(session, file.size, isRackspace)
  return {
    verdict: verdictOf(),
    warning: outlasts?.warning ?? null,
    existing,
    mismatch: inspection && mismatchOf(inspection.disk, draft.diskFormat),
  }

  function verdictOf(): Verdict {
    if (outlasts && !outlasts.verdict.ok) return outlasts.verdict
    if (hasPlace && there.isPending) return no('Looking into the container…')
    if (existing && draft.replaces !== objectText(existing.object))
      return no('An object of this name is there already: say that it may be replaced, or choose another container.')
    return yes
  }
}
