/**
 * Disk files as a customer might upload them. Built from the published VHD format alone, so that what the import makes
 * of them is judged by somebody else than who wrote it. Source: "Task to import image", "Virtual Hard Disk Format".
 */
const MIB = 2 ** 20
export const GIB = 2 ** 30

const FOOTER = 512
const HEADER = 1024
const BLOCK = 2 * MIB

interface Footer {
  /** 2 fixed, 3 dynamic, 4 differencing. */
  type?: number
  /** Bytes of the disk as a machine sees it. */
  virtualSize?: number
  uuid?: number
  cookie?: string
}

const ascii = (text: string) => new TextEncoder().encode(text)
const ALL_ONES = 0xffffffffffffffffn

/** Writes the checksum: the one's complement of the sum of all other bytes. */
function seal(part: Uint8Array, at: number): void {
  const sum = part.reduce((total, byte, index) => (index >= at && index < at + 4 ? total : total + byte), 0)
  new DataView(part.buffer, part.byteOffset).setUint32(at, ~sum >>> 0)
}

function footerOf({ type = 2, virtualSize = MIB, uuid = 0x5a, cookie = 'conectix' }: Footer): Uint8Array {
  const footer = new Uint8Array(FOOTER)
  const view = new DataView(footer.buffer)
  footer.set(ascii(cookie), 0)
  view.setUint32(8, 2)
  view.setUint32(12, 0x10000)
  view.setBigUint64(16, type === 2 ? ALL_ONES : BigInt(FOOTER))
  view.setBigUint64(40, BigInt(virtualSize))
  view.setBigUint64(48, BigInt(virtualSize))
  view.setUint32(60, type)
  footer.fill(uuid, 68, 84)
  seal(footer, 64)
  return footer
}

function headerOf(entries: number, parent: number): Uint8Array {
  const header = new Uint8Array(HEADER)
  const view = new DataView(header.buffer)
  header.set(ascii('cxsparse'), 0)
  view.setBigUint64(8, ALL_ONES)
  view.setBigUint64(16, BigInt(FOOTER + HEADER))
  view.setUint32(24, 0x10000)
  view.setUint32(28, entries)
  view.setUint32(32, BLOCK)
  header.fill(parent, 40, 56)
  seal(header, 36)
  return header
}

/** All bytes of the disk and then the footer. */
export function fixedDisk(footer: Footer = {}): Uint8Array {
  const disk = new Uint8Array(MIB + FOOTER)
  disk.set(footerOf(footer), MIB)
  return disk
}

/** Footer, header, a table in which no block was ever written, and the footer again. */
export function dynamicDisk({ parent = 0, ...rest }: Footer & { parent?: number } = {}): Uint8Array {
  const given = { type: 3, virtualSize: GIB, ...rest }
  const entries = Math.ceil(given.virtualSize / BLOCK)
  const tableEnd = FOOTER + HEADER + Math.ceil((entries * 4) / FOOTER) * FOOTER
  const disk = new Uint8Array(tableEnd + FOOTER).fill(0xff)
  const footer = footerOf(given)
  disk.set(footer, 0)
  disk.set(headerOf(entries, parent), FOOTER)
  disk.set(footer, tableEnd)
  return disk
}

/** The same disk with one byte turned over, so that a checksum no longer fits. @param at from the end when negative */
export function damaged(disk: Uint8Array, at: number): Uint8Array {
  const copy = disk.slice()
  const index = at < 0 ? copy.length + at : at
  copy[index] = 0xff ^ (copy[index] ?? 0)
  return copy
}
