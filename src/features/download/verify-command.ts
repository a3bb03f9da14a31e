import { knownHash } from '#api/image-download.ts'
import type { Image } from '#api/schemas.ts'

/** The line that compares a downloaded file with the image's hash, on any Unix; null where the cloud tells no hash. */
export function verifyCommand(image: Image, fileName: string): string | null {
  const known = knownHash(image)
  // The hash comes from the cloud: only what is a hash goes into a command.
  if (!known || !/^[0-9a-f]+$/iu.test(known.value)) return null
  return `printf '%s  %s\\n' ${known.value} '${fileName.replaceAll("'", String.raw`'\''`)}' | ${known.name}sum -c`
}
