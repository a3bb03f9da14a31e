/** Where the bytes of a disk file come from, and how many of them were asked for. */

/** Anything that can hand out a part of itself: a file of this computer, an object of the cloud, a test's fixture. */
export interface DiskSource {
  /** Bytes of the whole file. */
  size: number
  /**
   * The bytes from `offset` on. Both are whole numbers inside the file.
   * @returns exactly `length` bytes; fewer when the file is shorter than `size` says
   * @throws what reading failed with, which passes through the inspection
   */
  read: (offset: number, length: number) => Promise<Uint8Array>
}

/** A file of this computer, read by slices. */
export const blobSource = (blob: Blob): DiskSource => ({
  size: blob.size,
  read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
})

/** Bytes per read of a format's structures; past this a length in a file is damage, not a size to trust. */
const LONGEST_READ = 8 * 1024

/** Reads for one inspection: clamps every range to the file, remembers what was read, counts bytes and reads. */
export class MeteredReader {
  readonly #source: DiskSource
  readonly #known: { at: number; bytes: Uint8Array }[] = []
  bytesRead = 0
  reads = 0

  constructor(source: DiskSource) {
    this.#source = source
  }

  get size(): number {
    return this.#source.size
  }

  /** What there is of the range, possibly nothing. Offsets come from files, so any number is allowed. */
  async read(offset: number, length: number): Promise<DataView> {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= this.size) return NOTHING
    const end = Math.min(offset + Math.min(length, LONGEST_READ), this.size)
    const known = this.#known.find(({ at, bytes }) => at <= offset && end <= at + bytes.length)
    if (known) return viewOf(known.bytes.subarray(offset - known.at, end - known.at))
    const bytes = await this.#source.read(offset, end - offset)
    this.bytesRead += bytes.length
    this.reads += 1
    this.#known.push({ at: offset, bytes })
    return viewOf(bytes)
  }

  /** The last bytes of the file. */
  tail = async (length: number) => this.read(Math.max(0, this.size - length), length)
}

const NOTHING = new DataView(new ArrayBuffer(0))

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
