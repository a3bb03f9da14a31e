/** What somebody pasted to name an image. */
import { readImageParam, type RegionImage } from '#lib/paths.ts'

/** A region only where the text names one. */
export type PastedImage = Partial<Pick<RegionImage, 'region'>> & Pick<RegionImage, 'imageId'>

/**
 * An ID; `DFW/ID`; or the address of an image's page, of this dashboard or of a copy of it elsewhere. Null when there
 * is nothing but space and quotes.
 */
export const readPasted = (text: string): PastedImage | null => {
  const bare = text.trim().replace(/^["'<]+|["'>,;]+$/g, '')
  if (bare === '') return null
  const [, region, imageId] = /([^/]+)\/images\/([^/?#]+)/.exec(bare) ?? []
  if (region !== undefined && imageId !== undefined) return { region: decoded(region), imageId: decoded(imageId) }
  return readImageParam(bare) ?? { imageId: bare }
}

const decoded = (part: string) => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
