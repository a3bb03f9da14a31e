/** Images opened lately in this browser, newest first, per holder: most of what one looks for one has just seen. */
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import type { ImageRef } from './images.ts'
import { holderOf, type SignedIn } from './session.ts'

const RecentImage = z.object({ region: z.string(), imageId: z.string(), name: z.nullable(z.string()) })
export type RecentImage = z.infer<typeof RecentImage>

const MOST = 8
const Recent = z.array(RecentImage)

export const recentImages = (session: SignedIn): Stored<readonly RecentImage[]> =>
  stored(`recent-images:v1:${holderOf(session)}`, (json): readonly RecentImage[] => {
    const parsed = Recent.safeParse(json)
    return parsed.success ? parsed.data : []
  })

const isIt = (a: ImageRef, b: ImageRef) => a.imageId === b.imageId && a.region === b.region

/** Opened now. */
export const noteRecent = (session: SignedIn, image: RecentImage): void =>
  recentImages(session).update((now) => [image, ...now.filter((one) => !isIt(one, image))].slice(0, MOST))

/** Deleted, or not to be had any more. */
export const forgetRecent = (session: SignedIn, ref: ImageRef): void =>
  recentImages(session).update((now) =>
    now.some((one) => isIt(one, ref)) ? now.filter((one) => !isIt(one, ref)) : now,
  )
