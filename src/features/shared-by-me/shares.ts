/** The ledger as rows: one per share, per image, or per account. */
import { imageName } from '#api/image-facts.ts'
import type { Member } from '#api/members.ts'
import type { Image } from '#api/schemas.ts'
import type { LedgerImage } from '#api/sharing-ledger.ts'
import { parseApiTime } from '#lib/dates.ts'

/** One image shared with one account. */
export interface Share {
  key: string
  region: string
  image: Image
  member: Member
}

/** How many accounts have answered so. */
export interface Tally {
  accepted: number
  pending: number
  rejected: number
}

export interface ImageShares extends Tally {
  key: string
  region: string
  image: Image
  shares: readonly Share[]
}

export interface AccountShares extends Tally {
  key: string
  account: string
  shares: readonly Share[]
  /** Shares that have waited too long for an answer. */
  stale: number
}

const dayMs = 24 * 60 * 60_000

/** After two weeks an invitation was overlooked, or nobody told the other side. */
const STALE_MS = 14 * dayMs

/** Whether an offer has waited so long for its answer that one should ask. @param now milliseconds since 1970 */
export function isStale({ member }: Share, now: number): boolean {
  const since = parseApiTime(member.created_at)
  return member.status === 'pending' && since !== null && now - since > STALE_MS
}

export const sharesOf = (images: readonly LedgerImage[]): Share[] =>
  images.flatMap(({ region, image, members }) =>
    (members ?? []).map((member) => ({ key: `${region}/${image.id}/${member.member_id}`, region, image, member })),
  )

const tally = (shares: readonly Share[]): Tally => {
  const of = (status: string) => shares.filter(({ member }) => member.status === status).length
  return { accepted: of('accepted'), pending: of('pending'), rejected: of('rejected') }
}

const grouped = (shares: readonly Share[], keyOf: (share: Share) => string) => {
  const groups = new Map<string, Share[]>()
  for (const share of shares) {
    const key = keyOf(share)
    const group = groups.get(key)
    if (group) group.push(share)
    else groups.set(key, [share])
  }
  return groups
}

/** Images shared with anybody, in the order of the ledger. */
export const sharesByImage = (shares: readonly Share[]): ImageShares[] =>
  [...grouped(shares, ({ region, image }) => `${region}/${image.id}`)].flatMap(([key, group]) => {
    const [first] = group
    return first ? [{ key, region: first.region, image: first.image, shares: group, ...tally(group) }] : []
  })

/** @param now milliseconds since 1970 */
export const sharesByAccount = (shares: readonly Share[], now: number): AccountShares[] =>
  [...grouped(shares, ({ member }) => member.member_id)].map(([account, group]) => ({
    key: account,
    account,
    shares: group,
    ...tally(group),
    stale: group.filter((share) => isStale(share, now)).length,
  }))

export const shareName = ({ image }: Pick<Share, 'image'>) => imageName(image) ?? image.id

/** What a share is found by: the image, its ID, the account and its name. */
export const shareMatches = (share: Share, accountName: string | null, q: string): boolean => {
  const text = `${shareName(share)}\n${share.image.id}\n${share.member.member_id}\n${accountName ?? ''}`.toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
