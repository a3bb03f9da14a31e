/** What a producer sends to those an image was shared with: the service itself tells nobody. */
import { imageName } from '#api/image-facts.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import { formatBytes } from '#lib/units.ts'

interface InvitationText {
  subject: string
  body: string
}

interface About {
  session: SignedIn
  region: string
  image: Image
  /** Absolute URL of the page that shows the offer. */
  link: string
}

/** Names are on one line, whatever their owner made of them: a line break would end a mail's subject. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export function invitationText({ session, region, image, link }: About): InvitationText {
  const { account, cloudLabel, flavour } = session
  const name = oneLine(imageName(image) ?? image.id)
  const { label, version, distro } = operatingSystem(image)
  const word = accountWord(flavour)
  const facts: [string, string | null][] = [
    ['Image', name],
    ['ID', image.id],
    ['Cloud', `${oneLine(cloudLabel)}, region ${region}`],
    ['System', distro === 'unknown' ? null : [label, version].filter((part) => part !== null).join(' ')],
    ['Size', image.size === null ? null : formatBytes(image.size)],
    ['Shared by', account.name === account.id ? `${word} ${account.id}` : `${word} ${account.name} (${account.id})`],
  ]
  const body = [
    `I have shared the image “${name}” with you.`,
    facts.flatMap(([label_, value]) => (value === null ? [] : [`${label_}: ${value}`])).join('\n'),
    `Look at it, then accept or reject it:\n${link}`,
    `Until you accept, it is in no list of images, but can be used by its ID.`,
  ].join('\n\n')
  return { subject: `Shared with you: ${name}`, body }
}

/** To paste into a mail or a ticket. */
export const asPlainText = ({ subject, body }: InvitationText) => `Subject: ${subject}\n\n${body}\n`

/** Opens the reader's own mail program with the message written; CRLF as RFC 6068 asks for. */
export const mailtoLink = ({ subject, body }: InvitationText) =>
  `mailto:?subject=${encodeURIComponent(subject.toWellFormed())}&body=${encodeURIComponent(body.toWellFormed().replaceAll('\n', '\r\n'))}`
