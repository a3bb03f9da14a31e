import { lazy, Suspense } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useSession } from '#api/use-session.ts'
import { ImageDetail, type ImagePanel } from '#features/image-detail/image-detail.tsx'
import { paths } from '#lib/paths.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { param } from './params.ts'

const ImageActions = lazy(async () => ({
  default: (await import('#features/image-actions/image-actions.tsx')).ImageActions,
}))

const Metadata = lazy(async () => ({ default: (await import('#features/metadata/metadata.tsx')).Metadata }))

const Activity = lazy(async () => ({ default: (await import('#features/activity/activity.tsx')).Activity }))

const ImageSharing = lazy(async () => ({ default: (await import('./image-sharing.tsx')).ImageSharing }))

const ImageData = lazy(async () => ({ default: (await import('./image-data.tsx')).ImageData }))

export function Component() {
  const session = useSession()
  const params = useParams()
  const navigate = useNavigate()
  const imageRef = { region: param(params, 'region'), imageId: param(params, 'imageId') }
  const panels: ImagePanel[] = [
    {
      tab: 'metadata',
      label: 'Metadata',
      content: (image) => (
        <Suspense fallback={<PanelSkeleton />}>
          <Metadata session={session} imageRef={imageRef} image={image} />
        </Suspense>
      ),
    },
    {
      tab: 'sharing',
      label: 'Sharing',
      content: (image) => (
        <Suspense fallback={<PanelSkeleton />}>
          <ImageSharing session={session} imageRef={imageRef} image={image} />
        </Suspense>
      ),
    },
    {
      tab: 'data',
      label: 'Data',
      content: (image) => (
        <Suspense fallback={<PanelSkeleton />}>
          <ImageData session={session} imageRef={imageRef} image={image} />
        </Suspense>
      ),
    },
    {
      tab: 'activity',
      label: 'Activity',
      content: () => (
        <Suspense fallback={<PanelSkeleton />}>
          <Activity session={session} imageRef={imageRef} />
        </Suspense>
      ),
    },
  ]
  return (
    <ImageDetail
      key={imageRef.imageId}
      session={session}
      imageRef={imageRef}
      panels={panels}
      actions={(image) => (
        <Suspense fallback={<Skeleton className="h-8 w-24" />}>
          <ImageActions
            session={session}
            imageRef={imageRef}
            image={image}
            onDeleted={() => void navigate(paths.images(imageRef.region))}
          />
        </Suspense>
      )}
    />
  )
}

const PanelSkeleton = () => (
  <div role="status" className="flex flex-col gap-3 px-6 py-5 max-sm:px-4">
    <span className="sr-only">Loading…</span>
    <Skeleton className="h-3 w-64" />
    <Skeleton className="h-3 w-48" />
  </div>
)
