/** Defaults every query shares: what is retried, what is refetched, what happens when the session ends. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/** Two more tries, and only where trying again can help: a refusal is an answer. */
const retry = (failures: number, error: unknown) => error instanceof ApiError && error.isTransient && failures < 2

/** The server's own Retry-After when it is bearable, else 0.4 s, 0.8 s. */
const retryDelay = (failures: number, error: unknown) => {
  const asked =
    error instanceof ApiError && 'retryAfterSeconds' in error.fault ? error.fault.retryAfterSeconds : undefined
  return asked === undefined ? 400 * 2 ** failures : Math.min(asked, 10) * 1000
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
      queries: { retry, retryDelay, staleTime: 30_000, gcTime: 30 * 60_000, refetchOnWindowFocus: false },
      // A write is never repeated on its own: the first try may have worked.
      mutations: { retry: false },
    },
  })
  return client
}
