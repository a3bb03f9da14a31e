/**
 * Until when a service asked not to be asked (`Retry-After`), by region. Kept in the browser: it holds for the page that
 * takes over, for the one that is hidden and shown again, and after a reload.
 */
import * as z from 'zod/mini'
import { stored } from '#lib/stored.ts'
import { holderOf, type SignedIn } from './session.ts'

/** Milliseconds since 1970. */
type Waits = Readonly<Record<string, number>>

const Shape = z.record(z.string(), z.number())

const waitsOf = (session: SignedIn) =>
  stored<Waits>(`transfers-waits:1:${holderOf(session)}`, (json) => {
    const parsed = Shape.safeParse(json)
    return parsed.success ? parsed.data : {}
  })

/** Milliseconds that are left; 0: it may be asked. */
export function waitLeft(session: SignedIn, region: string): number {
  let until = 0
  // As the browser has it now: what the page that polled before has written may not have been told here yet.
  waitsOf(session).update((now) => {
    until = now[region] ?? 0
    return now
  })
  return Math.max(0, until - Date.now())
}

export function keepWait(session: SignedIn, region: string, waitMs: number): void {
  const now = Date.now()
  waitsOf(session).update((all) => ({
    ...Object.fromEntries(Object.entries(all).filter(([, until]) => until > now)),
    [region]: now + waitMs,
  }))
}
