import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { Transfers } from '#features/transfers/transfers.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  return <Transfers key={`${session.cloud} ${session.account.id} ${region}`} session={session} region={region} />
}
