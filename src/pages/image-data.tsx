/** The *Data* tab of an image: data into a record that has none, or out of an image that has. */
import { lazy, Suspense } from 'react'
import type { ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { DownloadPanel } from '#features/download/download-panel.tsx'
import { UploadList } from '#features/upload/upload-list.tsx'
import { useUploads } from '#features/upload/use-uploads.ts'

/** With all that looks into a file: most images have their data. */
const FillRecord = lazy(async () => ({ default: (await import('#features/upload/fill-record.tsx')).FillRecord }))

interface ImageDataProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

const TAKES_DATA = new Set(['queued', 'saving', 'uploading', 'importing'])

export function ImageData(props: ImageDataProps) {
  const { session, imageRef, image } = props
  const own = useUploads().filter(({ imageId }) => imageId === imageRef.imageId)
  const isUpload = session.flavour === 'openstack' && TAKES_DATA.has(image.status)
  return (
    <div className="flex max-w-4xl flex-col gap-6 px-6 py-5 max-sm:px-4">
      {isUpload ? (
        <Suspense fallback={null}>
          <FillRecord {...props} />
        </Suspense>
      ) : (
        <UploadList only={own.map(({ id }) => id)} hasLinks={false} />
      )}
      {!isUpload && <DownloadPanel {...props} />}
    </div>
  )
}
