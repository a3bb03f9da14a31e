import { useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { ObjectsPage } from '#features/object-browser/objects-page.tsx'
import { param } from './params.ts'

export function Component() {
  return <ObjectsPage session={useSession()} region={param(useParams(), 'region')} />
}
