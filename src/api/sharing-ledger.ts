/**
 * Everything the account shares: each of its images that can have members, and who they are. There is no call for
 * that: the members of every image are asked for, a few images at a time, and shown as they arrive.
 */
import { CancelledError, queryOptions, type QueryClient } from '@tanstack/react-query'
import { runAll } from '#lib/run-all.ts'
import { ALL_REGIONS } from '#lib/paths.ts'
import { memberCan } from './capabilities.ts'
import { pagesOf } from './catalog-pages.ts'
import { isCurrent } from './catalog-publish.ts'
import { ApiError } from './errors.ts'
import type { ImageRef } from './images.ts'
import { type Member, memberQueries, withMember } from './members.ts'
import type { Image } from './schemas.ts'
import { scopeKey, type SignedIn } from './session.ts'

/** One image of the account, and who it is shared with. */
export interface LedgerImage {
  region: string
  image: Image
  /** As last read; null: not yet, or reading failed. */
  members: readonly Member[] | null
  /** Why the last reading failed. */
  error: ApiError | null
}

export interface LedgerData {
  images: readonly LedgerImage[]
  /** Images whose members have been asked for. */
  read: number
  complete: boolean
  /** Regions whose images could not be listed. */
  failed: readonly { region: string; error: ApiError }[]
}

/** Requests under way at once, whatever the number of regions. */
export const LEDGER_LANES = 8

/** Between two pictures of a ledger that is arriving. */
const PUBLISH_MS = 150

/** @param region one, or `ALL_REGIONS` */
const ledgerKey = (session: SignedIn, region: string) => [...scopeKey(session, region), 'sharing-ledger'] as const

/** @param region one, or `ALL_REGIONS` */
export const ledgerQuery = (session: SignedIn, region: string) =>
  queryOptions({
    queryKey: ledgerKey(session, region),
    queryFn: async ({ client, signal }): Promise<LedgerData> => {
      const regions = region === ALL_REGIONS ? session.regions : [region]
      return readLedger(client, session, regions, ledgerKey(session, region), signal)
    },
    staleTime: 5 * 60_000,
    structuralSharing: false,
  })

/** Whether any ledger is being read: nothing else that can wait should ask for members meanwhile. */
export const isReadingLedger = (client: QueryClient, session: SignedIn): boolean =>
  [...session.regions, ALL_REGIONS].some(
    (region) => client.getQueryState(ledgerKey(session, region))?.fetchStatus === 'fetching',
  )

async function readLedger(
  client: QueryClient,
  session: SignedIn,
  regions: readonly string[],
  queryKey: readonly unknown[],
  signal: AbortSignal,
): Promise<LedgerData> {
  const failed: { region: string; error: ApiError }[] = []
  const rows = new Map<string, Omit<LedgerImage, 'members'>>()
  await runAll(
    regions,
    async (name) => {
      try {
        for (const image of await shareableImages(session, name, signal)) {
          const row = { region: name, image, error: null }
          rows.set(ledgerImageKey(row), row)
        }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        failed.push({ region: name, error })
      }
    },
    { limit: 2, signal },
  )
  if (failed[0] && failed.length === regions.length) throw failed[0].error

  let read = 0
  let publishedAt = 0
  // What is shared or taken back meanwhile is in the image's own list, also before or after it was asked for here; of
  // an image whose list nobody holds, in the last picture.
  const now = (complete: boolean): LedgerData => {
    const shown = rowsByKey(client.getQueryData<LedgerData>(queryKey))
    const images = [...rows].map(([key, row]): LedgerImage => {
      const ref = { region: row.region, imageId: row.image.id }
      const own = client.getQueryData(memberQueries.list(session, ref).queryKey)
      return { ...row, members: own ?? shown.get(key)?.members ?? null }
    })
    return { images, read, complete, failed }
  }
  const publish = () => {
    signal.throwIfAborted()
    // The cookie decides whose images an answer holds: after a switch of account they are not this session's.
    if (!isCurrent(client, session)) throw new CancelledError({ revert: true })
    if (Date.now() - publishedAt < PUBLISH_MS) return
    publishedAt = Date.now()
    client.setQueryData(queryKey, now(false))
  }
  publish()
  await runAll(
    [...rows.values()],
    async (row) => {
      const ref = { region: row.region, imageId: row.image.id }
      const error = await askMembers(client, session, ref, signal)
      read += 1
      rows.set(ledgerImageKey(row), { ...row, error })
      publish()
    },
    { limit: LEDGER_LANES, signal },
  )
  signal.throwIfAborted()
  return now(true)
}

/** The answer goes into the image's own list. @returns why there is none */
async function askMembers(
  client: QueryClient,
  session: SignedIn,
  ref: ImageRef,
  signal: AbortSignal,
): Promise<ApiError | null> {
  for (;;) {
    try {
      await client.fetchQuery({ ...memberQueries.list(session, ref), staleTime: 0 })
      return null
    } catch (error) {
      if (error instanceof ApiError) return error
      // A write to the image's members has given this reading up: it knew the members as they were before.
      if (!(error instanceof CancelledError) || signal.aborted) throw error
    }
  }
}

/** The account's images that can have members: upstream shared ones, hidden or not; on Rackspace all but public ones. */
async function shareableImages(session: SignedIn, region: string, signal: AbortSignal): Promise<Image[]> {
  const own = { owner: session.account.id }
  const filters =
    session.flavour === 'rackspace'
      ? [own]
      : [
          { ...own, visibility: 'shared' },
          { ...own, visibility: 'shared', os_hidden: 'true' },
        ]
  const found = new Map<string, Image>()
  for (const filter of filters)
    for await (const { images } of pagesOf(region, filter, { signal }))
      for (const image of images)
        if (image.owner === session.account.id && memberCan.list(image, session).ok) found.set(image.id, image)
  return [...found.values()]
}

const ledgerImageKey = ({ region, image }: Pick<LedgerImage, 'region' | 'image'>) => `${region}/${image.id}`

const rowsByKey = (data: LedgerData | undefined) => new Map(data?.images.map((one) => [ledgerImageKey(one), one]))

/**
 * Works what is known of one member into every ledger that has been read; null: it is none any more. An image that a
 * ledger does not know, as it could not have members when that was read, makes it read again.
 */
export function spreadLedger(
  client: QueryClient,
  session: SignedIn,
  { region, imageId }: ImageRef,
  memberId: string,
  member: Member | null,
): void {
  const isIt = (one: LedgerImage) => one.region === region && one.image.id === imageId
  for (const name of [region, ALL_REGIONS]) {
    const queryKey = ledgerKey(session, name)
    const now = client.getQueryData<LedgerData>(queryKey)
    if (!now) continue
    if (member && !now.images.some(isIt)) {
      void client.invalidateQueries({ queryKey, exact: true })
      continue
    }
    client.setQueryData<LedgerData>(queryKey, {
      ...now,
      images: now.images.map((one) =>
        isIt(one) && one.members ? { ...one, members: withMember(one.members, memberId, member) } : one,
      ),
    })
  }
}
