import { expect, test } from 'vitest'

import { inspectDisk } from './inspect.ts'
import { predictRefusals } from './refusals.ts'
import { suggestImage } from './suggest.ts'
import { fixtures, type Piece, sparseSource } from './testing/fixtures.ts'
import { warningsOf } from './warnings.ts'

const RUNS = 100_000

/** Repeatable noise (mulberry32). @returns numbers from 0 up to 1 */
function noise(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff]

test(`${RUNS.toLocaleString('en')} damaged files: none makes the inspection fail, hang, or read without limit`, async () => {
  const random = noise(20261123)
  const below = (count: number) => Math.floor(random() * count)

  /** A fixture with bytes overwritten, runs filled with an extreme, parts of another laid over it, or cut. */
  const damagedFile = () => {
    const { size, pieces } = fixtures[below(fixtures.length)]!
    const changed: Piece[] = [...pieces]
    for (let count = 1 + below(6); count > 0; count -= 1) {
      // Most bytes of a structure stand in the first hundred; the tables of some follow.
      const start = pieces[below(pieces.length)]?.at ?? 0
      const at = Math.max(0, start + below(random() < 0.7 ? 128 : 4096))
      const length = random() < 0.5 ? 1 : 1 + below(16)
      const bytes = random() < 0.5 ? EXTREMES[below(5)]! : below(256)
      changed.push({ at, bytes: new Uint8Array(length).fill(bytes) })
    }
    if (random() < 0.2) {
      const other = fixtures[below(fixtures.length)]!.pieces
      const piece = other[below(other.length)]
      if (piece) changed.push(piece)
    }
    if (random() < 0.7) return sparseSource(size, changed)
    return sparseSource(random() < 0.5 ? below(Math.min(size, 8192) + 1) : below(size + 1), changed)
  }

  const seen = new Set<string>()
  let most = 0
  for (let run = 0; run < RUNS; run += 1) {
    const inspection = await inspectDisk(damagedFile())
    const { disk, bytesRead } = inspection
    most = Math.max(most, bytesRead)
    seen.add(disk.format)
    const isSize = disk.virtualSize === null || (Number.isFinite(disk.virtualSize) && disk.virtualSize >= 0)
    const words = [
      ...predictRefusals(inspection).map(({ reason }) => reason),
      ...warningsOf(inspection).map(({ text }) => text),
    ]
    // Compared by hand: a matcher's own cost, a hundred thousand times, would be most of the test's.
    if (!isSize || words.some((text) => text.length === 0) || !(suggestImage(inspection).minDiskGiB >= 0)) {
      throw new Error(`Run ${run}: ${JSON.stringify(inspection)}`)
    }
  }
  expect(seen.size).toBe(10)
  expect(most).toBeLessThan(32 * 1024)
}, 60_000)
