/** What the wizard knows, may do and does. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { readImage } from '#api/image-writes.ts'
import { importQueries } from '#api/import-methods.ts'
import { pastedAccounts } from '#api/members-paste.ts'
import { containerNameVerdict, readObjectText } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { copyVerdict, importVerdict, objectImportVerdict, urlImportVerdict } from '#api/transfers-can.ts'
import { startCopy, startObjectImport, startWebDownload } from '#api/transfers-start.ts'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { suggestImage } from '#lib/disk-format/suggest.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { useLocalFile } from './use-local-file.ts'
import {
  emptyDraft,
  followUpFor,
  type ImportDraft,
  importDraftOf,
  readProperties,
  recordFields,
  type Source,
  uploadWay,
} from './import-draft.ts'

/**
 * @param file of this computer, as long as the page has one
 * @param inspection what it turned out to be
 */
export function useImport(session: SignedIn, region: string, file: File | null, inspection: Inspection | null) {
  const client = useQueryClient()
  const isRackspace = session.flavour === 'rackspace'
  const store = importDraftOf(session, region)
  const kept = useSyncExternalStore(store.subscribe, store.get)
  const suggested = kept.source === 'file' && inspection ? suggestImage(inspection).diskFormat : null
  const draft = kept.diskFormat === '' ? { ...kept, diskFormat: suggested ?? '' } : kept
  const change = (changes: Partial<ImportDraft>) => store.set({ ...store.get(), ...changes })

  const asks = !session.capabilities.importTasks
  const methods = useQuery({ ...importQueries.methods(session, region), enabled: asks })
  const stores = useQuery({ ...importQueries.stores(session, region), enabled: asks })
  const unread = [methods, stores].find(({ error, data }) => error && !data)
  const writable = (stores.data ?? []).filter(({ isReadOnly }) => !isReadOnly)

  const verdicts: Record<Source, Verdict> = {
    object: objectImportVerdict(session, region),
    file: isRackspace ? objectImportVerdict(session, region) : importVerdict(session),
    url: urlImportVerdict(session, methods.data),
    store: copyVerdict(session, methods.data, writable.length),
  }

  const accounts = pastedAccounts(draft.shareWith, {
    flavour: session.flavour,
    own: session.account.id,
    members: new Set(),
    limit: null,
  })
  const members = accounts.filter(({ refusal }) => refusal === null).map(({ id }) => id)

  const canStage = methods.data?.includes('glance-direct') === true
  const local = useLocalFile(session, region, { draft, file, inspection })
  const sourceReady = sourceVerdict(draft, { verdicts, file, isRackspace, canStage, local: local.verdict })
  const refused = accounts.find(({ refusal }) => refusal !== null)
  const { problem } = readProperties(draft.properties)
  const detailsReady: Verdict =
    draft.source === 'store'
      ? yes
      : draft.name.trim() === ''
        ? no('The image needs a name.')
        : !isRackspace && draft.diskFormat === ''
          ? no('Choose the disk format.')
          : problem !== null
            ? no(problem)
            : refused
              ? no(`${refused.id}: ${refused.refusal ?? ''}`)
              : yes

  const start = useMutation({
    /** @returns the transfer's ID */
    mutationFn: async (): Promise<string> => {
      const name = draft.name.trim()
      const followUp = followUpFor(draft, members, session.flavour)
      const fields = recordFields(draft, members.length > 0)
      if (draft.source === 'object')
        return (await startObjectImport(session, region, { name, object: draft.object, followUp })).id
      if (draft.source === 'file' && file) {
        const { startImageUpload, startObjectUpload } = await import('#api/image-upload-start.ts')
        if (!isRackspace) {
          return startImageUpload(
            { client, session, region },
            { file, name, fields, way: uploadWay(draft), stores: draft.stores, followUp },
          )
        }
        const object = { container: draft.uploadContainer, name: file.name }
        return startObjectUpload({ session, region }, { file, object, imageName: name, followUp })
      }
      if (draft.source === 'store') {
        const target = { client, session, ref: { region, imageId: draft.imageId } }
        return (await startCopy(target, await readImage(target), draft.stores)).id
      }
      const target = { client, session, ref: { region, imageId: crypto.randomUUID() } }
      return (await startWebDownload(target, { fields, name, url: draft.url, stores: draft.stores, followUp })).id
    },
    onSuccess: () => store.set(emptyDraft),
  })
  return {
    draft,
    change,
    isRackspace,
    verdicts,
    canStage,
    local,
    stores: writable,
    /** The question to the cloud that failed: what it offers is not known. */
    unread,
    members,
    accounts,
    sourceReady,
    detailsReady,
    start,
  }
}

export type Import = ReturnType<typeof useImport>

interface SourceFacts {
  verdicts: Record<Source, Verdict>
  file: File | null
  isRackspace: boolean
  canStage: boolean
  /** Of the session and of what is in the file's place. */
  local: Verdict
}

function sourceVerdict(draft: ImportDraft, { verdicts, file, isRackspace, canStage, local }: SourceFacts): Verdict {
  if (draft.source === null) return no('Choose where the image comes from.')
  const offered = verdicts[draft.source]
  if (!offered.ok) return offered
  const container = containerNameVerdict(draft.uploadContainer, { forExport: false })
  switch (draft.source) {
    case 'object':
      return readObjectText(draft.object) ? yes : no('Choose an object.')
    case 'file':
      if (!file) return no('Choose a file.')
      if (uploadWay(draft) === 'stage' && !isRackspace && !canStage)
        return no('This cloud takes a file into one store at a time: choose one.')
      return isRackspace && !container.ok ? container : local
    case 'url':
      return urlVerdict(draft.url)
    case 'store':
      if (draft.imageId.trim() === '') return no('Name the image.')
      return draft.stores.length > 0 ? yes : no('Choose a store.')
    default:
      return draft.source satisfies never
  }
}

/** What every cloud refuses; what else it refuses, it says itself. */
export function urlVerdict(text: string): Verdict {
  const url = URL.parse(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return no('Type an address that begins with http:// or https://.')
  if (url.username !== '' || url.password !== '')
    return no('The address must not hold a password: the cloud would keep it.')
  return yes
}
