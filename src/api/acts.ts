/**
 * What was done in this browser, newest last: for the image's *Activity* tab and for people who must quote a request.
 * Kept per account; wiped when its holder signs out. Never holds a token: a call is kept as the page sent it.
 */
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import { holderOf, type SignedIn } from './session.ts'

/** A call as anybody could send it to the cloud, without its token. */
const CloudCall = z.object({
  region: z.string(),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  /** Below `/v2`, as in `/images/9f0c…`. */
  path: z.string(),
  contentType: z.optional(z.string()),
  body: z.optional(z.unknown()),
})
export type CloudCall = z.infer<typeof CloudCall>

const Act = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** What was done to what, as in `Set os_distro, removed note`. */
  what: z.string(),
  imageId: z.nullable(z.string()),
  imageName: z.nullable(z.string()),
  call: CloudCall,
  requestId: z.nullable(z.string()),
  /** Why it failed, in a sentence; null when it succeeded. */
  failure: z.nullable(z.string()),
})
export type Act = z.infer<typeof Act>

/** Older acts make room: a day's work of bulk edits would otherwise fill the browser's storage. */
const MOST_ACTS = 500

const Acts = z.array(Act)
const PREFIX = 'acts:'

/** The acts of this holder. */
export const actsOf = (session: SignedIn): Stored<readonly Act[]> =>
  stored(PREFIX + holderOf(session), (json): readonly Act[] => {
    const parsed = Acts.safeParse(json)
    return parsed.success ? parsed.data : []
  })

/** Adds one act, now. */
export function recordAct(session: SignedIn, act: Omit<Act, 'id' | 'at'>): void {
  const at = new Date().toISOString()
  // Pages served over plain HTTP have no `randomUUID`.
  const next = { ...act, id: `${at} ${Math.random().toString(36).slice(2)}`, at }
  actsOf(session).update((acts) => [...acts, next].slice(-MOST_ACTS))
}
