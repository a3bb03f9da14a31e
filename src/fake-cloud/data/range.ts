/** Bytes from `start` up to, without, `end`. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Reads a `Range` header against a length.
 * @returns the ranges that can be satisfied, in the order asked for; none of them: unsatisfiable.
 * Undefined when the header is absent or unreadable and so counts for nothing.
 */
export function rangesOf(header: string | null, length: number): ByteRange[] | undefined {
  const specs = /^bytes=(.+)$/.exec(header?.trim() ?? '')?.[1]?.split(',')
  if (!specs) return undefined
  const ranges: ByteRange[] = []
  for (const spec of specs) {
    const [, first = '', last = ''] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(spec) ?? []
    if (first === '' && last === '') return undefined
    if (first !== '' && last !== '' && Number(first) > Number(last)) return undefined
    const range =
      first === ''
        ? { start: Math.max(0, length - Number(last)), end: length }
        : { start: Number(first), end: last === '' ? length : Math.min(length, Number(last) + 1) }
    if (range.start < range.end) ranges.push(range)
  }
  return ranges
}

/** `bytes 2-4/11` */
export const contentRange = ({ start, end }: ByteRange, length: number): string => `bytes ${start}-${end - 1}/${length}`
