import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { Compare } from '#features/compare/compare.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  return (
    <Compare key={`${session.cloud} ${session.account.id}`} session={session} region={param(useParams(), 'region')} />
  )
}
