/** Accounts to share with, as people paste them: from a mail, a spreadsheet, a chat. */
import { accountWord } from '#lib/account-word.ts'
import type { Flavour } from '#lib/contract.ts'

export interface PastedAccount {
  id: string
  /** Why it is not shared with; null: it will be. */
  refusal: string | null
  /** What to look at before sharing all the same. */
  warning: string | null
}

interface PasteContext {
  flavour: Flavour
  /** The account that shares. */
  own: string
  /** Accounts that the image is shared with already. */
  members: ReadonlySet<string>
  /** The most members an image may have, once the cloud has said so; null: not known. */
  limit: number | null
}

/** What one finds around an account in a list: quotes, brackets, a leading `#`, a full stop. */
const wrapping = /^[#'"“”‘’([<]+|['"“”‘’)\]>.:]+$/g

/** A longer one takes upstream's database down. */
const LONGEST_ID = 255

const projectId = /^[0-9a-f]{32}$/
const dashedProjectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const accountNumber = /^\d{1,20}$/

/** Each account named in the text, in order; one named again is there again, refused. */
export function pastedAccounts(text: string, context: PasteContext): PastedAccount[] {
  const seen = new Set<string>()
  let room = context.limit === null ? Infinity : context.limit - context.members.size
  return text
    .split(/[\s,;]+/)
    .map((word) => word.replaceAll(wrapping, ''))
    .filter((word) => word !== '')
    .map((id) => {
      const refusal = refusalOf(id, seen, context)
      if (refusal !== null) return { id, refusal, warning: null }
      seen.add(id)
      room -= 1
      if (room < 0) return { id, refusal: `An image may have ${context.limit} members in this cloud.`, warning: null }
      return { id, refusal: null, warning: warningOf(id, context) }
    })
}

function refusalOf(id: string, seen: ReadonlySet<string>, { flavour, own, members }: PasteContext): string | null {
  if (flavour === 'rackspace' && !accountNumber.test(id)) return 'Not an account number: it has digits only.'
  if (id.length > LONGEST_ID) return `Too long: an ID has at most ${LONGEST_ID} characters.`
  if (id === own) return `Your own ${accountWord(flavour)}: it has the image already.`
  if (members.has(id)) return 'Shared with it already.'
  if (seen.has(id)) return 'Named twice.'
  return null
}

/** The cloud takes any text for a project and shares with nobody: only the shape can be looked at. */
function warningOf(id: string, { flavour }: PasteContext): string | null {
  if (flavour === 'rackspace' || projectId.test(id)) return null
  if (dashedProjectId.test(id)) return 'Project IDs are usually written without dashes.'
  if (projectId.test(id.toLowerCase())) return 'Project IDs are usually written in small letters.'
  return 'Does not look like a project ID (32 hexadecimal digits), and the cloud does not check it.'
}
