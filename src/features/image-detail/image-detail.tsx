/** One image: its header and, in tabs that the URL knows, everything about it. */
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useSearchParams } from 'react-router'
import type { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { imageName } from '#api/image-facts.ts'
import type { ImageRef } from '#api/images.ts'
import { forgetRecent, noteRecent } from '#api/recent-images.ts'
import { holderOf, type SignedIn } from '#api/session.ts'
import { type ImageTab, paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { ImageHeader } from './image-header.tsx'
import { ImageJson } from './image-json.tsx'
import { Overview } from './overview.tsx'
import { useImage, useImageKind } from './use-image.ts'
import type { Image } from '#api/schemas.ts'

/** A tab that another feature fills: it stands between *Overview* and *JSON*. */
export interface ImagePanel {
  tab: Exclude<ImageTab, 'overview' | 'json'>
  label: string
  content: (image: Image) => ReactNode
}

interface ImageDetailProps {
  session: SignedIn
  imageRef: ImageRef
  panels: readonly ImagePanel[]
  actions: (image: Image) => ReactNode
}

export function ImageDetail({ session, imageRef, panels, actions }: ImageDetailProps) {
  const { data: image, error, isFetching, refetch } = useImage(session, imageRef)
  const retry = { onRetry: () => void refetch(), isRetrying: isFetching }
  const isMissing = error?.fault.kind === 'missing'
  useEffect(() => {
    if (isMissing) forgetRecent(session, imageRef)
    // The reference is made anew for each drawing; the page has a key of its own for each image.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isMissing])
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <nav aria-label="Breadcrumb" className="px-6 pt-4 text-xs max-sm:px-4">
        <TextLink
          href={paths.images(imageRef.region)}
          tone="quiet"
          className="inline-flex items-center gap-1 text-ink-3"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          Images in {imageRef.region}
        </TextLink>
      </nav>
      {error && image && (
        <div className="px-6 pt-3 max-sm:px-4">
          <ErrorState {...faultText(error, 'The image')} requestId={error.requestId} {...retry} look="inline" />
        </div>
      )}
      {image ? (
        <LoadedImage session={session} imageRef={imageRef} panels={panels} actions={actions} image={image} />
      ) : error ? (
        <ImageFailure error={error} imageRef={imageRef} {...retry} />
      ) : (
        <HeaderSkeleton />
      )}
    </div>
  )
}

function LoadedImage({ session, imageRef, panels, actions, image }: ImageDetailProps & { image: Image }) {
  const [params] = useSearchParams()
  const { region, imageId } = imageRef
  const name = imageName(image)
  useEffect(
    () => noteRecent(session, { region, imageId, name }),
    // A session of the same holder is the same: only its end is another.
    // oxlint-disable-next-line react/exhaustive-deps
    [holderOf(session), region, imageId, name],
  )
  const kind = useImageKind(session, imageRef, image)
  const tabs: { id: ImageTab; label: string; content: ReactNode }[] = [
    {
      id: 'overview',
      label: 'Overview',
      content: <Overview session={session} region={imageRef.region} image={image} kind={kind} />,
    },
    ...panels.map(({ tab, label, content }) => ({ id: tab, label, content: content(image) })),
    { id: 'json', label: 'JSON', content: <ImageJson session={session} imageRef={imageRef} /> },
  ]
  const asked = params.get('tab')
  return (
    <>
      <ImageHeader image={image} kind={kind} actions={actions(image)} />
      <Tabs
        label="About this image"
        selected={tabs.find(({ id }) => id === asked)?.id ?? 'overview'}
        items={tabs.map((tab) => ({ ...tab, href: paths.image(imageRef.region, imageRef.imageId, tab.id) }))}
        className="[&>[role=tablist]]:px-6 max-sm:[&>[role=tablist]]:px-4"
      />
    </>
  )
}

interface ImageFailureProps {
  error: ApiError
  imageRef: ImageRef
  onRetry: () => void
  isRetrying: boolean
}

/** The API answers 404 alike for "never was", "was deleted" and "is not yours to see": all three are said. */
function ImageFailure({ error, imageRef, onRetry, isRetrying }: ImageFailureProps) {
  const isMissing = error.fault.kind === 'missing'
  const { title, detail } = isMissing
    ? {
        title: 'Image not found',
        detail: `No image with the ID ${imageRef.imageId} can be seen from this account in ${imageRef.region}. It may have been deleted, be in another region, or no longer be shared with you.`,
      }
    : faultText(error, 'The image')
  return (
    <ErrorState
      title={title}
      detail={detail}
      headingLevel={1}
      requestId={error.requestId}
      onRetry={onRetry}
      isRetrying={isRetrying}
      actions={<LinkButton href={paths.images(imageRef.region)}>Back to images</LinkButton>}
    />
  )
}

const HeaderSkeleton = () => (
  <div role="status" className="flex items-start gap-4 px-6 pt-5 max-sm:px-4">
    <span className="sr-only">Loading the image…</span>
    <Skeleton className="size-9" />
    <div className="flex flex-col gap-3 pt-1">
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-3 w-96 max-w-[60vw]" />
    </div>
  </div>
)
