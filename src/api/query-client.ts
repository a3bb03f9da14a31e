/** Defaults every query shares: what is refetched, what happens when the session ends; what is retried is `retry-policy.ts`. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors.ts'
import { retryDefaults } from './retry-policy.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/** @param onSessionEnd called when any call meets 401: the session gate takes over */
export function makeQueryClient(onSessionEnd: (client: QueryClient) => void): QueryClient {
  const onError = (error: ApiError) => {
    if (error instanceof ApiError && error.fault.kind === 'signed-out') onSessionEnd(client)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { ...retryDefaults.queries, staleTime: 30_000, gcTime: 30 * 60_000, refetchOnWindowFocus: false },
      mutations: retryDefaults.mutations,
    },
  })
  return client
}
