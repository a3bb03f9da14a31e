/**
 * Edits that are not saved yet, kept in this browser per person, account and image: they survive a reload, a crash, a
 * failed save and a session that ends, and go when their holder signs out.
 */
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import type { Change } from './image-changes.ts'
import type { ImageRef } from './images.ts'
import { holderOf, type SignedIn } from './session.ts'

const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

/** JSON has no `undefined`: a key that is left out stands for it. */
const Draft = z.array(z.object({ key: z.string(), from: z.optional(FieldValue), to: z.optional(FieldValue) }))

const none: readonly Change[] = []

/** The edits of one image. The number is the version of their form: a later one starts anew. */
export const draftOf = (session: SignedIn, { region, imageId }: ImageRef): Stored<readonly Change[]> =>
  stored(`image-draft:1:${holderOf(session)}:${JSON.stringify([region, imageId])}`, (json): readonly Change[] => {
    const parsed = Draft.safeParse(json)
    if (!parsed.success || parsed.data.length === 0) return none
    return parsed.data.map(({ key, from, to }) => ({ key, from, to }))
  })
