import { hexOf } from '#fake-cloud/core/ids.ts'

import type { Content } from './content.ts'
import { md5OfContent } from './digest.ts'
import { KEPT_WHOLE } from './receive.ts'

/** MD5 of a content that nobody sent, in hex; made up where it would have to be computed over many GiB. */
export const knownMd5 = (key: string, content: Content): string =>
  content.length <= KEPT_WHOLE ? md5OfContent(content) : hexOf(`${key} md5`, 32)

/** SHA-512 of a content that nobody sent, in hex: always made up, since nothing compares it with the bytes. */
export const madeUpSha512 = (key: string): string => hexOf(`${key} sha512`, 128)
