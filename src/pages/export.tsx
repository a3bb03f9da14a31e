import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { ExportWizard } from '#features/export-wizard/export-wizard.tsx'
import { CreateContainer } from '#features/object-browser/create-container.tsx'
import { param } from './params.ts'

export function Component() {
  const session = useSession()
  const region = param(useParams(), 'region')
  return (
    <ExportWizard
      key={`${session.cloud} ${session.account.id} ${region}`}
      session={session}
      region={region}
      createContainer={(onCreated) => <CreateContainer session={session} region={region} onCreated={onCreated} />}
    />
  )
}
