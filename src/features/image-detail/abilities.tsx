import { Check, Minus } from 'lucide-react'
import { imageCan } from '#api/capabilities.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'

const acts: { verb: keyof typeof imageCan; words: string }[] = [
  { verb: 'edit', words: 'Edit its metadata' },
  { verb: 'share', words: 'Share it' },
  { verb: 'download', words: 'Download it' },
  { verb: 'export', words: 'Export it to object storage' },
  { verb: 'deactivate', words: 'Deactivate or reactivate it' },
  { verb: 'delete', words: 'Delete it' },
]

/** What the cloud will let this account do with the image, and why not. */
export const Abilities = ({ image, session }: { image: Image; session: SignedIn }) => (
  <ul className="flex flex-col">
    {acts.map(({ verb, words }) => {
      const verdict = imageCan[verb](image, session)
      const Icon = verdict.ok ? Check : Minus
      return (
        <li key={verb} className="flex gap-2.5 border-b border-line py-2 last:border-b-0">
          <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${verdict.ok ? 'text-ok' : 'text-ink-3'}`} />
          <div className="min-w-0">
            <span className={verdict.ok ? '' : 'text-ink-2'}>
              <span className="sr-only">{verdict.ok ? 'Possible: ' : 'Not possible: '}</span>
              {words}
            </span>
            {!verdict.ok && <p className="text-xs text-ink-3">{verdict.reason}</p>}
          </div>
        </li>
      )
    })}
  </ul>
)
