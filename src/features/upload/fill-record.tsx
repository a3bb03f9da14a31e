import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { imageCan } from '#api/capabilities.ts'
import { imageName } from '#api/image-facts.ts'
import { startImageUpload } from '#api/image-upload-start.ts'
import { isOver } from '#api/image-upload-state.ts'
import type { ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { sessionOutlasts } from '#api/session-outlasts.ts'
import { forgetTransfer, type Transfer, transfersOf } from '#api/transfers.ts'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { formatBytes } from '#lib/units.ts'
import { no, type Verdict } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { LocalFile } from './local-file.tsx'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './use-uploads.ts'

interface FillRecordProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

/**
 * Data for an image that waits for some: one whose upload broke off, also in a page long closed, or that somebody else
 * reserved. No second record comes of it.
 */
export function FillRecord({ session, imageRef, image }: FillRecordProps) {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [inspection, setInspection] = useState<Inspection | null>(null)
  const own = useUploads().filter(({ imageId }) => imageId === imageRef.imageId)
  const staged = stagedBytes(image)
  const isBusy = own.some(({ state }) => !isOver(state))
  const outlasts = file && sessionOutlasts(session, file.size, false)
  const verdict = first(
    imageCan.edit(image, session),
    isBusy ? no('An upload into this image is under way.') : null,
    image.status === 'queued' || staged !== null
      ? null
      : no(`The image is ${image.status}; only a queued image takes data.`),
    image.disk_format && image.container_format
      ? null
      : no('The image does not say its disk and container format: set both first.'),
    file && inspection ? null : no('Choose a file first.'),
    file && staged !== null && file.size !== staged
      ? no(`Staged are ${formatBytes(staged)}, and this file has ${formatBytes(file.size)}: it is another one.`)
      : null,
    outlasts && !outlasts.verdict.ok ? outlasts.verdict : null,
  )
  // This one takes its place, and does what was to be done once the data is there.
  const isEarlierTry = ({ kind, imageId, phase }: Transfer) =>
    kind === 'upload' && imageId === imageRef.imageId && (phase === 'failed' || phase === 'cancelled')
  const start = () => {
    if (!file) return
    const way = staged === null ? 'direct' : 'stage'
    const earlier = transfersOf(session).get().find(isEarlierTry)
    const followUp = earlier?.followUp ?? null
    startImageUpload(
      { client, session, region: imageRef.region },
      { file, name: imageName(image) ?? image.id, imageId: imageRef.imageId, fields: {}, way, stores: [], followUp },
    )
    if (earlier) forgetTransfer(session, earlier.id)
    setFile(null)
  }
  return (
    <section aria-label="Upload" className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="text-base font-semibold">{staged === null ? 'Upload data' : 'Import what is staged'}</h2>
        <p className="text-ink-2">
          {staged === null
            ? 'The image is a record without data. A file of this computer can fill it.'
            : `The cloud has ${formatBytes(staged)} of data for it and has not imported them. Choose the same file again: it is not sent a second time, only compared with what comes of it.`}
        </p>
      </div>
      {!isBusy && (
        <LocalFile
          file={file}
          onChange={setFile}
          onInspected={setInspection}
          predictsRefusals={false}
          {...(image.disk_format && { diskFormat: image.disk_format })}
        />
      )}
      {outlasts?.warning && (
        <p role="status" className="text-warn">
          {outlasts.warning}
        </p>
      )}
      {!isBusy && (
        <div>
          <Button variant="primary" verdict={verdict} onPress={start}>
            {staged === null ? 'Upload' : 'Import'}
          </Button>
        </div>
      )}
      <UploadList only={own.map(({ id }) => id)} hasLinks={false} />
    </section>
  )
}

/** Bytes that arrived whole and wait for their import; null: none, or they are still on their way. */
const stagedBytes = ({ status, size }: Image) => (status === 'uploading' && size ? size : null)

const first = (...verdicts: (Verdict | null)[]): Verdict =>
  verdicts.find((verdict) => verdict !== null && !verdict.ok) ?? { ok: true }
