/** The consumer's side of one image: what was answered, and the answer changed. */
import { useQuery } from '@tanstack/react-query'
import { memberCan } from '#api/capabilities.ts'
import type { ImageRef } from '#api/images.ts'
import { answers, memberQueries } from '#api/members.ts'
import { memberFailure } from '#api/members-failure.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import { parseApiTime } from '#lib/dates.ts'
import { MemberStatus } from '#ui/member-status.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { Time } from '#ui/time.tsx'
import { useNow } from '#ui/use-now.ts'
import { AnswerButtons } from './answer-buttons.tsx'
import { useAnswer } from './use-answer.ts'

interface OwnMembershipProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

export function OwnMembership({ session, imageRef, image }: OwnMembershipProps) {
  const { data: member, error, isFetching, refetch } = useQuery(memberQueries.own(session, imageRef))
  const { answer: give, isAnswering } = useAnswer(session)
  const now = useNow(30_000)
  const word = accountWord(session.flavour)
  if (error && member === undefined)
    return (
      <ErrorState
        look="inline"
        title="Your membership could not be read"
        detail={memberFailure(error, 'list', session.flavour)}
        requestId={error.requestId}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    )
  if (member === undefined)
    return (
      <div role="status">
        <span className="sr-only">Loading your membership…</span>
        <Skeleton className="h-3 w-64" />
      </div>
    )
  if (member === null)
    return <p className="text-ink-2">This {word} is not a member of the image: there is nothing to accept or reject.</p>
  const since = parseApiTime(member.created_at)
  const changed = member.updated_at === member.created_at ? null : parseApiTime(member.updated_at)
  const answer = answers.find((one) => one === member.status) ?? null
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">
        <MemberStatus status={member.status} />
        {since !== null && (
          <span>
            Shared with you <Time time={since} now={now} />
          </span>
        )}
        {changed !== null && (
          <span>
            Answered <Time time={changed} now={now} />
          </span>
        )}
      </p>
      <AnswerButtons
        answer={answer}
        verdict={memberCan.answer(image, session)}
        isBusy={isAnswering}
        onAnswer={(next) => give([{ region: imageRef.region, image, answer: answer ?? 'pending' }], next)}
      />
      <p className="max-w-2xl text-xs text-ink-3">
        {answer === 'accepted'
          ? 'The image is in your list of images. Its owner can take the sharing back at any time.'
          : 'The image is in no list of yours, but can be used by its ID all the same. Rejecting blocks nothing; only its owner can take the sharing back.'}
      </p>
    </div>
  )
}
