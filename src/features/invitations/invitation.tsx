/** One invitation by its link: also for an image that is in no list of the account's. */
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { imageName } from '#api/image-facts.ts'
import { imageQueries, type ImageRef } from '#api/images.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { OfferCard } from './offer-card.tsx'
import { OwnMembership } from './own-membership.tsx'

interface InvitationPageProps {
  session: SignedIn
  imageRef: ImageRef
}

/** Between two looks whether it is still shared. */
const LOOK_MS = 30_000

export function InvitationPage({ session, imageRef }: InvitationPageProps) {
  const query = useQuery({ ...imageQueries.detail(session, imageRef), refetchInterval: LOOK_MS, staleTime: 0 })
  const { data: image, error, isFetching, refetch } = query
  const retry = { onRetry: () => void refetch(), isRetrying: isFetching }
  const isGone = error?.fault.kind === 'missing' || error?.fault.kind === 'gone'
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-sm:px-4">
      <PageTitle title="Invitation" />
      <div className="mx-auto flex max-w-4xl flex-col gap-4">
        <nav aria-label="Breadcrumb" className="text-xs">
          <TextLink
            href={paths.invitations(imageRef.region)}
            tone="quiet"
            className="inline-flex items-center gap-1 text-ink-3"
          >
            <ArrowLeft aria-hidden className="size-3.5" />
            Invitations in {imageRef.region}
          </TextLink>
        </nav>
        {image && error && !isGone && (
          <ErrorState {...faultText(error, 'The image')} requestId={error.requestId} {...retry} look="inline" />
        )}
        {image && !isGone ? (
          <Offered session={session} imageRef={imageRef} image={image} />
        ) : error ? (
          <NotOffered session={session} imageRef={imageRef} error={error} isGone={isGone} {...retry} />
        ) : (
          <CardSkeleton />
        )}
      </div>
    </div>
  )
}

function Offered({ session, imageRef, image }: InvitationPageProps & { image: Image }) {
  const card = (children: ReactNode) => (
    <OfferCard
      session={session}
      region={imageRef.region}
      image={image}
      href={paths.image(imageRef.region, imageRef.imageId)}
      headingLevel={1}
    >
      {children}
    </OfferCard>
  )
  if (image.owner === session.account.id)
    return card(
      <>
        <p className="flex-1 text-ink-2">
          This image is your own. The link is for those it is shared with: there is nothing for you to accept.
        </p>
        <LinkButton href={paths.image(imageRef.region, imageRef.imageId, 'sharing')}>
          Who {imageName(image) ?? 'it'} is shared with
        </LinkButton>
      </>,
    )
  if (image.visibility === 'public' || image.visibility === 'community')
    return card(
      <p className="text-ink-2">
        The image is {image.visibility}: every {accountWord(session.flavour)} can use it, and there is nothing to
        accept.
      </p>,
    )
  return card(<OwnMembership session={session} imageRef={imageRef} image={image} />)
}

/** The API answers alike for an image that was never shared, is not any more, or was deleted: all is said. */
function NotOffered({
  session,
  imageRef,
  error,
  isGone,
  onRetry,
  isRetrying,
}: InvitationPageProps & { error: ApiError; isGone: boolean; onRetry: () => void; isRetrying: boolean }) {
  const { title, detail } = isGone
    ? {
        title: `This image is not shared with this ${accountWord(session.flavour)}`,
        detail: `Its owner may have taken the sharing back or deleted it, or shared it with another ${accountWord(session.flavour)}, or in another region than ${imageRef.region}. You are signed in to ${session.account.name}.`,
      }
    : faultText(error, 'The image')
  return (
    <ErrorState
      icon={isGone ? <Ban /> : undefined}
      headingLevel={1}
      title={title}
      detail={detail}
      requestId={error.requestId}
      onRetry={onRetry}
      isRetrying={isRetrying}
      actions={<LinkButton href={paths.invitations(imageRef.region)}>All invitations</LinkButton>}
    />
  )
}

const CardSkeleton = () => (
  <div role="status" className="flex flex-col gap-4 rounded-lg border border-line p-4">
    <span className="sr-only">Loading the invitation…</span>
    <div className="flex items-center gap-3">
      <Skeleton className="size-9" />
      <Skeleton className="h-4 w-56" />
    </div>
    <Skeleton className="h-3 w-full" />
    <Skeleton className="h-7 w-56" />
  </div>
)
