/**
 * Readings of an image that no query asked for. Unlike the answer of a write such a reading may be overtaken on its way,
 * by a write or by a later reading: then what those put into the caches stays.
 */
import { mergeImage } from './catalog.ts'
import { readImage, type WriteTarget } from './image-writes.ts'
import { imageQueries } from './images.ts'
import { isSameImage } from './same-image.ts'
import type { Image } from './schemas.ts'
import { settleQuery } from './settle-query.ts'

/**
 * To be called before the service is asked.
 * @returns works the answer into every cache that holds the image; false: it was overtaken, and nothing was done. Every
 * write's answer goes into the image's own query, so that query's count of updates tells, where times would not: they
 * have whole seconds.
 */
export function beginReading({ client, session, ref }: WriteTarget): (image: Image) => Promise<boolean> {
  const { queryKey } = imageQueries.detail(session, ref)
  const updates = () => client.getQueryState(queryKey)?.dataUpdateCount ?? 0
  const before = updates()
  return async (image) => {
    if (updates() !== before) return false
    const held = client.getQueryData(queryKey)
    const isNews = held === undefined || !isSameImage(held, image)
    if (isNews) {
      let isOvertaken = false
      await settleQuery(client, queryKey, (now) => {
        isOvertaken = updates() !== before
        return isOvertaken ? now : image
      })
      if (isOvertaken) return false
      void client.invalidateQueries({ queryKey: imageQueries.entity(session, ref).queryKey })
    }
    mergeImage(client, session, ref.region, image)
    return true
  }
}

/** The image as the service has it now, worked into every cache. @throws ApiError */
export async function readIntoCaches(target: WriteTarget): Promise<Image> {
  for (;;) {
    const spread = beginReading(target)
    const image = await readImage(target)
    if (await spread(image)) return image
  }
}
