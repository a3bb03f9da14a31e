/** The producer's side of one image: who it is shared with, sharing it further, taking it back. */
import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useAccountNames } from '#api/account-labels.ts'
import { imageCan, memberCan } from '#api/capabilities.ts'
import type { ImageRef } from '#api/images.ts'
import { memberQueries } from '#api/members.ts'
import { memberFailure } from '#api/members-failure.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { Invite } from './invite.tsx'
import { MembersTable } from './members-table.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareResults } from './share-results.tsx'
import { useRemove } from './use-remove.ts'
import { needsSharedVisibility, useShare } from './use-share.ts'

interface SharingPanelProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

/** Between two looks at what the members have answered. */
const LOOK_MS = 30_000

export function SharingPanel({ session, imageRef, image }: SharingPanelProps) {
  const { nameOf, rename } = useAccountNames(session)
  const word = accountWord(session.flavour)
  const canShare = imageCan.share(image, session)
  const canList = memberCan.list(image, session)
  const { data, error, isFetching, refetch } = useQuery({
    ...memberQueries.list(session, imageRef),
    enabled: canList.ok,
    refetchInterval: LOOK_MS,
  })
  // An image that cannot have members yet has none.
  const members = canList.ok ? data : []
  const { results, limit, isSharing, share, clear } = useShare(session, imageRef, image)
  const { remove, isRemoving, removing } = useRemove(session, imageRef, image, (id) => nameOf(id).name ?? id)
  const failure = error && memberFailure(error, 'list', session.flavour)
  return (
    <div className="flex flex-col gap-8 px-6 py-5 max-sm:px-4">
      {!canShare.ok && (
        <p role="note" className="max-w-2xl rounded-md bg-sunken px-3 py-2 text-ink-2">
          <span className="font-medium text-ink">Sharing is not possible here.</span> {canShare.reason}
        </p>
      )}
      <section aria-label="Share the image" className="flex flex-col gap-4">
        <ShareForm
          session={session}
          verdict={canShare}
          members={new Set(members?.map(({ member_id }) => member_id))}
          limit={limit}
          changesVisibility={needsSharedVisibility(image, session)}
          nameOf={nameOf}
          isSharing={isSharing}
          onShare={share}
        />
        <ShareResults
          results={results}
          nameOf={nameOf}
          isSharing={isSharing}
          onRetry={(ids) => void share(ids)}
          onClose={clear}
        />
      </section>
      <section aria-label="Members of the image" className="flex flex-col gap-2">
        {failure && (
          <ErrorState
            look={members ? 'inline' : 'page'}
            title="The members could not be read"
            detail={failure}
            requestId={error.requestId}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        )}
        {members === undefined ? (
          !failure && <MembersSkeleton />
        ) : members.length === 0 ? (
          <EmptyState
            icon={<Users />}
            title="Shared with nobody"
            detail={`Each ${word} you name above can use the image at once by its ID, and is asked whether it wants it in its list.`}
          />
        ) : (
          <>
            <MembersTable
              members={members}
              accountWord={word}
              nameOf={nameOf}
              onRename={rename}
              verdict={memberCan.remove(image, session)}
              removing={isRemoving ? removing : []}
              onRemove={remove}
            />
            <p className="max-w-2xl text-xs text-ink-3">
              Only the {word} itself can accept or reject; you cannot answer for it. The answer decides whether the
              image is in its list: pending and rejected members can use it by its ID, until you remove them.
            </p>
          </>
        )}
      </section>
      {members !== undefined && members.length > 0 && (
        <Invite session={session} region={imageRef.region} image={image} />
      )}
      <p>
        <LinkButton href={paths.sharing(imageRef.region)} variant="ghost" size="sm">
          All that is shared by this {word}
        </LinkButton>
      </p>
    </div>
  )
}

const MembersSkeleton = () => (
  <div role="status" className="flex max-w-4xl flex-col gap-3">
    <span className="sr-only">Loading the members…</span>
    {['w-48', 'w-64', 'w-56'].map((width) => (
      <span key={width} className="flex gap-6 border-b border-line pb-3">
        <Skeleton className={`h-3 ${width}`} />
        <Skeleton className="h-3 w-20" />
      </span>
    ))}
  </div>
)
