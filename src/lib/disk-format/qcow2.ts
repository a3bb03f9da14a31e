/** QEMU's format, versions 2 and 3. Big-endian. Source: "Qcow2 Image File Format" (QEMU's docs/interop/qcow2). */
import { startsWith, u32be, u64be, u8, utf8At } from './bytes.ts'
import type { Qcow2Disk } from './disk.ts'
import type { MeteredReader } from './source.ts'

const MAGIC = 'QFI\u{fb}'
/** Bits of the incompatible features. */
const CORRUPT = 2
const EXTERNAL_DATA = 4
const EXTENSION_DATA_FILE = 0x44415441
/** The format allows no longer name. */
const LONGEST_NAME = 1023
/** Enough for the header, its extensions and, as written by every tool, the name of the backing file. */
const HEADER_BYTES = 1024

export async function recogniseQcow2(reader: MeteredReader): Promise<Qcow2Disk | undefined> {
  const header = await reader.read(0, HEADER_BYTES)
  const version = u32be(header, 4)
  if (!startsWith(header, 0, MAGIC) || version < 2) return undefined
  const damage: string[] = []
  if (version > 3) damage.push(`Version ${version} of the format is not known.`)
  if (header.byteLength < 72) damage.push('The header is cut off.')
  // The lower half of the 64 bits: all that are defined so far are there.
  const features = version >= 3 ? u32be(header, 76) : 0
  if (features & CORRUPT) damage.push('The file marks itself as corrupt.')
  return {
    format: 'qcow2',
    version,
    virtualSize: u64be(header, 24),
    backingFile: await backingFile(reader, u64be(header, 8), u32be(header, 16)),
    dataFile: features & EXTERNAL_DATA ? dataFileName(header) : null,
    isEncrypted: u32be(header, 32) !== 0,
    compression: version >= 3 && u32be(header, 100) > 104 && u8(header, 104) === 1 ? 'zstd' : 'deflate',
    damage,
  }
}

async function backingFile(reader: MeteredReader, offset: number, length: number): Promise<string | null> {
  if (offset === 0 || length === 0) return null
  const size = Math.min(length, LONGEST_NAME)
  return utf8At(await reader.read(offset, size), 0, size)
}

/** Among the header's extensions: type, length, then data padded to 8 bytes. */
function dataFileName(header: DataView): string {
  let at = u32be(header, 100)
  while (at >= 72 && at + 8 <= header.byteLength) {
    const type = u32be(header, at)
    const length = u32be(header, at + 4)
    if (type === EXTENSION_DATA_FILE) return utf8At(header, at + 8, length)
    if (type === 0) break
    at += 8 + Math.ceil(length / 8) * 8
  }
  return ''
}
