/**
 * How much may hang on one image. Source: api §3.18 "Limits summary": 128 each by default; this cloud's operator, like
 * many, allows fewer tags and members.
 */
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'

export const LIMITS = { properties: 128, tags: 32, members: 32 }

type Limited = keyof typeof LIMITS

/** The sentence about a limit, in the words of the service. */
export const overLimit = (what: Limited, attempted: number): string =>
  `The limit has been exceeded on the number of allowed image ${what === 'members' ? 'members for this image' : what}. Attempted: ${attempted}, Maximum: ${LIMITS[what]}`

/** @throws Refusal 413 when the image carries more tags or properties than allowed */
export function checkLimits(image: ImageRow): void {
  const counted = {
    // What the service itself writes does not count.
    properties: Object.keys(image.properties).filter((key) => !key.startsWith('os_glance')).length,
    tags: image.tags.length,
  }
  for (const what of ['properties', 'tags'] as const) {
    if (counted[what] > LIMITS[what]) throw new Refusal(413, overLimit(what, counted[what]))
  }
}
