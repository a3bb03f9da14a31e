/** Files known by their first bytes alone: what is wrapped round a disk, and disks of other programs. */
import { startsWith, u32be, u64le, u32le } from './bytes.ts'
import type { ForeignDisk, PackedDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

const HEAD = 512

const PACKED: [PackedDisk['name'], PackedDisk['kind'], string][] = [
  ['gzip', 'compressed', '\u{1f}\u{8b}\u{08}'],
  ['xz', 'compressed', '\u{fd}7zXZ\0'],
  ['zstd', 'compressed', '\u{28}\u{b5}\u{2f}\u{fd}'],
  ['bzip2', 'compressed', 'BZh'],
  ['lz4', 'compressed', '\u{04}\u{22}\u{4d}\u{18}'],
  ['lzip', 'compressed', 'LZIP'],
  ['zip', 'archive', 'PK\u{03}\u{04}'],
  ['7z', 'archive', '7z\u{bc}\u{af}\u{27}\u{1c}'],
]

/** @returns gzip, xz …, and archives. An OVA is a tar whose first file is the description, an `.ovf`. */
export async function recognisePacked(reader: MeteredReader): Promise<PackedDisk | undefined> {
  const head = await reader.read(0, HEAD)
  const common = { format: 'packed', virtualSize: null, damage: [] } as const
  const found = PACKED.find(([name, , mark]) => startsWith(head, 0, mark) && (name !== 'bzip2' || isBzip2(head)))
  if (found) return { ...common, damage: [], name: found[0], kind: found[1] }
  if (!startsWith(head, 257, 'ustar')) return undefined
  return { ...common, damage: [], kind: 'archive', name: isOvfName(head) ? 'ova' : 'tar' }
}

/** Three letters are too few to go by: a digit for the block's size follows, then a block's mark or the end's. */
const isBzip2 = (head: DataView) => [0x31415926, 0x17724538].includes(u32be(head, 4))

const isOvfName = (head: DataView) => {
  for (let at = 0; at + 4 <= 100; at += 1) if (startsWith(head, at, '.ovf')) return true
  return false
}

const FOREIGN: [ForeignDisk['name'], string, (head: DataView) => number | null][] = [
  // Of qcow only version 1 is left: the later ones are recognised before. Big-endian, as they are.
  ['qcow 1', 'QFI\u{fb}', (head) => u32be(head, 24) * 2 ** 32 + u32be(head, 28)],
  ['QED', 'QED\0', (head) => u64le(head, 48)],
  ['Parallels', 'WithouFreSpacExt', (head) => u64le(head, 36) * 512],
  ['Parallels', 'WithoutFreeSpace', (head) => u32le(head, 36) * 512],
  ['LUKS', 'LUKS\u{ba}\u{be}', () => null],
]

export async function recogniseForeign(reader: MeteredReader): Promise<ForeignDisk | undefined> {
  const head = await reader.read(0, HEAD)
  const found = FOREIGN.find(([, mark]) => startsWith(head, 0, mark))
  if (found) return { format: 'foreign', name: found[0], virtualSize: found[2](head), damage: [] }
  // Apple's disk image: a block at the end.
  if (!startsWith(await reader.tail(512), 0, 'koly')) return undefined
  return { format: 'foreign', name: 'DMG', virtualSize: null, damage: [] }
}
