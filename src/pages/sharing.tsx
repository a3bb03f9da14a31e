import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { SharedByMe } from '#features/shared-by-me/shared-by-me.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  return <SharedByMe key={`${session.cloud} ${session.account.id} ${region}`} session={session} region={region} />
}
