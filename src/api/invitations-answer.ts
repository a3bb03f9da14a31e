/** Answering an offer: what is known of the membership, the invitations and the catalog follows. */
import type { CloudCall } from './acts.ts'
import { moveImage } from './catalog.ts'
import { recorded, type WriteTarget } from './image-writes.ts'
import { spreadInvitation } from './invitations.ts'
import { type Answer, type Member, memberPath, spreadMember } from './members.ts'
import { alone, sentOrRead } from './members-writes.ts'
import type { Image } from './schemas.ts'
import { seeOwnAnswer } from './sharing-seen.ts'

const words: Record<Answer, string> = {
  accepted: 'Accepted the invitation',
  rejected: 'Rejected the invitation',
  pending: 'Put off the answer to the invitation',
}

/** Answers an offer made to the account itself; any answer can be changed into any other. @throws ApiError */
export const answerInvitation = (target: WriteTarget, image: Image, answer: Answer): Promise<Member> =>
  alone(target, async () => {
    const { client, session, ref } = target
    const memberId = session.account.id
    const call: CloudCall = {
      region: ref.region,
      method: 'PUT',
      path: memberPath(ref.imageId, memberId),
      body: { status: answer },
    }
    const member = await recorded(target, image, words[answer], call, () =>
      sentOrRead(target, memberId, call, (now) => now?.status === answer),
    )
    seeOwnAnswer(session, ref.region, image, answer)
    await spreadMember(client, session, ref, memberId, member)
    await spreadInvitation(client, session, ref.region, image, answer)
    moveImage(client, session, ref.region, image, answer === 'accepted' ? 'default' : answer)
    return member
  })
