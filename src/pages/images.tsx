import { Navigate, useLocation, useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { opensWith, useCatalogSettings } from '#features/catalog/catalog-settings.ts'
import { Catalog } from '#features/catalog/catalog.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  const { search } = useLocation()
  const { settings } = useCatalogSettings(session)
  const opening = opensWith(search, settings)
  if (opening !== null) return <Navigate replace to={{ search: `?${opening}` }} />
  // Another account or region is another catalog: nothing of the former is kept.
  return <Catalog key={`${session.cloud} ${session.account.id} ${region}`} session={session} region={region} />
}
