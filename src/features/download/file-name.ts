import { imageName } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'

/** A name for the file: the image's, without what file systems refuse, and the format's ending. */
export function fileNameOf(image: Image): string {
  const name = (imageName(image) ?? image.id).replaceAll(/[\p{Cc}"\\/:*?<>|]/gu, '_').slice(0, 120)
  const ending = image.disk_format && /^[a-z0-9]{1,8}$/u.test(image.disk_format) ? `.${image.disk_format}` : ''
  return ending && name.toLowerCase().endsWith(ending) ? name : name + ending
}
