/** What is none of the formats is the disk itself. Its first sectors say how it is divided. */
import { startsWith, textAt, u16le, u32le, u8 } from './bytes.ts'
import type { RawDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

/** Partition tables of both sector sizes and the marks of file systems. */
const HEAD = 4608
const MBR_ENTRIES = [446, 462, 478, 494]
const PROTECTIVE = 0xee

export async function readRaw(reader: MeteredReader): Promise<RawDisk> {
  const head = await reader.read(0, HEAD)
  const content = (await guidTable(reader, head)) ?? fileSystem(head) ?? masterBootRecord(head, reader.size)
  return { format: 'raw', virtualSize: reader.size, content, damage: [] }
}

type Content = NonNullable<RawDisk['content']>

/** GPT. Source: UEFI specification §5.3: the header stands in the second sector, whatever a sector's size. */
async function guidTable(reader: MeteredReader, head: DataView): Promise<Content | undefined> {
  const at = [512, 4096].find((sector) => startsWith(head, sector, 'EFI PART'))
  if (at === undefined) return undefined
  // The entries follow the header: 128 bytes each, an all-zero type marks a free one. The first 28 are as good as all.
  const entries = await reader.read(at * 2, 28 * 128)
  let partitions = 0
  for (let entry = 0; entry < entries.byteLength; entry += 128) if (u32le(entries, entry) !== 0) partitions += 1
  return { kind: 'gpt', partitions }
}

/**
 * The classic table. File systems end their boot sector with the same two bytes, so the entries have to make sense:
 * each is marked bootable or not, and those in use begin inside the disk.
 */
function masterBootRecord(head: DataView, size: number): Content | null {
  if (u16le(head, 510) !== 0xaa55) return null
  const used = MBR_ENTRIES.filter((at) => u8(head, at + 4) !== 0)
  const isSound = used.every((at) => (u8(head, at) & 0x7f) === 0 && u32le(head, at + 8) * 512 < size)
  if (used.length === 0 || !isSound) return null
  if (used.some((at) => u8(head, at + 4) === PROTECTIVE)) return null
  return { kind: 'mbr', partitions: used.length }
}

/** A disk without partitions, as some kernels boot from. */
function fileSystem(head: DataView): Content | undefined {
  const named = (name: string): Content => ({ kind: 'file-system', name })
  if (u16le(head, 1080) === 0xef53) return named('ext')
  if (startsWith(head, 0, 'XFSB')) return named('XFS')
  if (startsWith(head, 3, 'NTFS    ')) return named('NTFS')
  if (u16le(head, 510) === 0xaa55 && [54, 82].some((at) => textAt(head, at, 3) === 'FAT')) return named('FAT')
  return undefined
}
