/** What other accounts share with this one: waiting for an answer, accepted, rejected. */
import { Inbox } from 'lucide-react'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { memberCan } from '#api/capabilities.ts'
import { faultText } from '#api/fault-text.ts'
import { imageName } from '#api/image-facts.ts'
import { invitationKey, invitationQueries, invitationsVerdict } from '#api/invitations.ts'
import { type Answer, answers } from '#api/members.ts'
import type { SignedIn } from '#api/session.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'
import type { Verdict } from '#lib/verdict.ts'
import { Count } from '#ui/badge.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { TickBox } from '#ui/tick-box.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { OfferCard } from './offer-card.tsx'
import { type Offer, useAnswer } from './use-answer.ts'

interface InvitationsProps {
  session: SignedIn
  region: string
}

const titles: Record<Answer, string> = { pending: 'Pending', accepted: 'Accepted', rejected: 'Rejected' }

const empty: Record<Answer, { title: string; detail: string }> = {
  pending: {
    title: 'No invitation waits for an answer',
    detail: 'Images that another account shares with you appear here, until you accept or reject them.',
  },
  accepted: {
    title: 'Nothing accepted',
    detail: 'Images of other accounts that you accept are in your list of images, and here.',
  },
  rejected: { title: 'Nothing rejected', detail: 'What you reject stays here, and can be accepted later.' },
}

const hrefOf = (region: string, answer: Answer) =>
  `${paths.invitations(region)}${answer === 'pending' ? '' : `?tab=${answer}`}`

export function Invitations({ session, region }: InvitationsProps) {
  const [params] = useSearchParams()
  const selected = answers.find((answer) => answer === params.get('tab')) ?? 'pending'
  const verdict = invitationsVerdict(session)
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-sm:px-4">
      <PageTitle title="Invitations" />
      <div className="mx-auto flex max-w-4xl flex-col gap-4">
        <header className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold">Invitations</h1>
          <p className="text-ink-2">
            Accepting puts an image into your list of images. Pending and rejected ones are in no list, yet can be used
            by their ID all the same: rejecting blocks nothing.
          </p>
        </header>
        {verdict.ok ? (
          <Lists session={session} region={region} selected={selected} />
        ) : (
          <EmptyState icon={<Inbox />} title="Invitations cannot be told apart here" detail={verdict.reason} />
        )}
      </div>
    </div>
  )
}

/** The lists of one answer, of every region asked for. */
function useOffers(session: SignedIn, regions: readonly string[], answer: Answer) {
  const lists = useQueries({ queries: regions.map((name) => invitationQueries.watch(session, name, answer)) })
  const offers = regions.flatMap((name, at) =>
    (lists[at]?.data?.images ?? []).map((image): Offer => ({ region: name, image, answer })),
  )
  return {
    offers: offers.toSorted((a, b) => newest(b).localeCompare(newest(a))),
    isPending: lists.every(({ data, error }) => data === undefined && error === null),
    failures: regions.flatMap((name, at) => {
      const { error = null, refetch, isFetching = false } = lists[at] ?? {}
      return error ? [{ region: name, error, isFetching, retry: () => void refetch?.() }] : []
    }),
  }
}

const newest = ({ image }: Offer) => image.updated_at ?? image.created_at

function Lists({ session, region, selected }: InvitationsProps & { selected: Answer }) {
  const regions = region === ALL_REGIONS ? session.regions : [region]
  const lists = {
    pending: useOffers(session, regions, 'pending'),
    accepted: useOffers(session, regions, 'accepted'),
    rejected: useOffers(session, regions, 'rejected'),
  }
  return (
    <Tabs
      label="Invitations by answer"
      selected={selected}
      panelClassName="pt-4"
      items={answers.map((answer) => {
        const { offers, isPending } = lists[answer]
        return {
          id: answer,
          label: titles[answer],
          href: hrefOf(region, answer),
          ...(!isPending && { badge: <Count value={offers.length} label={`${offers.length}`} /> }),
          content: <OfferList key={answer} session={session} region={region} answer={answer} list={lists[answer]} />,
        }
      })}
    />
  )
}

interface OfferListProps extends InvitationsProps {
  answer: Answer
  list: ReturnType<typeof useOffers>
}

function OfferList({ session, region, answer, list: { offers, isPending, failures } }: OfferListProps) {
  const { answer: give, isBusy, isAnswering } = useAnswer(session)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const selected = offers.filter((offer) => chosen.has(invitationKey(offer)))
  const toggle = (key: string) =>
    setChosen(new Set(chosen.has(key) ? [...chosen].filter((one) => one !== key) : [...chosen, key]))
  if (isPending) return <CardSkeletons />
  return (
    <div className="flex flex-col gap-3">
      {failures.map(({ region: name, error, isFetching, retry }) => (
        <ErrorState
          key={name}
          look="inline"
          {...faultText(error, `The invitations in ${name}`)}
          requestId={error.requestId}
          onRetry={retry}
          isRetrying={isFetching}
        />
      ))}
      {offers.length > 1 && (
        <div role="toolbar" aria-label="Selection" className="flex min-h-8 flex-wrap items-center gap-3">
          <Checkbox
            isSelected={selected.length === offers.length}
            isIndeterminate={selected.length > 0 && selected.length < offers.length}
            onChange={(isAll) => setChosen(new Set(isAll ? offers.map(invitationKey) : []))}
          >
            <span className="text-ink-2">
              {selected.length === 0 ? `Select all ${offers.length}` : `${selected.length} selected`}
            </span>
          </Checkbox>
          {selected.length > 0 && (
            <AnswerButtons
              size="sm"
              answer={answer}
              verdict={verdictOf(selected, session)}
              isBusy={isAnswering}
              onAnswer={(next) => {
                give(selected, next)
                setChosen(new Set())
              }}
            />
          )}
        </div>
      )}
      {offers.length === 0 && failures.length === 0 && <EmptyState icon={<Inbox />} {...empty[answer]} />}
      {offers.map((offer) => {
        const key = invitationKey(offer)
        const name = imageName(offer.image) ?? offer.image.id
        return (
          <OfferCard
            key={key}
            session={session}
            region={offer.region}
            image={offer.image}
            showsRegion={region === ALL_REGIONS}
            headingLevel={2}
            href={paths.invitation(offer.region, offer.image.id)}
            before={
              offers.length > 1 && (
                <TickBox
                  aria-label={`Select ${name}`}
                  checked={chosen.has(key)}
                  onChange={() => toggle(key)}
                  className="relative mt-2.5 after:absolute after:-inset-2"
                />
              )
            }
          >
            <AnswerButtons
              answer={answer}
              verdict={memberCan.answer(offer.image, session)}
              isBusy={isBusy(offer)}
              onAnswer={(next) => give([offer], next)}
            />
          </OfferCard>
        )
      })}
    </div>
  )
}

/** What is refused for one of them is refused for all: nobody should learn afterwards which were left out. */
const verdictOf = (offers: readonly Offer[], session: SignedIn): Verdict => {
  const verdicts = offers.map(({ image }) => memberCan.answer(image, session))
  return verdicts.find(({ ok }) => !ok) ?? { ok: true }
}

const CardSkeletons = () => (
  <div role="status" className="flex flex-col gap-3">
    <span className="sr-only">Loading the invitations…</span>
    {['w-56', 'w-40'].map((width) => (
      <div key={width} className="flex flex-col gap-4 rounded-lg border border-line p-4">
        <div className="flex items-center gap-3">
          <Skeleton className="size-9" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
        <Skeleton className="h-3 w-full" />
        <Skeleton className="h-3 w-2/3" />
        <Skeleton className="h-7 w-56" />
      </div>
    ))}
  </div>
)
