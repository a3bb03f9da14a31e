/** How much a container holds, as listings and headers count it. */
import type { ContainerRow, ObjectRow, SegmentRow } from '#fake-cloud/core/object-tables.ts'
import { type ByteRange, rangesOf } from '#fake-cloud/data/range.ts'

/** Bytes of a segment that count. */
export function segmentRange({ bytes, range }: SegmentRow): ByteRange {
  return rangesOf(range === undefined ? null : `bytes=${range}`, bytes)?.[0] ?? { start: 0, end: bytes }
}

/** Bytes as a listing shows them: a dynamic manifest counts nothing, a static one the sum of its segments. */
export const listedBytes = ({ content, staticManifest }: ObjectRow): number =>
  staticManifest?.map(segmentRange).reduce((sum, { start, end }) => sum + end - start, 0) ?? content.length

export function usageOf(container: ContainerRow): { count: number; bytes: number } {
  let bytes = 0
  for (const row of container.objects.from()) bytes += listedBytes(row)
  return { count: container.objects.size, bytes }
}
