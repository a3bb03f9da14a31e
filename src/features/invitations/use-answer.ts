/** Answers one invitation or many, says how that ended, and offers to take it back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, isSessionOver } from '#api/errors.ts'
import { imageName } from '#api/image-facts.ts'
import { dropInvitation, type Invitation, invitationKey } from '#api/invitations.ts'
import type { Answer } from '#api/members.ts'
import { memberFailure } from '#api/members-failure.ts'
import { answerInvitation } from '#api/invitations-answer.ts'
import type { SignedIn } from '#api/session.ts'
import { runAll } from '#lib/run-all.ts'
import { notify } from '#ui/toast.ts'

/** An invitation, and what was answered to it so far. */
export interface Offer extends Invitation {
  answer: Answer
}

interface Asked {
  offers: readonly Offer[]
  answer: Answer
  /** It takes an earlier answer back. */
  isUndo?: boolean
}

/** Answers under way at once. */
const LANES = 4

const done: Record<Answer, (what: string) => { title: string; detail: string }> = {
  accepted: (what) => ({ title: `Accepted ${what}`, detail: 'It is now in your list of images.' }),
  rejected: (what) => ({
    title: `Rejected ${what}`,
    detail: 'It is in no list of yours. By its ID it can be used all the same.',
  }),
  pending: (what) => ({ title: `Decide later on ${what}`, detail: 'It waits among the pending invitations.' }),
}

const nameOf = ({ image }: Invitation) => imageName(image) ?? image.id

const called = (offers: readonly Offer[]) =>
  offers.length === 1 && offers[0] ? nameOf(offers[0]) : `${offers.length} images`

export function useAnswer(session: SignedIn) {
  const client = useQueryClient()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: async ({ offers, answer }: Asked) => {
      const answered: Offer[] = []
      const answerOne = async (offer: Offer) => {
        const ref = { region: offer.region, imageId: offer.image.id }
        try {
          await answerInvitation({ client, session, ref }, offer.image, answer)
          answered.push(offer)
        } catch (error) {
          if (!(error instanceof ApiError) || isSessionOver(error)) throw error
          if (error.fault.kind === 'missing') await dropInvitation(client, session, ref.region, ref.imageId)
          notify({
            tone: 'bad',
            title: `The answer to ${nameOf(offer)} was not taken`,
            detail: memberFailure(error, 'answer', session.flavour),
          })
        }
      }
      await runAll(offers, answerOne, { limit: LANES })
      return answered
    },
    onSuccess: (answered, { answer, isUndo }) => {
      if (answered.length === 0) return
      notify({
        ...done[answer](called(answered)),
        ...(!isUndo && { action: { label: 'Undo', onPress: () => takeBack(answered, answer) } }),
      })
    },
  })
  /** Each goes back to its own earlier answer. */
  const takeBack = (answered: readonly Offer[], now: Answer) => {
    for (const before of new Set(answered.map(({ answer }) => answer)))
      mutate({
        offers: answered.filter(({ answer }) => answer === before).map((offer) => ({ ...offer, answer: now })),
        answer: before,
        isUndo: true,
      })
  }
  const busy = new Set(isPending ? variables.offers.map(invitationKey) : [])
  return {
    answer: (offers: readonly Offer[], answer: Answer) => mutate({ offers, answer }),
    isBusy: (offer: Offer) => busy.has(invitationKey(offer)),
    isAnswering: isPending,
  }
}
