/** What a comparison's URL says, read like any input: nothing in it is trusted. */
import type { ImageRef } from '#api/images.ts'
import { type CompareView, paths, readImageParam } from '#lib/paths.ts'

/** More columns cannot be read side by side. */
export const MOST_IMAGES = 4
export const FEWEST_IMAGES = 2

export interface CompareState extends Required<CompareView> {
  /** Every image named, each once; those past `MOST_IMAGES` are not shown. */
  images: readonly ImageRef[]
}

export const isSameRef = (one: ImageRef, two: ImageRef) => one.region === two.region && one.imageId === two.imageId

/** Each image once, where it comes first. */
const withoutDuplicates = (refs: readonly ImageRef[]) =>
  refs.filter((ref, at) => refs.findIndex((other) => isSameRef(ref, other)) === at)

export const parseCompareState = (params: URLSearchParams): CompareState => ({
  images: withoutDuplicates(params.getAll('image').flatMap((text) => readImageParam(text) ?? [])),
  onlyDifferences: params.get('only') === 'differences',
  q: params.get('q') ?? '',
})

export const comparePath = (region: string, { images, ...view }: CompareState) => paths.compare(region, images, view)

/** The same images with one of them in another place; unchanged when there is no such place. */
export const moved = (refs: readonly ImageRef[], ref: ImageRef, to: number): readonly ImageRef[] => {
  const from = refs.findIndex((other) => isSameRef(other, ref))
  if (from === -1 || to < 0 || to >= refs.length) return refs
  return refs.toSpliced(from, 1).toSpliced(to, 0, ref)
}

const LONGEST_ID = 255

/**
 * Why this cannot be an image of the account, told without asking; null when the service has to be asked. `.` and `..`
 * would be taken out of the request's path, which then asks for something else.
 */
export const refusalOf = ({ region, imageId }: ImageRef, regions: readonly string[]): string | null => {
  if (!regions.includes(region)) return `This account has no images in a region called ${shortened(region)}.`
  if (/^\.{1,2}$/.test(imageId) || imageId.length > LONGEST_ID)
    return `${shortened(imageId)} is not the ID of an image.`
  return null
}

/** For sentences: an ID or region made up by somebody may be of any length. */
export const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text)
