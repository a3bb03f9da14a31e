/** How a file is cut into segments. */

export interface Part {
  /** `disk.vhd-00001`: sorts in order, and object browsers fold it behind `disk.vhd`. */
  name: string
  /** First byte, and the one after the last. */
  start: number
  end: number
}

/** A segment as the container lists it. */
export interface StoredPart {
  name: string
  bytes: number
  /** MD5, hex. */
  hash: string
}

/** Small enough that little is lost when one breaks off, large enough that 40 GiB take some thousand requests. */
export const PART_BYTES = 32 * 2 ** 20

/** An empty file has one empty part: a manifest needs something to stand for. */
export const partsOf = (bytes: number, objectName: string): Part[] =>
  Array.from({ length: Math.max(1, Math.ceil(bytes / PART_BYTES)) }, (_, index) => ({
    name: `${objectName}-${String(index + 1).padStart(5, '0')}`,
    start: index * PART_BYTES,
    end: Math.min((index + 1) * PART_BYTES, bytes),
  }))
