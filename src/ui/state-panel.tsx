import { CircleAlert, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'

interface PanelProps {
  icon?: ReactNode
  title: string
  detail?: ReactNode
  actions?: ReactNode
}

export interface EmptyStateProps extends PanelProps {}

/** Nothing here, and that is not a fault: says what would be here and how to get it. */
export function EmptyState({ icon, title, detail, actions }: EmptyStateProps) {
  return (
    <section className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      {icon && (
        <span
          aria-hidden
          className="flex size-10 items-center justify-center rounded-lg border border-line bg-surface text-ink-3 [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <div className="flex max-w-md flex-col gap-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {detail && <div className="text-ink-2">{detail}</div>}
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </section>
  )
}

export interface ErrorStateProps extends PanelProps {
  /** The server's name for the failed request; people quote it to support. */
  requestId?: string | null | undefined
  onRetry?: (() => void) | undefined
  isRetrying?: boolean
  /** `page`: the view is replaced. `inline`: a strip above data that is still good. */
  look?: 'page' | 'inline'
  headingLevel?: 1 | 2
}

/** Something failed: what, why, the request ID to quote, and the ways on. */
export function ErrorState({
  icon,
  title,
  detail,
  requestId,
  onRetry,
  isRetrying = false,
  look = 'page',
  headingLevel = 2,
  actions,
}: ErrorStateProps) {
  const Heading = `h${headingLevel}` as const
  const retry = onRetry && (
    <Button
      variant={look === 'page' ? 'primary' : 'secondary'}
      size={look === 'page' ? 'md' : 'sm'}
      icon={<RotateCw aria-hidden />}
      isPending={isRetrying}
      onPress={onRetry}
    >
      Retry
    </Button>
  )
  if (look === 'inline') {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-bad-soft px-3 py-2">
        <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
        <p className="min-w-48 flex-1">
          <span className="font-medium">{title}</span>
          {detail && <span className="text-ink-2"> {detail}</span>}
        </p>
        {requestId && <RequestId id={requestId} />}
        {retry}
        {actions}
      </div>
    )
  }
  return (
    <section role="alert" className="mx-auto flex w-full max-w-lg flex-col gap-4 px-6 py-16">
      <div className="flex flex-col gap-1.5">
        <span aria-hidden className="mb-1 text-bad [&_svg]:size-6">
          {icon ?? <CircleAlert />}
        </span>
        <Heading className="text-xl font-semibold text-balance">{title}</Heading>
        {detail && <div className="text-base text-ink-2">{detail}</div>}
      </div>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {retry}
        {actions}
      </div>
      {requestId && (
        <div className="border-t border-line pt-3">
          <RequestId id={requestId} />
        </div>
      )}
    </section>
  )
}

function RequestId({ id }: { id: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1 text-xs whitespace-nowrap text-ink-2">
      Request ID <code className="truncate font-mono text-ink">{id}</code>
      <CopyButton text={id} what="request ID" />
    </span>
  )
}
