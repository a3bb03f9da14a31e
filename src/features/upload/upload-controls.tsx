import type { SignedIn } from '#api/session.ts'
import { InterruptedUploads } from './interrupted-uploads.tsx'
import { UploadList } from './upload-list.tsx'

interface UploadControlsProps {
  session: SignedIn
  region: string
  /** Also the transfer's. */
  uploadId: string
}

/** What can be done to one upload: pausing and cancelling where it runs, going on where its page is gone. */
export const UploadControls = ({ session, region, uploadId }: UploadControlsProps) => (
  <>
    <UploadList only={[uploadId]} />
    <InterruptedUploads session={session} region={region} only={uploadId} />
  </>
)
