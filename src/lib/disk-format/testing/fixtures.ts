/** Files made by real tools, of which only the parts that a reader could want are kept. See src/tools/disk-fixtures.mjs. */
import type { DiskSource } from '#lib/disk-format/source.ts'
import stored from './fixtures.json' with { type: 'json' }

interface StoredFixture {
  name: string
  /** What made the file. */
  command: string
  /** Facts known from the command. */
  expected: { format: string } & Record<string, unknown>
  /** Facts as `qemu-img info` tells them. */
  qemu?: { format: string; virtualSize: number; backingFile?: string }
  size: number
  pieces: { at: number; length: number; deflated: string }[]
}

export interface Piece {
  at: number
  bytes: Uint8Array
}

export interface Fixture extends Omit<StoredFixture, 'pieces'> {
  /** Between them the file holds zeros. */
  pieces: Piece[]
}

/** A file that is zeros but for its pieces; overlapping ones hold the same bytes, or the later counts. */
export const sparseSource = (size: number, pieces: readonly Piece[]): DiskSource => ({
  size,
  read: async (offset, length) => {
    const end = Math.min(offset + length, size)
    const bytes = new Uint8Array(Math.max(0, end - offset))
    for (const piece of pieces) {
      const from = Math.max(offset, piece.at)
      const to = Math.min(end, piece.at + piece.bytes.length)
      if (from < to) bytes.set(piece.bytes.subarray(from - piece.at, to - piece.at), from - offset)
    }
    return bytes
  },
})

const inflated = async (base64: string) => {
  const deflated = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const bytes = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(bytes).arrayBuffer())
}

const list: StoredFixture[] = stored

export const fixtures: Fixture[] = await Promise.all(
  list.map(async ({ pieces, ...fixture }) => ({
    ...fixture,
    pieces: await Promise.all(pieces.map(async ({ at, deflated }) => ({ at, bytes: await inflated(deflated) }))),
  })),
)

/** @throws when no file of that name was made */
export function fixtureNamed(name: string): Fixture {
  const fixture = fixtures.find((candidate) => candidate.name === name)
  if (!fixture) throw new Error(`No fixture ${name}`)
  return fixture
}
