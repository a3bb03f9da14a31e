/** The message to those the image is shared with: the cloud itself notifies nobody. */
import { Mail } from 'lucide-react'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { paths } from '#lib/paths.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { asPlainText, invitationText, mailtoLink } from './invitation-text.ts'

export function Invite({ session, region, image }: { session: SignedIn; region: string; image: Image }) {
  const link = new URL(paths.invitation(region, image.id).slice(1), document.baseURI).href
  const text = invitationText({ session, region, image, link })
  return (
    <section aria-label="Invitation" className="flex max-w-2xl flex-col gap-2">
      <h2 className="text-sm font-semibold">Tell them</h2>
      <p className="text-ink-2">
        The cloud notifies nobody. Send this message: its link opens the image with what one needs to decide, also
        before it is in any list.
      </p>
      <details className="rounded-md border border-line text-xs">
        <summary className="cursor-default px-3 py-2 font-medium text-ink-2">{text.subject}</summary>
        <pre className="border-t border-line px-3 py-2 font-sans break-words whitespace-pre-wrap text-ink-2">
          {text.body}
        </pre>
      </details>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={asPlainText(text)} what="invitation" isLabelled size="md" />
        <LinkButton href={mailtoLink(text)} icon={<Mail aria-hidden />}>
          Write a mail
        </LinkButton>
      </div>
    </section>
  )
}
