/** The *Sharing* tab of an image: its owner shares it, who it was offered to answers. */
import { imageCan, memberCan } from '#api/capabilities.ts'
import type { ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { OwnMembership } from '#features/invitations/own-membership.tsx'
import { SharingPanel } from '#features/sharing/sharing-panel.tsx'

export interface ImageSharingProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

export function ImageSharing(props: ImageSharingProps) {
  const { session, image } = props
  const isOffered =
    image.owner !== session.account.id && memberCan.list(image, session).ok && !imageCan.share(image, session).ok
  if (!isOffered) return <SharingPanel {...props} />
  return (
    <div className="px-6 py-5 max-sm:px-4">
      <OwnMembership {...props} />
    </div>
  )
}
