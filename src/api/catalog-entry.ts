/** What a catalog is made of: images of one or several regions, from the lists the service keeps apart. */
import type { Image } from './schemas.ts'

/**
 * `default`: what a plain list call returns. The others are what it leaves out: community images of others, hidden
 * images, and images shared with the account that it has not accepted. Source: "GET /v2/images - list".
 */
export const listNames = ['default', 'community', 'hidden', 'pending', 'rejected'] as const
export type ListName = (typeof listNames)[number]

/** A row of the catalog. */
export interface CatalogEntry {
  region: string
  list: ListName
  image: Image
}

/** Names an entry in a catalog of several regions: an ID may exist in more than one. */
export const entryKey = ({ region, image }: Pick<CatalogEntry, 'region' | 'image'>) => `${region}/${image.id}`
