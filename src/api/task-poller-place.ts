/** What the parts of a look at transfers have in common. */
import type { QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors.ts'
import type { SignedIn } from './session.ts'
import { isEnded, type Transfer, transfersOf } from './transfers.ts'

export interface Place {
  client: QueryClient
  session: SignedIn
  region: string
}

/** Requests under way at once. */
export const LANES = 4

export const isMissing = (error: unknown) => error instanceof ApiError && error.fault.kind === 'missing'

/** Those the service is at work on, or that wait for their last part: that is done for an upload too, once it has ended. */
export const isFollowed = (transfer: Transfer) =>
  !isEnded(transfer) && (transfer.follows !== 'page' || transfer.phase === 'applying')

export const followedIn = ({ session, region }: Place) =>
  transfersOf(session)
    .get()
    .filter((transfer) => transfer.region === region && isFollowed(transfer))

/** Whether the service still has the data to make: a later answer may change what such a transfer shows. */
export const isWorkedOn = (transfer: Transfer) => isFollowed(transfer) && transfer.phase !== 'applying'

/** What nobody can see the end of any more. */
export const asGone = (transfer: Transfer, message = transfer.message): Transfer => ({
  ...transfer,
  phase: 'gone',
  endedAt: Date.now(),
  isAnnounced: true,
  message,
})
