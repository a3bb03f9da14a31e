/** Names accounts to share with, says of each what will happen, and shares. */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AccountName as Name } from '#api/account-labels.ts'
import { pastedAccounts } from '#api/members-paste.ts'
import type { SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/text-area.tsx'

interface ShareFormProps {
  session: SignedIn
  /** Whether the image can be shared at all. */
  verdict: Verdict
  members: ReadonlySet<string>
  limit: number | null
  /** The image is made `shared` first. */
  changesVisibility: boolean
  nameOf: (id: string) => Name
  isSharing: boolean
  onShare: (ids: readonly string[]) => Promise<unknown>
}

export function ShareForm({
  session,
  verdict,
  members,
  limit,
  changesVisibility,
  nameOf,
  isSharing,
  onShare,
}: ShareFormProps) {
  const [text, setText] = useState('')
  const { flavour, account } = session
  const pasted = pastedAccounts(text, { flavour, own: account.id, members, limit })
  const ids = pasted.filter(({ refusal }) => refusal === null).map(({ id }) => id)
  const word = accountWord(flavour)
  const ready =
    ids.length > 0 ? yes : no(pasted.length === 0 ? `Name at least one ${word}.` : 'None of these can be added.')
  return (
    <form
      className="flex max-w-2xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!verdict.ok || !ready.ok || isSharing) return
        // What was refused stays to be mended.
        const rest = pasted.filter(({ refusal }) => refusal !== null).map(({ id }) => id)
        setText(rest.join('\n'))
        void onShare(ids)
      }}
    >
      <TextArea
        label={flavour === 'rackspace' ? 'Account numbers' : 'Project IDs'}
        description="One or many: commas, spaces and line breaks part them."
        isMono
        value={text}
        onChange={setText}
        isReadOnly={!verdict.ok}
        autoComplete="off"
        spellCheck="false"
      />
      {pasted.length > 0 && (
        <ul
          aria-label="Accounts named"
          className="flex max-h-56 flex-col overflow-y-auto rounded-md border border-line"
        >
          {pasted.map(({ id, refusal, warning }, at) => (
            <li
              // An account may be named twice.
              key={`${at} ${id}`}
              className="flex items-baseline gap-2 border-b border-line px-2.5 py-1 text-xs last:border-b-0 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:translate-y-0.5"
            >
              <Mark refusal={refusal} warning={warning} />
              <span className="max-w-72 truncate font-mono" title={id}>
                {id}
              </span>
              <span className="min-w-0 text-ink-2">{refusal ?? warning ?? nameOf(id).name}</span>
            </li>
          ))}
        </ul>
      )}
      {changesVisibility && verdict.ok && (
        <p className="flex gap-2 text-xs text-ink-2">
          <Info aria-hidden className="size-4 shrink-0 text-busy" />
          <span>
            The image is private. Sharing makes its visibility <strong className="font-medium">shared</strong> first:
            that alone shows it to nobody.
          </span>
        </p>
      )}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" verdict={verdict.ok ? ready : verdict} isPending={isSharing}>
          Share
        </Button>
        {pasted.length > 0 && (
          <span className="text-xs text-ink-3 tabular-nums">
            {ids.length} of {pasted.length} can be added
          </span>
        )}
      </div>
    </form>
  )
}

function Mark({ refusal, warning }: { refusal: string | null; warning: string | null }) {
  if (refusal !== null) return <CircleAlert aria-label="Left out" className="text-bad" />
  if (warning !== null) return <TriangleAlert aria-label="Look again" className="text-warn" />
  return <CircleCheck aria-label="Will be added" className="text-ok" />
}
