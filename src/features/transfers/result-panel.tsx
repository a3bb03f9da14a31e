/** What came of it: the image, or the object with a way to fetch it. */
import { Download, FolderOpen, HardDrive } from 'lucide-react'
import { objectFileUrl } from '#api/object-store.ts'
import { readObjectText } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import type { Transfer } from '#api/transfers.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { isExpired } from './transfer-words.ts'

export function ResultPanel({ session, transfer, now }: { session: SignedIn; transfer: Transfer; now: number }) {
  const { phase, kind, region, imageId, object } = transfer
  const isDataThere = phase === 'done' || phase === 'applying' || transfer.followUp?.state === 'failed'
  if (phase === 'gone' || isExpired(transfer, now))
    return (
      <section aria-label="Result" className="flex flex-col gap-3 rounded-lg border border-line p-4">
        <p>
          {phase === 'gone'
            ? 'The service has forgotten this task, so how it ended is not known. Look for the image or the file itself.'
            : 'This task is history: the service forgets tasks 48 hours after their end. What it made is still there.'}
        </p>
        <Links {...{ session, kind, region, imageId, object: phase === 'done' ? object : null }} />
      </section>
    )
  if (!isDataThere) return null
  return (
    <section aria-label="Result" className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <p className="break-words">
        {kind === 'export' && object !== null ? (
          <>
            The image is in Cloud Files as <code className="font-mono text-xs break-all">{object}</code>. Its segments
            lie beside it and belong to it.
          </>
        ) : (
          'The image is there.'
        )}
      </p>
      <Links {...{ session, kind, region, imageId, object }} />
    </section>
  )
}

type LinksProps = { session: SignedIn } & Pick<Transfer, 'kind' | 'region' | 'imageId' | 'object'>

function Links({ session, kind, region, imageId, object }: LinksProps) {
  const ref = readObjectText(object)
  const hasFiles = kind === 'export' && session.services[region]?.objectStore === true
  return (
    <div className="flex flex-wrap gap-2">
      {ref && hasFiles && (
        <>
          <LinkButton href={paths.objects(region, ref.container, ref.name)} icon={<FolderOpen aria-hidden />}>
            Show in the container
          </LinkButton>
          <LinkButton href={objectFileUrl(region, ref)} icon={<Download aria-hidden />} download>
            Download the file
          </LinkButton>
        </>
      )}
      {imageId !== null && (
        <LinkButton href={paths.image(region, imageId)} icon={<HardDrive aria-hidden />}>
          Open image
        </LinkButton>
      )}
    </div>
  )
}
