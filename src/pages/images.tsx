import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { Catalog } from '#features/catalog/catalog.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  // Another account or region is another catalog: nothing of the former is kept.
  return <Catalog key={`${session.cloud} ${session.account.id} ${region}`} session={session} region={region} />
}
