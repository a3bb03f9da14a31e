/**
 * Sharing an image, and taking that back. Members of one image are written one at a time, so that a limit on their
 * number is met exactly; a write whose answer was lost is settled by reading; all are recorded.
 */
import * as z from 'zod/mini'
import { exclusively } from '#lib/exclusive.ts'
import type { CloudCall } from './acts.ts'
import { ApiError, isLost } from './errors.ts'
import { recorded, sendCall, type WriteTarget } from './image-writes.ts'
import { imagePath } from './images.ts'
import { Member, memberPath, readMember, spreadMember } from './members.ts'
import { orFound } from './retry-policy.ts'
import type { Image } from './schemas.ts'
import { holderOf } from './session.ts'
import { spreadLedger } from './sharing-ledger.ts'

/** The image as far as the record of the act needs it. */
type Named = Pick<Image, 'name'>

/** Offers the image to an account. It starts at *pending*, whatever it was before. @throws ApiError */
export const addMember = (target: WriteTarget, image: Named, memberId: string): Promise<Member> =>
  alone(target, async () => {
    const call: CloudCall = {
      region: target.ref.region,
      method: 'POST',
      path: `${imagePath(target.ref.imageId)}/members`,
      body: { member: memberId },
    }
    const member = await recorded(target, image, `Shared with ${memberId}`, call, () =>
      sentOrRead(target, memberId, call, (now) => now !== null),
    )
    await spread(target, memberId, member)
    return member
  })

/**
 * Takes the offer back, whatever was answered to it. That the account was no member any more counts as done.
 * @throws ApiError
 */
export const removeMember = (target: WriteTarget, image: Named, memberId: string): Promise<void> =>
  alone(target, async () => {
    const call: CloudCall = {
      region: target.ref.region,
      method: 'DELETE',
      path: memberPath(target.ref.imageId, memberId),
    }
    await recorded(target, image, `No longer shared with ${memberId}`, call, async () => {
      try {
        return await sendCall(call, z.unknown())
      } catch (error) {
        const mayBeDone = isLost(error) || (error instanceof ApiError && error.fault.kind === 'missing')
        if (!mayBeDone || (await readMember(target.ref, memberId)) !== null) throw error
        return { data: undefined, requestId: error.requestId }
      }
    })
    await spread(target, memberId, null)
  })

/** A write whose answer never came counts as done when the member shows it; else its failure stands. */
export const sentOrRead = (
  { ref }: WriteTarget,
  memberId: string,
  call: CloudCall,
  wasDone: (now: Member | null) => boolean,
) =>
  orFound<Member>(
    () => sendCall(call, Member),
    async () => {
      const now = await readMember(ref, memberId)
      return wasDone(now) ? now : null
    },
  )

async function spread({ client, session, ref }: WriteTarget, memberId: string, member: Member | null) {
  await spreadMember(client, session, ref, memberId, member)
  spreadLedger(client, session, ref, memberId, member)
}

/** One write to an image's members at a time, whichever tab asks. */
export const alone = <T>({ session, ref }: WriteTarget, work: () => Promise<T>): Promise<T> =>
  exclusively(`member-write:${JSON.stringify([holderOf(session), ref.region, ref.imageId])}`, work)
