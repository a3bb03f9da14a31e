import { Download as DownloadIcon, FolderDown } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { imageCan } from '#api/capabilities.ts'
import { knownHash } from '#api/image-download.ts'
import { cancelDownload, type Download, downloads, startDownload } from '#api/image-download-store.ts'
import { imageFileUrl, type ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { formatBytes } from '#lib/units.ts'
import { no } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { Bytes } from '#ui/bytes.tsx'
import { CodeBlock } from '#ui/code-block.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { notify } from '#ui/toast.ts'
import { fileNameOf } from './file-name.ts'
import { canSave, chooseFile } from './save-to.ts'
import { verifyCommand } from './verify-command.ts'

interface DownloadPanelProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

/** The image's data onto this computer, and whether what arrived is what the cloud keeps. */
export function DownloadPanel({ session, imageRef, image }: DownloadPanelProps) {
  const all = useSyncExternalStore(downloads.subscribe, downloads.get)
  const download = all.findLast(({ ref }) => ref.imageId === imageRef.imageId && ref.region === imageRef.region)
  const verdict = imageCan.download(image, session)
  const fileName = fileNameOf(image)
  const command = verifyCommand(image, fileName)
  const known = knownHash(image)
  const save = async () => {
    try {
      const chosen = await chooseFile(fileName)
      if (chosen) startDownload(session, imageRef, image, chosen.name, chosen.sink)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      notify({ tone: 'bad', title: 'The file could not be opened for writing', detail })
    }
  }
  const isBusy = download?.state.at === 'receiving'
  return (
    <section aria-label="Download" className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="text-base font-semibold">Download</h2>
        <p className="text-ink-2">
          <Bytes bytes={image.size} />
          {known && canSave() && `, compared with the image’s ${known.name} while it arrives`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {canSave() && (
          <Button
            variant="primary"
            icon={<DownloadIcon aria-hidden />}
            verdict={verdict.ok && isBusy ? no('It is on its way already.') : verdict}
            onPress={() => void save()}
          >
            Download and verify
          </Button>
        )}
        {verdict.ok ? (
          <LinkButton icon={<FolderDown aria-hidden />} href={imageFileUrl(imageRef)} download={fileName}>
            Download with the browser
          </LinkButton>
        ) : (
          <Button icon={<FolderDown aria-hidden />} verdict={verdict}>
            Download with the browser
          </Button>
        )}
      </div>
      {download && <DownloadRow download={download} />}
      {command !== null && verdict.ok && (
        <div className="flex flex-col gap-2">
          <p className="text-ink-2">A file that the browser downloaded by itself can be compared by hand:</p>
          <CodeBlock label="command to verify" value={command} />
        </div>
      )}
    </section>
  )
}

function DownloadRow({ download }: { download: Download }) {
  const { id, state, fileName, bytes } = download
  if (state.at === 'failed') {
    return <ErrorState look="inline" title={`${state.title}.`} detail={state.detail} requestId={state.requestId} />
  }
  if (state.at === 'receiving') {
    const words = `${formatBytes(state.receivedBytes)}${bytes === null ? '' : ` of ${formatBytes(bytes)}`}`
    return (
      <div className="flex items-end gap-3">
        <ProgressBar
          label={`Download of ${fileName}`}
          fraction={bytes === null || bytes === 0 ? null : Math.min(1, state.receivedBytes / bytes)}
          valueText={words}
          tone="busy"
        />
        <Button size="sm" onPress={() => cancelDownload(id)}>
          Cancel
        </Button>
      </div>
    )
  }
  return (
    <p role="status" className="text-ink-2">
      {state.at === 'cancelled' ? (
        'Cancelled; nothing was saved.'
      ) : state.verifiedBy === null ? (
        <>
          <bdi>{fileName}</bdi> is saved. The cloud tells no hash to compare it with.
        </>
      ) : (
        <>
          <strong className="text-ok">Verified</strong>: <bdi>{fileName}</bdi> is saved, and its {state.verifiedBy} is
          the image’s.
        </>
      )}
    </p>
  )
}
