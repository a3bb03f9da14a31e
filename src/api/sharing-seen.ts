/**
 * What this browser has seen of sharing. The service tells nobody of anything: news is what differs from what was seen
 * before. The first look at anything is no news.
 */
import * as z from 'zod/mini'
import { type Stored, stored } from '#lib/stored.ts'
import { imageName } from './image-facts.ts'
import type { ImageRef } from './images.ts'
import type { Answer, Member } from './members.ts'
import type { Image } from './schemas.ts'
import { holderOf, type SignedIn } from './session.ts'

const Names = z.record(z.string(), z.string())

const Seen = z.object({
  /** Images offered to the account by region: their names by ID. A region that was never looked at is not there. */
  pending: z.record(z.string(), Names),
  accepted: z.record(z.string(), Names),
  /** What the account shares: answers by account, by `region/imageId`, last seen last. */
  shares: z.record(z.string(), Names),
})
type Seen = z.infer<typeof Seen>

/** A piece of news about sharing. */
export type SharingNews =
  | { kind: 'offered'; region: string; imageId: string; name: string; owner: string | null }
  | { kind: 'answered'; region: string; imageId: string; account: string; answer: 'accepted' | 'rejected' }
  | { kind: 'withdrawn'; region: string; imageId: string; name: string }

/** More would fill the browser's storage; answers to what was seen longest ago are news no more. */
const MOST_SHARES = 1_000

const nothing: Seen = { pending: {}, accepted: {}, shares: {} }

const seenOf = (session: SignedIn): Stored<Seen> =>
  stored(`sharing-seen:v1:${holderOf(session)}`, (json): Seen => {
    const parsed = Seen.safeParse(json)
    return parsed.success ? parsed.data : nothing
  })

const nameOf = (image: Image) => imageName(image) ?? image.id
const namesOf = (images: readonly Image[]) => Object.fromEntries(images.map((image) => [image.id, nameOf(image)]))
const has = (names: Readonly<Record<string, string>> | undefined, id: string) =>
  names !== undefined && Object.hasOwn(names, id)
const isSame = (a: Readonly<Record<string, string>> | undefined, b: Readonly<Record<string, string>>) =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b)

/** @param images all that waits for an answer in the region now @returns what is new among them */
export function seePending(session: SignedIn, region: string, images: readonly Image[]): SharingNews[] {
  let news: SharingNews[] = []
  seenOf(session).update((now) => {
    const before = now.pending[region]
    const isNew = ({ id }: Image) => before !== undefined && !has(before, id) && !has(now.accepted[region], id)
    news = images.filter(isNew).map((image) => ({
      kind: 'offered',
      region,
      imageId: image.id,
      name: nameOf(image),
      owner: image.owner,
    }))
    const names = namesOf(images)
    return isSame(before, names) ? now : { ...now, pending: { ...now.pending, [region]: names } }
  })
  return news
}

/**
 * @param images all of others that the account has accepted in the region, as its list has them now
 * @returns those it had before, and no longer: whether they were taken back only asking for them tells
 */
export function seeAccepted(
  session: SignedIn,
  region: string,
  images: readonly Image[],
): (ImageRef & { name: string })[] {
  let missing: (ImageRef & { name: string })[] = []
  seenOf(session).update((now) => {
    const names = namesOf(images)
    const before = now.accepted[region]
    missing = Object.entries(before ?? {}).flatMap(([imageId, name]) =>
      has(names, imageId) || has(now.pending[region], imageId) ? [] : [{ region, imageId, name }],
    )
    return isSame(before, names) ? now : { ...now, accepted: { ...now.accepted, [region]: names } }
  })
  return missing
}

/** One's own answer is no news. */
export function seeOwnAnswer(session: SignedIn, region: string, image: Image, answer: Answer): void {
  const step = (lists: Seen['pending'], isIn: boolean) => {
    const { [image.id]: _before, ...others } = lists[region] ?? {}
    return lists[region] === undefined
      ? lists
      : { ...lists, [region]: isIn ? { ...others, [image.id]: nameOf(image) } : others }
  }
  seenOf(session).update((now) => ({
    ...now,
    pending: step(now.pending, answer === 'pending'),
    accepted: step(now.accepted, answer === 'accepted'),
  }))
}

/** The members of an image, as they were just read. */
export interface ReadMembers extends ImageRef {
  members: readonly Member[]
}

const keyOf = ({ region, imageId }: ImageRef) => `${region}/${imageId}`

/** @returns who has accepted or rejected since; who was not a member before has answered nothing yet */
export function seeMembers(session: SignedIn, lists: readonly ReadMembers[]): SharingNews[] {
  let news: SharingNews[] = []
  seenOf(session).update((now) => {
    news = []
    const shares = { ...now.shares }
    let isChanged = false
    for (const { region, imageId, members } of lists) {
      const key = keyOf({ region, imageId })
      const before = shares[key]
      const answers = Object.fromEntries(members.map(({ member_id, status }) => [member_id, status]))
      if (isSame(before ?? {}, answers)) continue
      isChanged = true
      for (const { member_id: account, status } of members)
        if (
          account !== session.account.id &&
          has(before, account) &&
          before?.[account] !== status &&
          (status === 'accepted' || status === 'rejected')
        )
          news.push({ kind: 'answered', region, imageId, account, answer: status })
      Reflect.deleteProperty(shares, key)
      if (members.length > 0) shares[key] = answers
    }
    return isChanged ? { ...now, shares: Object.fromEntries(Object.entries(shares).slice(-MOST_SHARES)) } : now
  })
  return news
}

/** Images of which somebody has not answered yet, as last seen. */
export const awaitedImages = (session: SignedIn): ImageRef[] =>
  Object.entries(seenOf(session).get().shares).flatMap(([key, answers]) => {
    const slash = key.indexOf('/')
    const region = key.slice(0, slash)
    const isAwaited = session.regions.includes(region) && Object.values(answers).includes('pending')
    return isAwaited ? [{ region, imageId: key.slice(slash + 1) }] : []
  })
