/** One tag at a time. Source: api §3.9 "Tags". */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Resource } from '#fake-cloud/core/router.ts'

import { noContent, refuseBody } from './body.ts'
import { checkTag } from './fields.ts'
import { LIMITS, overLimit } from './limits.ts'
import { writableImage } from './write.ts'

const NOT_FOUND = (id: string) => `Image ${id} not found.`

/**
 * The tag in the path. Upstream was seen to take each byte of its UTF-8 for a letter, so that `grün` is stored as
 * `grÃ¼n`: letters beyond ASCII survive only in a PATCH.
 */
function tagIn({ cloud, params }: Exchange): string {
  const tag = params['tag'] ?? ''
  return cloud.flavour === 'rackspace' ? tag : String.fromCharCode(...new TextEncoder().encode(tag))
}

/** Repeatable. */
const addTag =
  (region: RegionTables): Handle =>
  async (exchange) => {
    await refuseBody(exchange)
    const tag = checkTag(tagIn(exchange))
    const image = writableImage(exchange, region, 'modify_image', NOT_FOUND)
    if (!image.tags.includes(tag)) {
      const tags = [...image.tags, tag]
      if (tags.length > LIMITS.tags) {
        throw new Refusal(413, `Image tag limit exceeded for image ${image.id}: ${overLimit('tags', tags.length)}:`)
      }
      save(exchange, region, image, tags)
    }
    return noContent()
  }

const removeTag =
  (region: RegionTables): Handle =>
  async (exchange) => {
    await refuseBody(exchange)
    const image = writableImage(exchange, region, 'modify_image', NOT_FOUND)
    const tags = image.tags.filter((tag) => tag !== tagIn(exchange))
    if (tags.length === image.tags.length) throw new Refusal(404, 'The resource could not be found.')
    save(exchange, region, image, tags)
    return noContent()
  }

const save = ({ cloud }: Exchange, region: RegionTables, image: ImageRow, tags: string[]): void =>
  region.images.put({ ...image, tags, updatedAt: cloud.clock.now() })

export const tagResources = (region: RegionTables): Resource[] => [
  { path: '/v2/images/:imageId/tags/:tag', verbs: { PUT: addTag(region), DELETE: removeTag(region) } },
]
