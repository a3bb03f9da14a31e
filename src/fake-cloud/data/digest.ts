import { createMD5, createSHA512 } from 'hash-wasm'

import { type Content, bytesOf } from './content.ts'

// One instance serves every short text: it is never left half-way.
const md5 = await createMD5()

/** MD5 of something short, in hex. */
export const md5Of = (data: string | Uint8Array): string => md5.init().update(data).digest('hex')

/** MD5 of a content that fits in memory, in hex. */
export const md5OfContent = (content: Content): string => md5Of(bytesOf(content, 0, content.length))

/** Digests of a body that passes by, in hex. */
export interface RunningDigests {
  update(bytes: Uint8Array): void
  finish(): { md5: string; sha512: string }
}

/** @param isImage Images have both digests; objects only an MD5, and SHA-512 costs the more time. */
export async function startDigests({ isImage }: { isImage: boolean }): Promise<RunningDigests> {
  const [running, long] = [await createMD5(), isImage ? await createSHA512() : undefined]
  running.init()
  long?.init()
  return {
    update(bytes) {
      running.update(bytes)
      long?.update(bytes)
    },
    finish: () => ({ md5: running.digest('hex'), sha512: long?.digest('hex') ?? '' }),
  }
}
