/** Chooses one of one's own images to see an offered one beside. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { catalogQuery } from '#api/catalog.ts'
import { faultText } from '#api/fault-text.ts'
import { imageName } from '#api/image-facts.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { paths } from '#lib/paths.ts'
import { formatBytes } from '#lib/units.ts'
import { OsMark } from '#ui/os-mark.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { likelyImages } from './likely-images.ts'

interface CompareWithProps {
  session: SignedIn
  region: string
  image: Image
}

export function CompareWith({ session, region, image }: CompareWithProps) {
  const [q, setQ] = useState('')
  const { data, error, isFetching, refetch } = useQuery(catalogQuery(session, region))
  const images = likelyImages(data?.pages.flat() ?? [], image, session.account.id, q)
  return (
    <div className="flex flex-col gap-3">
      <SearchField label="Search your images" placeholder="Name or ID" value={q} onChange={setQ} />
      {error && (
        <ErrorState
          look="inline"
          {...faultText(error, 'Your images')}
          requestId={error.requestId}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
      {images.length > 0 ? (
        <ul aria-label="Your images" className="flex flex-col">
          {images.map((one) => (
            <Choice key={one.id} image={one} href={hrefOf(region, image, one)} />
          ))}
        </ul>
      ) : (
        !error && (data?.complete ? <Nothing isSearch={q.trim() !== ''} region={region} /> : <Waiting />)
      )}
    </div>
  )
}

/** The offered image is what one's own is measured by. */
const hrefOf = (region: string, offered: Image, own: Image) =>
  paths.compare(region, [
    { region, imageId: offered.id },
    { region, imageId: own.id },
  ])

function Choice({ image, href }: { image: Image; href: string }) {
  const { distro, label, version } = operatingSystem(image)
  const facts = [
    distro === 'unknown' ? null : [label, version].filter((part) => part !== null).join(' '),
    image.size === null ? null : formatBytes(image.size),
  ]
  return (
    <li className="relative flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover">
      <OsMark distro={distro} />
      <span className="min-w-0 flex-1">
        <TextLink href={href} tone="quiet" className="block truncate font-medium after:absolute after:inset-0">
          <bdi>{imageName(image) ?? image.id}</bdi>
        </TextLink>
        <span className="block truncate text-xs text-ink-3">{facts.filter((fact) => fact !== null).join(', ')}</span>
      </span>
    </li>
  )
}

const Nothing = ({ isSearch, region }: { isSearch: boolean; region: string }) => (
  <p role="status" className="py-6 text-center text-ink-2">
    {isSearch ? 'None of your images matches.' : `You have no image in ${region}.`}
  </p>
)

const Waiting = () => (
  <div role="status" className="flex flex-col gap-3 py-2">
    <span className="sr-only">Loading your images…</span>
    {['w-48', 'w-56', 'w-40'].map((width) => (
      <Skeleton key={width} className={`h-4 ${width}`} />
    ))}
  </div>
)
