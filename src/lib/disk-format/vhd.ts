/**
 * Virtual Hard Disk of Connectix and Microsoft: a footer in the last 512 bytes; dynamic and differencing disks begin with
 * a copy of it, followed by a header. Big-endian. Source: "Virtual Hard Disk Image Format Specification" 1.0.
 */
import { isZero, startsWith, textAt, u32be, u64be, u8, utf16beAt, uuidAt } from './bytes.ts'
import type { VhdDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

const FOOTER = 512
const HEADER = 1024
const COOKIE = 'conectix'
const TYPES = { 2: 'fixed', 3: 'dynamic', 4: 'differencing' } as const

type Variant = VhdDisk['variant']

const variantOf = (type: number): Variant => (type === 2 || type === 3 || type === 4 ? TYPES[type] : 'unknown')

/** Both structures carry the one's complement of the sum of all their other bytes. @param at where it stands */
function isSealed(view: DataView, length: number, at: number): boolean {
  let sum = 0
  for (let index = 0; index < length; index += 1) if (index < at || index >= at + 4) sum += u8(view, index)
  return ~sum >>> 0 === u32be(view, at)
}

export async function recogniseVhd(reader: MeteredReader): Promise<VhdDisk | undefined> {
  const tail = await reader.tail(FOOTER)
  // Virtual PC wrote fixed disks whose footer has 511 bytes.
  const isShort = startsWith(tail, 1, COOKIE)
  if (startsWith(tail, 0, COOKIE)) return read(reader, tail, { hasFooter: true, length: FOOTER })
  if (isShort) return read(reader, await reader.tail(FOOTER - 1), { hasFooter: true, length: FOOTER - 1 })
  const head = await reader.read(0, FOOTER)
  if (startsWith(head, 0, COOKIE)) return read(reader, head, { hasFooter: false, length: FOOTER })
  return undefined
}

async function read(
  reader: MeteredReader,
  footer: DataView,
  { hasFooter, length }: { hasFooter: boolean; length: number },
): Promise<VhdDisk> {
  const damage: string[] = []
  if (!hasFooter) damage.push('The footer at the end is missing: the file seems to be cut off.')
  if (!isSealed(footer, length, 64)) damage.push('The checksum of the footer does not fit.')
  const variant = variantOf(u32be(footer, 60))
  const virtualSize = u64be(footer, 48)
  if (variant === 'fixed' && reader.size < virtualSize + length) {
    damage.push('The file is shorter than the disk it says it holds.')
  }
  const parent = variant === 'fixed' ? null : await readHeader(reader, u64be(footer, 16), variant, damage)
  return {
    format: 'vhd',
    variant,
    virtualSize,
    uuid: uuidAt(footer, 68),
    isUuidZero: isZero(footer, 68, 16),
    hasFooter,
    parent,
    creator: textAt(footer, 28, 4).replaceAll('\0', ''),
    damage,
  }
}

/** The header of a disk that grows. @returns the disk it depends on */
async function readHeader(
  reader: MeteredReader,
  offset: number,
  variant: Variant,
  damage: string[],
): Promise<VhdDisk['parent']> {
  const header = await reader.read(offset, HEADER)
  if (header.byteLength < HEADER || !startsWith(header, 0, 'cxsparse')) {
    if (variant !== 'unknown') damage.push('The header of the dynamic disk is missing.')
    return null
  }
  if (!isSealed(header, HEADER, 36)) damage.push('The checksum of the dynamic header does not fit.')
  if (isZero(header, 40, 16)) return null
  return { uuid: uuidAt(header, 40), name: utf16beAt(header, 64, 512) }
}
