import { lazy, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { type ObjectRef, folderOf } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { useSession } from '#api/use-session.ts'
import { ImportWizard } from '#features/import-wizard/import-wizard.tsx'
import { ObjectBrowser, type StoragePlace } from '#features/object-browser/object-browser.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { param } from './params.ts'

const InspectionCard = lazy(async () => ({
  default: (await import('#features/upload/inspection-card.tsx')).InspectionCard,
}))
const LocalFile = lazy(async () => ({ default: (await import('#features/upload/local-file.tsx')).LocalFile }))
const pending = <Skeleton className="h-24 w-full" />

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  return (
    <ImportWizard
      key={`${session.cloud} ${session.account.id} ${region}`}
      session={session}
      region={region}
      slots={{
        objects: (chosen, onChoose) => <Objects {...{ session, region, chosen, onChoose }} />,
        file: (file, onChange, onInspected) => (
          <Suspense fallback={pending}>
            <LocalFile {...{ file, onChange, onInspected }} predictsRefusals={session.flavour === 'rackspace'} />
          </Suspense>
        ),
        inspection: (inspection, fileName) => (
          <Suspense fallback={pending}>
            <InspectionCard inspection={inspection} fileName={fileName} predictsRefusals />
          </Suspense>
        ),
      }}
    />
  )
}

interface ObjectsProps {
  session: SignedIn
  region: string
  chosen: ObjectRef | null
  onChoose: (chosen: ObjectRef) => void
}

/** Opens where the chosen object lies. */
function Objects({ session, region, chosen, onChoose }: ObjectsProps) {
  const [place, setPlace] = useState<StoragePlace>({
    container: chosen?.container ?? null,
    folder: folderOf(chosen?.name ?? ''),
  })
  return (
    <ObjectBrowser
      session={session}
      region={region}
      place={place}
      onPlace={setPlace}
      chosen={chosen}
      onChoose={onChoose}
    />
  )
}
