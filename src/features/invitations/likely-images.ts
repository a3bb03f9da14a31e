/** Which of one's own images somebody is likely to compare an offered one with. */
import { imageName } from '#api/image-facts.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'

const MOST = 50

const newest = (image: Image) => image.updated_at ?? image.created_at

/**
 * Those whose name or ID holds every word: of the same system first, then the newest.
 * @param account whose images
 */
export function likelyImages(images: readonly Image[], offered: Image, account: string, q: string): Image[] {
  const words = q.toLowerCase().split(/\s+/)
  const { distro } = operatingSystem(offered)
  const rank = (image: Image) => (operatingSystem(image).distro === distro ? 0 : 1)
  const matches = (image: Image) => {
    const text = `${imageName(image) ?? ''}\n${image.id}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return images
    .filter((image) => image.owner === account && matches(image))
    .toSorted((a, b) => rank(a) - rank(b) || newest(b).localeCompare(newest(a)))
    .slice(0, MOST)
}
