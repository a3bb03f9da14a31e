import { useSyncExternalStore } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useNavigate } from 'react-router'
import { startObjectUpload } from '#api/image-upload-start.ts'
import { readObjectText } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { forgetTransfer, type Transfer, transfersOf } from '#api/transfers.ts'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { notify } from '#ui/toast.ts'
import { useUploads } from './use-uploads.ts'

interface InterruptedUploadsProps {
  session: SignedIn
  region: string
  /** The transfer with this ID alone. */
  only?: string
}

/**
 * Uploads whose page was closed or reloaded before their end, each with the way on. A browser forgets which file it was,
 * so the person chooses it again; nothing that has arrived is sent twice.
 */
export function InterruptedUploads({ session, region, only }: InterruptedUploadsProps) {
  const store = transfersOf(session)
  const transfers = useSyncExternalStore(store.subscribe, store.get)
  const here = useUploads()
  const lost = transfers.filter(
    (one) =>
      one.kind === 'upload' &&
      one.region === region &&
      one.phase === 'failed' &&
      (only === undefined || one.id === only) &&
      here.every(({ id }) => id !== one.id),
  )
  if (lost.length === 0) return null
  return (
    <ul aria-label="Interrupted uploads" className="flex flex-col gap-2">
      {lost.map((transfer) => (
        <li
          key={transfer.id}
          aria-label={transfer.name}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface p-3"
        >
          <div className="flex min-w-0 flex-1 basis-48 flex-col">
            <span className="truncate font-medium">
              <bdi>{transfer.name}</bdi>
            </span>
            <span className="text-xs text-ink-2">{transfer.message}</span>
          </div>
          <GoOn session={session} region={region} transfer={transfer} />
        </li>
      ))}
    </ul>
  )
}

function GoOn({ session, region, transfer }: { session: SignedIn; region: string; transfer: Transfer }) {
  const { id, name, imageId, source, followUp } = transfer
  const navigate = useNavigate()
  const object = readObjectText(transfer.object)
  if (imageId !== null) {
    return (
      <LinkButton size="sm" href={paths.image(region, imageId, 'data')}>
        Go on with this record
      </LinkButton>
    )
  }
  if (!object) return null
  const goOn = (file: File | undefined) => {
    if (!file) return
    if (file.size !== transfer.totalBytes) {
      const detail = `It is not as large as ${source?.from === 'file' ? source.fileName : 'the file'} was.`
      notify({ tone: 'bad', title: 'This is another file', detail })
      return
    }
    const next = startObjectUpload({ session, region }, { file, object, imageName: name, followUp })
    forgetTransfer(session, id)
    void navigate(paths.task(region, next), { replace: true })
  }
  return (
    <FileTrigger onSelect={(files) => goOn(files?.[0])}>
      <Button size="sm">Choose the file again</Button>
    </FileTrigger>
  )
}
