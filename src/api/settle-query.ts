/** What a write's answer says, put where a reading that began before that write cannot undo it. */
import type { DataTag, QueryClient, QueryKey } from '@tanstack/react-query'
import type { ApiError } from './errors.ts'

/**
 * Works a write's answer into a query. A reading under way began before the write and would bring back what was: it is
 * given up and, where somebody looks on, begun anew.
 * @param work the data as the write left it, given what is held; undefined stays undefined
 */
export async function settleQuery<T>(
  client: QueryClient,
  queryKey: DataTag<QueryKey, T, ApiError>,
  work: (held: T | undefined) => T | undefined,
): Promise<void> {
  const wasReading = client.getQueryState(queryKey)?.fetchStatus === 'fetching'
  await client.cancelQueries({ queryKey, exact: true })
  client.setQueryData<T>(queryKey, work)
  if (wasReading) void client.invalidateQueries({ queryKey, exact: true })
}
