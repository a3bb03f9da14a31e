/** One image. Source: "GET /v2/images/{id}". */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { catalogKey } from './catalog.ts'
import { apiUrl, callImages } from './client.ts'
import { isSameImage } from './same-image.ts'
import { Image, ImagePage } from './schemas.ts'
import type { SignedIn } from './session.ts'

export interface ImageRef {
  region: string
  imageId: string
}

/** Path of an image below `/v2`. */
export const imagePath = (imageId: string) => `/images/${encodeURIComponent(imageId)}`

export const imageQueries = {
  detail: (session: SignedIn, { region, imageId }: ImageRef) =>
    queryOptions({
      queryKey: [...catalogKey(session, region), 'detail', imageId],
      queryFn: async ({ client, queryKey, signal }) => {
        const image = await callImages(region, imagePath(imageId), Image, { signal })
        // An answer that says nothing new changes nothing on screen.
        const before = client.getQueryData<Image>(queryKey)
        return before && isSameImage(before, image) ? before : image
      },
    }),
  /** The same entity as the service wrote it, for people who want to see exactly that. */
  entity: (session: SignedIn, { region, imageId }: ImageRef) =>
    queryOptions({
      queryKey: [...catalogKey(session, region), 'entity', imageId],
      queryFn: ({ signal }) => callImages(region, imagePath(imageId), z.looseObject({ id: z.string() }), { signal }),
      staleTime: 0,
    }),
  /**
   * Whether the provider lists the image publicly today. A public image that can be fetched by its ID but is in no
   * list is end-of-life. Source: "Standard versus nonstandard images".
   */
  listedPublicly: (session: SignedIn, { region, imageId }: ImageRef) =>
    queryOptions({
      queryKey: [...catalogKey(session, region), 'listed-publicly', imageId],
      queryFn: async ({ signal }) => {
        const search = new URLSearchParams({ visibility: 'public', id: imageId, limit: '1' })
        const { images } = await callImages(region, `/images?${search}`, ImagePage, { signal })
        return images.some(({ id }) => id === imageId)
      },
      staleTime: 10 * 60_000,
    }),
}

/** Where a browser downloads the image's data from: the proxy streams it as an attachment. */
export const imageFileUrl = ({ region, imageId }: ImageRef) =>
  apiUrl(`regions/${encodeURIComponent(region)}/image/v2${imagePath(imageId)}/file`).href
