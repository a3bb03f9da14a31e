/** Where a list of invitations stands in the query cache: all that the count in the rail has to know of them. */
import type { Answer } from './members.ts'
import type { Image } from './schemas.ts'
import { scopeKey, type SignedIn } from './session.ts'

export interface InvitationList {
  images: readonly Image[]
  /** How many images the service sent for it, one's own among them. */
  sent: number
}

const invitationsKey = (session: SignedIn, region: string) => [...scopeKey(session, region), 'invitations'] as const

export const invitationListKey = (session: SignedIn, region: string, answer: Answer) =>
  [...invitationsKey(session, region), answer] as const
