/**
 * What a cloud refused to change on an image (403), remembered for the rest of the session: operators protect
 * properties by rules that no document names, and nobody should try the same in vain twice.
 */
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import { holderOf, type SignedIn } from './session.ts'

const Locks = z.object({
  /** The session they were learned in, by the time it ends: another may have other rights. */
  expiresAt: z.string(),
  /** `region/image ID` → key → what the cloud said. */
  images: z.record(z.string(), z.record(z.string(), z.string())),
})
type Locks = z.infer<typeof Locks>

const nothing: Locks = { expiresAt: '', images: {} }
const none: ReadonlyMap<string, string> = new Map()

export const learnedLocks = (session: SignedIn): Stored<Locks> =>
  stored(`learned-locks:1:${holderOf(session)}`, (json): Locks => {
    const parsed = Locks.safeParse(json)
    return parsed.success ? parsed.data : nothing
  })

interface ImageRef {
  region: string
  imageId: string
}

const nameOf = ({ region, imageId }: ImageRef) => `${region}/${imageId}`

/** What was refused on this image, by key. */
export const locksOf = (locks: Locks, session: SignedIn, ref: ImageRef): ReadonlyMap<string, string> => {
  const image = locks.expiresAt === session.expiresAt ? locks.images[nameOf(ref)] : undefined
  return image === undefined ? none : new Map(Object.entries(image))
}

/** @param said the cloud's own words */
export function learnLock(session: SignedIn, ref: ImageRef, keys: readonly string[], said: string): void {
  const locks = learnedLocks(session)
  const reason = `The cloud refused to change it in this session: ${said}`
  locks.update((now) => {
    const images = now.expiresAt === session.expiresAt ? now.images : {}
    const added = Object.fromEntries(keys.map((key) => [key, reason]))
    return {
      expiresAt: session.expiresAt,
      images: { ...images, [nameOf(ref)]: { ...images[nameOf(ref)], ...added } },
    }
  })
}
