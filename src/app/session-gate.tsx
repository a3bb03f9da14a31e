import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { data, type MiddlewareFunction, Navigate, redirect, useLocation } from 'react-router'

import { type SignedIn, sessionQueries } from '#api/session.ts'
import { SessionContext } from '#api/use-session.ts'
import type { Session } from '#lib/contract.ts'
import { paths } from '#lib/paths.ts'

import { pathInApp } from './base-path.ts'

const isSignedIn = (session: Session | null | undefined): session is SignedIn => Boolean(session?.account)

/** The session is over, by the clock or by a 401: the gate then shows the sign-in page. */
export const endSession = (client: QueryClient) => void client.setQueryData(sessionQueries.current().queryKey, null)

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

/** What the error page shows for a region of the URL that the session does not have. */
export interface UnknownRegion {
  region: string
  regions: string[]
}

/** Middleware: the region in the URL is one of the session's, before anything is asked of it. */
export const requireKnownRegion =
  (client: QueryClient): MiddlewareFunction =>
  async ({ params }, next) => {
    const session = await client.ensureQueryData(sessionQueries.current())
    const { region = '' } = params
    if (session && !session.regions.includes(region)) {
      // Not an Error: the router tells an expected answer, which this is, from a crash by its shape.
      // oxlint-disable-next-line typescript/only-throw-error
      throw data({ region, regions: session.regions } satisfies UnknownRegion, { status: 404 })
    }
    return next()
  }

/** The longest `setTimeout` understands, 24 days. A session that outlives it outlives the page. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Gives the session to the pages, and sends people to the sign-in page the moment it ends, wherever they are. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { pathname, search, hash } = useLocation()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQueries.current())
  const expiresAt = session?.expiresAt

  useEffect(() => {
    if (!expiresAt) return
    const left = Math.max(0, Date.parse(expiresAt) - Date.now())
    if (left > LONGEST_TIMER_MS) return
    const timer = setTimeout(() => endSession(client), left)
    return () => clearTimeout(timer)
  }, [client, expiresAt])

  if (!isSignedIn(session)) return <Navigate replace to={paths.signIn(`${pathname}${search}${hash}`)} />
  return <SessionContext value={session}>{children}</SessionContext>
}
