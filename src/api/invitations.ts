/** Images that other accounts share with this one, by what was answered. Source: "GET /v2/images - list", "Members". */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Verdict } from '#lib/verdict.ts'
import { listVerdict } from './catalog-lists.ts'
import { pagesOf } from './catalog-pages.ts'
import { type InvitationList, invitationListKey } from './invitations-list.ts'
import { type Answer, answers } from './members.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'
import { settleQuery } from './settle-query.ts'

/** An image offered to the account, in its region. */
export interface Invitation {
  region: string
  image: Image
}

/** Names an invitation among those of several regions. */
export const invitationKey = ({ region, image }: Invitation) => `${region}/${image.id}`

/** Whether the cloud can tell what was offered to this account from everything else. */
export const invitationsVerdict = (session: SignedIn): Verdict => listVerdict(session, 'pending')

/** Between two looks for new invitations. */
const LOOK_MS = 60_000

/** Images of one's own weigh on upstream's answer: who has thousands of them is not made to fetch them every minute. */
const IMAGES_PER_LOOK = 500

/** Milliseconds to the next look, by the size of the last answer. */
export const nextLook = ({ sent }: Pick<InvitationList, 'sent'>) =>
  LOOK_MS * Math.max(1, Math.ceil(sent / IMAGES_PER_LOOK))

export const invitationQueries = {
  /**
   * What was offered to the account and answered so. Upstream returns shared images of one's own as well: nobody
   * offered those.
   */
  list: (session: SignedIn, region: string, answer: Answer) =>
    queryOptions({
      queryKey: invitationListKey(session, region, answer),
      enabled: invitationsVerdict(session).ok,
      queryFn: async ({ signal }): Promise<InvitationList> => {
        const images: Image[] = []
        let sent = 0
        for await (const page of pagesOf(region, { visibility: 'shared', member_status: answer }, { signal })) {
          sent += page.images.length
          images.push(...page.images.filter(({ owner }) => owner !== session.account.id))
        }
        return { images, sent }
      },
      // Images are no plain objects: see `Image`.
      structuralSharing: false,
    }),
  /** The same, looked at again and again while the page is in view. */
  watch: (session: SignedIn, region: string, answer: Answer) => ({
    ...invitationQueries.list(session, region, answer),
    refetchInterval: ({ state }: { state: { data: InvitationList | undefined } }) =>
      nextLook(state.data ?? { sent: 0 }),
  }),
}

/** Works an answer into the lists that have been read: the image is in that of the answer, and in no other. */
export async function spreadInvitation(
  client: QueryClient,
  session: SignedIn,
  region: string,
  image: Image,
  answer: Answer,
): Promise<void> {
  await workIntoLists(client, session, region, (images, list) => {
    const others = images.filter(({ id }) => id !== image.id)
    return list === answer ? [image, ...others] : others
  })
}

/** Takes an image out of every list: it is not shared with the account any more. */
export async function dropInvitation(
  client: QueryClient,
  session: SignedIn,
  region: string,
  imageId: string,
): Promise<void> {
  await workIntoLists(client, session, region, (images) => images.filter(({ id }) => id !== imageId))
}

async function workIntoLists(
  client: QueryClient,
  session: SignedIn,
  region: string,
  work: (images: readonly Image[], list: Answer) => Image[],
): Promise<void> {
  for (const list of answers)
    await settleQuery(
      client,
      invitationQueries.list(session, region, list).queryKey,
      (now) => now && { ...now, images: work(now.images, list) },
    )
}
