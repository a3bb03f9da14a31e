/** Who an image is shared with, and how they answered. Source: "Members (sharing)". */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { callImages } from './client.ts'
import { ApiError } from './errors.ts'
import { imagePath, type ImageRef } from './images.ts'
import { scopeKey, type SignedIn } from './session.ts'
import { settleQuery } from './settle-query.ts'

/** What a consumer says to an offer. The answer decides what lists the image, never who may use it. */
export const answers = ['pending', 'accepted', 'rejected'] as const
export type Answer = (typeof answers)[number]

export const Member = z.object({
  /** Account number or project ID: free text, checked by nobody. */
  member_id: z.string(),
  /** One of `answers`; an unknown one is shown as it comes. */
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type Member = z.infer<typeof Member>

const MemberList = z.object({ members: z.array(Member) })

const membersPath = (imageId: string) => `${imagePath(imageId)}/members`

/** Path of one member below `/v2`. */
export const memberPath = (imageId: string, memberId: string) =>
  `${membersPath(imageId)}/${encodeURIComponent(memberId)}`

/** Start of the keys of everything known about a region's members. */
const membersKey = (session: SignedIn, region: string) => [...scopeKey(session, region), 'members'] as const

export const memberQueries = {
  /** In order of sharing. The owner gets every member, a member only itself; a stranger is refused. */
  list: (session: SignedIn, { region, imageId }: ImageRef) =>
    queryOptions({
      queryKey: [...membersKey(session, region), 'list', imageId],
      queryFn: async ({ signal }) => sortMembers((await readMembers({ region, imageId }, signal)).members),
    }),
  /** The account's own membership; null when it has none, or the image is not one that has members. */
  own: (session: SignedIn, { region, imageId }: ImageRef) =>
    queryOptions({
      queryKey: [...membersKey(session, region), 'own', imageId],
      queryFn: ({ signal }) => readMember({ region, imageId }, session.account.id, signal),
    }),
}

/** The service gives them in no order; newest last, as one reads a history. */
const sortMembers = (members: readonly Member[]) =>
  members.toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.member_id.localeCompare(b.member_id))

const readMembers = ({ region, imageId }: ImageRef, signal?: AbortSignal) =>
  callImages(region, membersPath(imageId), MemberList, signal ? { signal } : {})

/** One member as the service has it now; null when there is none. @throws ApiError */
export async function readMember(
  { region, imageId }: ImageRef,
  memberId: string,
  signal?: AbortSignal,
): Promise<Member | null> {
  try {
    return await callImages(region, memberPath(imageId, memberId), Member, signal ? { signal } : {})
  } catch (error) {
    if (error instanceof ApiError && (error.fault.kind === 'missing' || error.fault.kind === 'forbidden')) return null
    throw error
  }
}

/** Works what is known of one member into the list that holds it; null: it is none any more. */
export async function spreadMember(
  client: QueryClient,
  session: SignedIn,
  ref: ImageRef,
  memberId: string,
  member: Member | null,
): Promise<void> {
  const { list, own } = memberQueries
  await settleQuery(client, list(session, ref).queryKey, (now) => now && withMember(now, memberId, member))
  if (memberId === session.account.id) await settleQuery(client, own(session, ref).queryKey, () => member)
}

/** The list with this member as it is now; null: without it. */
export function withMember(members: readonly Member[], memberId: string, member: Member | null): Member[] {
  const others = members.filter((one) => one.member_id !== memberId)
  return member ? sortMembers([...others, member]) : others
}
