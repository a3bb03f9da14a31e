/**
 * Takes in the body of an upload piece by piece. Up to 8 MiB is kept whole; of anything larger stay the length, the
 * digests and the first and last 64 KiB, where the headers of disk images are. Between them it reads as zeros.
 */
import { type Content, memoryContent, sparseContent } from './content.ts'
import { startDigests } from './digest.ts'

/** Bytes of the largest upload that is kept whole. */
export const KEPT_WHOLE = 8 * 1024 * 1024
/** Bytes kept at either end of a larger one. */
const KEPT_END = 64 * 1024

export interface Received {
  content: Content
  md5: string
  /** Empty unless it is an image. */
  sha512: string
}

/** The client went away, or sent more or less than it announced. */
export class BrokenUpload extends Error {}
/** The body is larger than allowed. */
export class UploadTooLarge extends Error {}

interface Expected {
  isImage: boolean
  /** Bytes that were announced; undefined for a chunked body. */
  length?: number | undefined
  /** Bytes that are allowed. */
  most?: number
}

/** Bytes a request announces; undefined when it does not say. */
export function announcedLength(headers: Headers): number | undefined {
  const text = headers.get('content-length')
  return text === null ? undefined : Number(text)
}

/** Reads a body to its end. @throws BrokenUpload, UploadTooLarge */
export async function receive(body: ReadableStream<Uint8Array> | null, expected: Expected): Promise<Received> {
  const digests = await startDigests(expected)
  const kept = new KeptEnds()
  try {
    for await (const chunk of body ?? []) {
      digests.update(chunk)
      kept.add(chunk)
      if (kept.length > (expected.most ?? Number.POSITIVE_INFINITY)) throw new UploadTooLarge()
    }
  } catch (error) {
    if (error instanceof UploadTooLarge) throw error
    throw new BrokenUpload('The client went away', { cause: error })
  }
  if (expected.length !== undefined && kept.length !== expected.length) throw new BrokenUpload('Length differs')
  return { content: kept.content(), ...digests.finish() }
}

/** What is remembered of the bytes that went by. */
class KeptEnds {
  length = 0
  #whole: Uint8Array[] | undefined = []
  #head = new Uint8Array(0)
  #tail: Uint8Array[] = []
  #tailLength = 0

  add(chunk: Uint8Array): void {
    this.length += chunk.length
    if (this.#whole) {
      this.#whole.push(chunk.slice())
      if (this.length > KEPT_WHOLE) this.#letGo(this.#whole)
    } else this.#addToTail(chunk)
  }

  content(): Content {
    if (this.#whole) return memoryContent(joined(this.#whole))
    const tail = joined(this.#tail).slice(-KEPT_END)
    return sparseContent(this.length, [
      { offset: 0, bytes: this.#head },
      { offset: this.length - tail.length, bytes: tail },
    ])
  }

  #letGo(whole: Uint8Array[]): void {
    const all = joined(whole)
    this.#head = all.slice(0, KEPT_END)
    this.#whole = undefined
    this.#addToTail(all)
  }

  #addToTail(chunk: Uint8Array): void {
    // A copy of the end alone: the chunk may be a view on a large buffer of the socket.
    const end = chunk.slice(-KEPT_END)
    this.#tail.push(end)
    this.#tailLength += end.length
    for (let [first] = this.#tail; first && this.#tailLength - first.length >= KEPT_END; [first] = this.#tail) {
      this.#tail.shift()
      this.#tailLength -= first.length
    }
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
