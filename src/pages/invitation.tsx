import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { InvitationPage } from '#features/invitations/invitation.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  const params = useParams()
  const imageRef = { region: param(params, 'region'), imageId: param(params, 'imageId') }
  return <InvitationPage key={imageRef.imageId} session={session} imageRef={imageRef} />
}
