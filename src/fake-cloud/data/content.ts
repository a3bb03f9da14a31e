/**
 * The bytes of an object or an image, read in pieces. Only small bodies are in memory: a body of many GiB is a few
 * known blocks with made-up bytes or zeros between them, so that it costs nothing until it is read.
 */
export interface Content {
  /** Bytes. */
  readonly length: number
  /** Bytes from `start` up to, without, `end`, in pieces of at most 64 KiB. */
  read(start: number, end: number): Generator<Uint8Array<ArrayBuffer>>
}

/** Largest piece handed out at once, and the step of made-up bytes. */
export const PIECE = 64 * 1024

/** Bytes of a stretch that is made up: `length` of them from `offset`; it never crosses a multiple of `PIECE`. */
export type Fill = (offset: number, length: number) => Uint8Array<ArrayBuffer>

const zeros: Fill = (_offset, length) => new Uint8Array(length)

export const memoryContent = (bytes: Uint8Array<ArrayBuffer>): Content => ({
  length: bytes.length,
  *read(start, end) {
    for (let at = start; at < end; at += PIECE) yield bytes.subarray(at, Math.min(end, at + PIECE))
  },
})

export const textContent = (text: string): Content => memoryContent(new TextEncoder().encode(text))

/** A block of known bytes inside a sparse content. */
export interface Block {
  offset: number
  bytes: Uint8Array<ArrayBuffer>
}

/** So many bytes of which some blocks are known and the rest is filled. @param blocks in order, not overlapping */
export const sparseContent = (length: number, blocks: readonly Block[], fill: Fill = zeros): Content => ({
  length,
  *read(start, end) {
    for (let at = start; at < end;) {
      const stop = Math.min(end, at - (at % PIECE) + PIECE)
      const piece = fill(at, stop - at)
      for (const block of blocks) overlay(piece, at, block)
      yield piece
      at = stop
    }
  },
})

/** Writes the part of a block that falls into a piece. */
function overlay(piece: Uint8Array, at: number, { offset, bytes }: Block): void {
  const from = Math.max(at, offset)
  const to = Math.min(at + piece.length, offset + bytes.length)
  if (from < to) piece.set(bytes.subarray(from - offset, to - offset), from - at)
}

/** A stretch of another content. */
export const sliceContent = (whole: Content, from: number, to: number): Content => ({
  length: to - from,
  read: (start, end) => whole.read(from + start, from + end),
})

/** Contents one after the other, as a large object reads its segments. */
export const joinContents = (parts: readonly Content[]): Content => ({
  length: parts.reduce((sum, part) => sum + part.length, 0),
  *read(start, end) {
    let offset = 0
    for (const part of parts) {
      const from = Math.max(start - offset, 0)
      const to = Math.min(end - offset, part.length)
      if (from < to) yield* part.read(from, to)
      offset += part.length
    }
  },
})

/** A short stretch in one piece; clipped to the content. */
export function bytesOf(content: Content, start: number, end: number): Uint8Array<ArrayBuffer> {
  const from = Math.max(0, start)
  const to = Math.min(content.length, end)
  const whole = new Uint8Array(Math.max(0, to - from))
  let at = 0
  for (const piece of from < to ? content.read(from, to) : []) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
