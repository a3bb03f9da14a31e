import { useQuery } from '@tanstack/react-query'
import { faultText } from '#api/fault-text.ts'
import { imageQueries, type ImageRef } from '#api/images.ts'
import type { SignedIn } from '#api/session.ts'
import { CodeBlock } from '#ui/code-block.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'

/** The entity to the letter as the service answers it now: nothing filled in, nothing left out. */
export function ImageJson({ session, imageRef }: { session: SignedIn; imageRef: ImageRef }) {
  const { data, error, isFetching, refetch } = useQuery(imageQueries.entity(session, imageRef))
  return (
    <div className="px-6 py-5 max-sm:px-4">
      {data ? (
        <CodeBlock label="image JSON" value={data} />
      ) : error ? (
        <ErrorState
          {...faultText(error, 'The image')}
          requestId={error.requestId}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <div role="status" className="flex flex-col gap-3">
          <span className="sr-only">Loading the image’s JSON…</span>
          <Skeleton className="h-3 w-64" />
          <Skeleton className="h-3 w-80" />
          <Skeleton className="h-3 w-56" />
        </div>
      )}
    </div>
  )
}
