/** Why sharing or answering was refused, in a sentence for people. Source: "Members", errors of each call. */
import { accountWord } from '#lib/account-word.ts'
import type { Flavour } from '#lib/contract.ts'
import type { ApiError } from './errors.ts'
import { faultText } from './fault-text.ts'

export type MemberAct = 'list' | 'add' | 'remove' | 'answer'

/** The limit on members that an answer names; null when it is about something else. */
export function memberLimit(error: ApiError): number | null {
  if (error.fault.kind !== 'over-limit') return null
  const limit = /members.*maximum: (\d+)/is.exec(error.fault.detail)?.[1]
  return limit === undefined ? null : Number(limit)
}

export const limitSentence = (limit: number) =>
  `The image has as many members as the cloud allows (${limit}). Remove one to make room.`

export function memberFailure(error: ApiError, act: MemberAct, flavour: Flavour): string {
  const { fault } = error
  const account = accountWord(flavour)
  const limit = memberLimit(error)
  if (limit !== null) return limitSentence(limit)
  if (fault.kind === 'conflict' && act === 'add') return `This ${account} is a member already.`
  if (fault.kind === 'missing') return missing[act](account)
  if (fault.kind === 'forbidden') return said(forbidden[act](account), fault.detail)
  if (fault.kind === 'invalid' && act === 'add')
    return said(
      `The cloud does not take this for ${flavour === 'rackspace' ? 'an account' : 'a project'}.`,
      fault.detail,
    )
  const { title, detail } = faultText(error, 'The answer')
  return `${title}. ${detail}`
}

const missing: Record<MemberAct, (account: string) => string> = {
  list: (account) => `The image was not found: it was deleted, or is not shared with this ${account}.`,
  add: (account) => `The image was not found, or this ${account} may not share it.`,
  remove: (account) => `The image was not found: it was deleted, or belongs to another ${account}.`,
  answer: (account) => `The image is not shared with this ${account} any more, or was deleted.`,
}

const forbidden: Record<MemberAct, (account: string) => string> = {
  list: () => 'Your role or the image’s visibility does not allow seeing who it is shared with.',
  add: (account) => `Your role, another owner ${account} or the image’s visibility does not allow sharing it.`,
  remove: () => 'Only the image’s owner can take the sharing back, with a role that may change images.',
  answer: (account) =>
    `Only the ${account} that the image is shared with can answer, with a role that may change images.`,
}

const said = (sentence: string, detail: string) => (detail ? `${sentence} The cloud says: ${detail}` : sentence)
