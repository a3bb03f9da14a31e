import { MapPinOff } from 'lucide-react'
import { Outlet, useMatches, useParams } from 'react-router'

import { useSession } from '#api/use-session.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { ErrorState } from '#ui/state-panel.tsx'

import { spansRegions } from './spans-regions.ts'

/** Lets a page through when the region in its URL is one of the session's, before anything is asked of it. */
export function KnownRegion() {
  const { regions } = useSession()
  const { region = '' } = useParams()
  const mayBeAll = useMatches().some(({ handle }) => handle === spansRegions)
  const isKnown = regions.includes(region) || (region === ALL_REGIONS && mayBeAll && regions.length > 0)
  return isKnown ? <Outlet /> : <RegionNotFound region={region} regions={regions} />
}

function RegionNotFound({ region, regions }: { region: string; regions: readonly string[] }) {
  return (
    <>
      <PageTitle title="Region not found" />
      <ErrorState
        headingLevel={1}
        icon={<MapPinOff />}
        title={`This account has no images in a region called ${region}`}
        detail={
          regions.length === 0
            ? 'The cloud lists no region with an image service for it.'
            : 'It may be a region of another cloud or account. These are yours:'
        }
        actions={regions.map((name) => (
          <LinkButton key={name} href={paths.images(name)}>
            {name}
          </LinkButton>
        ))}
      />
    </>
  )
}
