/** The last part of an import: what could only be said of the image once it was there. Tried again when it fails. */
import type { QueryClient } from '@tanstack/react-query'
import { ApiError, isSessionOver } from './errors.ts'
import { faultText } from './fault-text.ts'
import { changeImage, readImage, type WriteTarget } from './image-writes.ts'
import { isSameValue, type PatchOp, pointerTo } from './json-patch.ts'
import { addMember } from './members-writes.ts'
import type { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'
import { changeTransfer, type FollowUp, type Transfer } from './transfers.ts'

const MOST_TRIES = 5

/** Whether there is anything to be done afterwards; null saves a step that would be empty. */
export const followUpOf = (changes: Record<string, unknown>, members: readonly string[]): FollowUp | null =>
  Object.keys(changes).length === 0 && members.length === 0
    ? null
    : { changes, members: [...members], state: 'waiting', tries: 0, failure: null }

/** Only what is not so already. `add` where the key is absent: old services refuse it for a key that is there. */
const patchFor = (changes: Record<string, unknown>, now: Image): PatchOp[] =>
  Object.entries(changes)
    .filter(([key, value]) => !isSameValue(now[key], value))
    .map(([key, value]) => ({ op: Object.hasOwn(now, key) ? 'replace' : 'add', path: pointerTo(key), value }))

/**
 * Does it now, and writes down how far it came. One page at a time: the one that polls.
 * @throws ApiError where the service asks to wait: that is no failed try, and the one that polls has to know
 */
export async function applyFollowUp(client: QueryClient, session: SignedIn, transfer: Transfer): Promise<void> {
  const { id, region, imageId, followUp } = transfer
  if (!followUp || imageId === null) return
  const target: WriteTarget = { client, session, ref: { region, imageId } }
  const note = (changes: Partial<FollowUp>) =>
    changeTransfer(session, id, (now) => ({ followUp: now.followUp && { ...now.followUp, ...changes } }))
  note({ state: 'running' })
  try {
    const image = await readImage(target)
    await changeImage(target, (now) => patchFor(followUp.changes, now), 'Set what the import was given')
    let left = followUp.members
    for (const member of followUp.members) {
      await shareOnce(target, image, member)
      left = left.filter((one) => one !== member)
      note({ members: left })
    }
    note({ state: 'done', failure: null })
    changeTransfer(session, id, { phase: 'done', endedAt: Date.now(), isAnnounced: false })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const tries = followUp.tries + 1
    const failure = faultText(error, 'The image').detail
    if (error.retryAfterMs > 0) {
      note({ state: 'waiting', failure })
      throw error
    }
    // An ended session is no answer: whoever signs in again goes on from here.
    const isOver = !isSessionOver(error) && (!error.isTransient || tries >= MOST_TRIES)
    note({ state: isOver ? 'failed' : 'waiting', tries, failure })
    if (isOver) changeTransfer(session, id, { phase: 'failed', endedAt: Date.now(), isAnnounced: false })
  }
}

/** That an account is a member already is what was wanted. */
async function shareOnce(target: WriteTarget, image: Image, member: string): Promise<void> {
  try {
    await addMember(target, image, member)
  } catch (error) {
    if (!(error instanceof ApiError) || error.fault.kind !== 'conflict') throw error
  }
}

/** Has another try made, from where the last one stopped. */
export const retryFollowUp = (session: SignedIn, id: string): void =>
  changeTransfer(session, id, (now) => ({
    phase: 'applying',
    endedAt: null,
    followUp: now.followUp && { ...now.followUp, state: 'waiting', tries: 0, failure: null },
  }))
