/** Looks for answers to what the account shares, and for images of others that were taken back. */
import { hashKey, type QueryClient, queryOptions } from '@tanstack/react-query'
import { inBatches } from '#lib/batches.ts'
import { rankOf } from './capabilities.ts'
import type { CatalogData } from './catalog-merge.ts'
import { isCurrent, listKey } from './catalog-publish.ts'
import { ApiError } from './errors.ts'
import { imageQueries, type ImageRef } from './images.ts'
import { type InvitationList, invitationListKey } from './invitations-list.ts'
import { memberQueries } from './members.ts'
import type { Image } from './schemas.ts'
import { scopeKey, type SignedIn } from './session.ts'
import { isReadingLedger } from './sharing-ledger.ts'
import { awaitedImages, seeAccepted, seeMembers, seePending, type SharingNews } from './sharing-seen.ts'

/** Between two looks. */
const LOOK_MS = 60_000

/** Images looked at each time: whoever shares hundreds is told later rather than at the cost of the cloud. */
const IMAGES_PER_LOOK = 4

/**
 * Each run reads the members of the next few images of which somebody has not answered; what they say is in those
 * images' own lists. Its data is where the next run goes on.
 */
export const answersWatch = (session: SignedIn) =>
  queryOptions({
    queryKey: [...scopeKey(session, ''), 'answers-watch'],
    queryFn: async ({ client, queryKey }): Promise<number> => {
      const awaited = awaitedImages(session)
      const last = client.getQueryData<number>(queryKey) ?? 0
      const at = last < awaited.length ? last : 0
      if (isReadingLedger(client, session)) return at
      const turn = awaited.slice(at, at + IMAGES_PER_LOOK)
      for (const ref of turn) await lookAt(client, session, ref)
      return at + turn.length
    },
    // The first look is one pause after the page has opened, which has more to ask for then.
    initialData: 0,
    staleTime: LOOK_MS,
    refetchInterval: LOOK_MS,
  })

async function lookAt(client: QueryClient, session: SignedIn, ref: ImageRef): Promise<void> {
  try {
    await client.fetchQuery({ ...memberQueries.list(session, ref), staleTime: 0, retry: false })
  } catch (error) {
    // The image was deleted, or can have no members any more: nobody will answer.
    const isOver = error instanceof ApiError && (error.fault.kind === 'missing' || error.fault.kind === 'forbidden')
    if (isOver) seeMembers(session, [{ ...ref, members: [] }])
  }
}

/** Images of others that the account's list holds because it accepted them; null while the list is not whole. */
function acceptedInCatalog(client: QueryClient, session: SignedIn, region: string): readonly Image[] | null {
  const data = client.getQueryData<CatalogData>(listKey(session, region, 'default'))
  // An upstream administrator's list has every project's images, accepted or not.
  const isAll = session.flavour === 'openstack' && rankOf(session) === 'admin'
  if (!data?.complete || data.fromStore || isAll) return null
  // On Rackspace images stay private, also when they are shared.
  const isOpen = ({ visibility }: Image) => visibility === 'public' || visibility === 'community'
  return data.pages.flatMap((page) => page.filter((image) => image.owner !== session.account.id && !isOpen(image)))
}

/** Those of them that cannot be had any more; of one that nobody can tell of, nothing is said. */
async function withdrawn(client: QueryClient, session: SignedIn, region: string): Promise<SharingNews[]> {
  const accepted = acceptedInCatalog(client, session, region)
  const news: SharingNews[] = []
  for (const { imageId, name } of accepted ? seeAccepted(session, region, accepted) : []) {
    try {
      await client.fetchQuery({ ...imageQueries.detail(session, { region, imageId }), staleTime: 0 })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.fault.kind === 'missing' || error.fault.kind === 'gone')
        news.push({ kind: 'withdrawn', region, imageId, name })
    }
  }
  return news
}

/** What of sharing a query holds. */
type Subject = { kind: 'pending' | 'catalog'; region: string } | ({ kind: 'members' } & ImageRef)

/** As far as it matters here what kind of query it is. */
interface HeldQuery {
  queryKey: readonly unknown[]
  queryHash: string
  state: { data: unknown }
}

function subjectOf({ queryKey, queryHash }: HeldQuery, session: SignedIn): Subject | null {
  const region = queryKey[1]
  const imageId = queryKey.at(-1)
  if (typeof region !== 'string' || !session.regions.includes(region)) return null
  if (queryHash === hashKey(listKey(session, region, 'default'))) return { kind: 'catalog', region }
  if (queryHash === hashKey(invitationListKey(session, region, 'pending'))) return { kind: 'pending', region }
  if (typeof imageId !== 'string') return null
  const ref = { region, imageId }
  return queryHash === hashKey(memberQueries.list(session, ref).queryKey) ? { kind: 'members', ...ref } : null
}

/** A ledger reads hundreds of lists in a row: what they say is told in one. Milliseconds. */
const PACE = { first: 1_000, longest: 2_000 }

/**
 * Compares whatever the page reads about sharing with what this browser has seen before.
 * @returns ends it
 */
export function watchSharing(
  client: QueryClient,
  session: SignedIn,
  onNews: (news: readonly SharingNews[]) => void,
): () => void {
  let isOver = false
  const look = async (subjects: readonly Subject[]) => {
    if (isOver || !isCurrent(client, session)) return
    const regionsOf = (kind: Subject['kind']) =>
      new Set(subjects.flatMap((subject) => (subject.kind === kind ? [subject.region] : [])))
    const offers = [...regionsOf('pending')].flatMap((region) => {
      const list = client.getQueryData<InvitationList>(invitationListKey(session, region, 'pending'))
      return list ? seePending(session, region, list.images) : []
    })
    const read = subjects.flatMap((subject) => {
      if (subject.kind !== 'members') return []
      const { region, imageId } = subject
      const members = client.getQueryData(memberQueries.list(session, { region, imageId }).queryKey)
      return members ? [{ region, imageId, members }] : []
    })
    const answers = seeMembers(session, read)
    const losses = await Promise.all([...regionsOf('catalog')].map((region) => withdrawn(client, session, region)))
    const news = [...offers, ...answers, ...losses.flat()]
    if (news.length > 0 && !isOver && isCurrent(client, session)) onNews(news)
  }
  const take = inBatches((subjects: readonly Subject[]) => void look(subjects), PACE)
  const cache = client.getQueryCache()
  const note = (query: HeldQuery) => {
    const subject = query.state.data === undefined ? null : subjectOf(query, session)
    if (subject) take(subject)
  }
  for (const query of cache.getAll()) note(query)
  const stop = cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') note(event.query)
  })
  return () => {
    isOver = true
    stop()
  }
}
