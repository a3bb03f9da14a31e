import { CircleAlert } from 'lucide-react'

import { CopyButton } from '#ui/copy-button.tsx'

import type { SignInFailure } from './sign-in-failure.ts'

/** Why the last try failed, above the fields it is about. */
export function FailureNote({ title, detail, isWorthReporting, requestId }: SignInFailure) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-md bg-bad-soft px-3 py-2.5">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium text-ink">{title}</p>
        <p className="text-ink-2">{detail}</p>
        {isWorthReporting && requestId && (
          <p className="flex min-w-0 items-center gap-1 text-xs text-ink-2">
            Request ID <code className="truncate font-mono">{requestId}</code>
            <CopyButton text={requestId} what="request ID" />
          </p>
        )}
      </div>
    </div>
  )
}
