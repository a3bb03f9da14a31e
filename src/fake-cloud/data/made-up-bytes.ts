import { hexOf } from '#fake-cloud/core/ids.ts'

import { type Fill, PIECE } from './content.ts'

/** Bytes of the pattern that each made-up content repeats. */
const PATTERN = PIECE
/** Bytes at the start of each repetition that name its place, so that no two stretches are alike. */
const STAMP = 8

function patternOf(key: string): Uint8Array<ArrayBuffer> {
  const pattern = new Uint8Array(PATTERN)
  // Half the blocks of a disk are empty; the rest looks like anything.
  const hex = hexOf(key, PATTERN)
  for (let index = 0; index < PATTERN / 2; index += 1) {
    pattern[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)
  }
  return pattern
}

/** Bytes computed from a key and the offset alone: the same at every read, whatever the range. */
export function madeUpBytes(key: string): Fill {
  let pattern: Uint8Array<ArrayBuffer> | undefined
  return (offset, length) => {
    pattern ??= patternOf(key)
    const within = offset % PATTERN
    const bytes = pattern.slice(within, within + length)
    if (within < STAMP) {
      const stamp = new DataView(new ArrayBuffer(STAMP))
      stamp.setBigUint64(0, BigInt(offset - within))
      bytes.set(new Uint8Array(stamp.buffer, within, Math.min(STAMP - within, length)))
    }
    return bytes
  }
}
