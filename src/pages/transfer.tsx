import { lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { TransferPage } from '#features/transfers/transfer-page.tsx'
import { param } from './params.ts'

const UploadControls = lazy(async () => ({
  default: (await import('#features/upload/upload-controls.tsx')).UploadControls,
}))

export function Component() {
  const session = useSession()
  const params = useParams()
  const transferId = param(params, 'transferId')
  return (
    <TransferPage
      key={transferId}
      session={session}
      region={param(params, 'region')}
      transferId={transferId}
      uploadControls={({ id, region }) => (
        <Suspense>
          <UploadControls session={session} region={region} uploadId={id} />
        </Suspense>
      )}
    />
  )
}
