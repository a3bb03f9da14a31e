import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react'
import { type MiddlewareFunction, Navigate, redirect, useLocation } from 'react-router'

import { type SignedIn, sessionQueries } from '#api/session.ts'
import { markSessionEnded, sessionEnd } from '#api/session-end.ts'
import { SessionContext } from '#api/use-session.ts'
import type { Session } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import { pathInApp } from './base-path.ts'

const isSignedIn = (session: Session | null | undefined): session is SignedIn => Boolean(session?.account)

/**
 * The session is over, by the clock or by a 401. Whoever works in it is asked to sign in again where they are; one that
 * had no account chosen yet is forgotten.
 */
export function endSession(client: QueryClient): void {
  const { queryKey } = sessionQueries.current()
  if (isSignedIn(client.getQueryData(queryKey))) markSessionEnded()
  else client.setQueryData(queryKey, null)
}

/**
 * Middleware: no loader behind it runs without a session whose account is chosen. Whoever has none goes to the
 * sign-in page and comes back to the page asked for.
 */
export const requireSession =
  (client: QueryClient): MiddlewareFunction =>
  async ({ request }, next) => {
    const session = await client.ensureQueryData(sessionQueries.current())
    if (!isSignedIn(session)) throw redirect(paths.signIn(pathInApp(new URL(request.url))))
    return next()
  }

/** The longest `setTimeout` understands, 24 days. A session that outlives it outlives the page. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface SessionGateProps {
  /** Asks the holder of an ended session to sign in again. */
  Renewal: ComponentType<{ held: SignedIn }>
  children: ReactNode
}

/**
 * Gives the session to the pages. When it ends they stay as they are, under the question to sign in again; when its
 * holder has signed out, here or in another tab, the sign-in page takes their place.
 */
export function SessionGate({ Renewal, children }: SessionGateProps) {
  const { pathname, search, hash } = useLocation()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQueries.current())
  const isEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.isEnded)
  const expiresAt = session?.expiresAt

  useEffect(() => {
    if (!expiresAt) return
    const left = Math.max(0, Date.parse(expiresAt) - Date.now())
    if (left > LONGEST_TIMER_MS) return
    const timer = setTimeout(() => endSession(client), left)
    return () => clearTimeout(timer)
  }, [client, expiresAt])

  if (!isSignedIn(session)) return <Navigate replace to={paths.signIn(`${pathname}${search}${hash}`)} />
  return (
    <SessionContext value={session}>
      {children}
      {isEnded && (
        <Suspense fallback={null}>
          <Renewal held={session} />
        </Suspense>
      )}
    </SessionContext>
  )
}
