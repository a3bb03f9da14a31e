/** Looks into an object before the task is made: a few kilobytes tell what the service would say minutes later. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import { objectQueries, readObjectRange } from '#api/object-store.ts'
import type { ObjectRef } from '#api/object-store-names.ts'
import { scopeKey, type SignedIn } from '#api/session.ts'
import type { Inspection } from '#lib/disk-format/disk.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/state-panel.tsx'

const inspectionQuery = (session: SignedIn, region: string, object: ObjectRef) =>
  queryOptions({
    queryKey: [...scopeKey(session, region), 'inspection', object.container, object.name],
    queryFn: async ({ client, signal }): Promise<Inspection | null> => {
      const facts = await client.fetchQuery(objectQueries.facts(session, region, object))
      if (!facts) return null
      const { inspectDisk } = await import('#lib/disk-format/inspect.ts')
      const read = (offset: number, length: number) => readObjectRange(region, object, offset, length, signal)
      return inspectDisk({ size: facts.bytes, read }, signal)
    },
  })

interface PreflightProps {
  session: SignedIn
  region: string
  object: ObjectRef
  show: (inspection: Inspection, fileName: string) => ReactNode
}

export function Preflight({ session, region, object, show }: PreflightProps) {
  const { data, error, isFetching, refetch } = useQuery(inspectionQuery(session, region, object))
  if (data) return <>{show(data, object.name)}</>
  if (data === null) return <ErrorState look="inline" title="The object is not there any more." />
  if (error instanceof ApiError)
    return (
      <ErrorState
        look="inline"
        title="The object could not be looked into."
        detail={`${faultText(error, 'The object').detail} It can be imported all the same.`}
        requestId={error.requestId}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    )
  return (
    <div role="status">
      <span className="sr-only">Looking into the object…</span>
      <Skeleton className="h-24 w-full" />
    </div>
  )
}
