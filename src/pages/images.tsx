import { lazy, Suspense, useState } from 'react'
import { Navigate, useLocation, useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { opensWith, useCatalogSettings } from '#features/catalog/catalog-settings.ts'
import { Catalog } from '#features/catalog/catalog.tsx'
import { param } from './params.ts'

/** Its code comes with the first selection. From then on it also tells of changes that go on without one. */
let isBulkThere = false
const Bulk = lazy(async () => {
  isBulkThere = true
  return { default: (await import('#features/bulk/bulk.tsx')).Bulk }
})

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  const { settings } = useCatalogSettings(session)
  const { key, search } = useLocation()
  const arrivalNow = `${key} ${session.cloud} ${session.account.id}`
  const [arrival, setArrival] = useState({ at: '', opening: opensWith(search, settings) })
  // Decided once for each arrival: choosing columns where the URL says nothing must not open the catalog anew.
  if (arrival.at !== arrivalNow) setArrival({ at: arrivalNow, opening: opensWith(search, settings) })
  if (arrival.opening !== null) return <Navigate replace to={{ search: `?${arrival.opening}` }} />
  // Another account or region is another catalog: nothing of the former is kept.
  return (
    <Catalog
      key={`${session.cloud} ${session.account.id} ${region}`}
      session={session}
      region={region}
      bulk={(chosen) =>
        (chosen.length > 0 || isBulkThere) && (
          <Suspense fallback={null}>
            <Bulk session={session} entries={chosen} />
          </Suspense>
        )
      }
    />
  )
}
