/** Small real data: noise behind the header (or before the footer) by which a disk format is recognised. */
import { GIB } from './image-spec.ts'
import { noise, uuidOf } from './random.ts'

const SECTOR = 512
const VIRTUAL_SIZE = BigInt(10 * GIB)

/** Version 3 header of an empty disk. Source: QEMU's "qcow2" format document. */
function qcow2(data: Buffer): void {
  data.fill(0, 0, SECTOR)
  data.write('QFI\xfb', 0, 'latin1')
  data.writeUInt32BE(3, 4)
  data.writeUInt32BE(16, 20) // cluster bits
  data.writeBigUInt64BE(VIRTUAL_SIZE, 24)
  data.writeUInt32BE(20, 36) // entries of the first mapping table
  data.writeBigUInt64BE(0x30000n, 40)
  data.writeBigUInt64BE(0x10000n, 48)
  data.writeUInt32BE(1, 56)
  data.writeUInt32BE(4, 96) // 16-bit reference counts
  data.writeUInt32BE(104, 100) // header length
}

/** Footer of a fixed disk as large as the data before it. Source: "Virtual Hard Disk Image Format Specification". */
function vhd(data: Buffer, seed: string): void {
  const footer = Buffer.alloc(SECTOR)
  const size = BigInt(data.length - SECTOR)
  footer.write('conectix', 0)
  footer.writeUInt32BE(2, 8)
  footer.writeUInt32BE(0x10000, 12)
  footer.fill(0xff, 16, 24)
  footer.write('tap\0', 28)
  footer.writeUInt32BE(0x10000, 32)
  footer.writeBigUInt64BE(size, 40)
  footer.writeBigUInt64BE(size, 48)
  footer.writeUInt16BE(Number(size) / SECTOR / (4 * 17), 56)
  footer.writeUInt8(4, 58)
  footer.writeUInt8(17, 59)
  footer.writeUInt32BE(2, 60) // fixed
  footer.write(uuidOf(seed).replaceAll('-', ''), 68, 'hex')
  const sum = footer.reduce((total, byte) => total + byte, 0)
  footer.writeUInt32BE(~sum >>> 0, 64)
  footer.copy(data, data.length - SECTOR)
}

/** @param bytes at least 64 KiB, a multiple of 512 */
export function diskContent(seed: string, format: string | null, bytes: number): Buffer<ArrayBuffer> {
  const data = Buffer.from(noise(seed, bytes))
  if (format === 'qcow2') qcow2(data)
  if (format === 'vhd') vhd(data, seed)
  if (format === 'iso') data.write('\x01CD001\x01', 0x8000, 'latin1')
  if (format === 'vmdk') data.write('KDMV', 0, 'latin1')
  if (format === 'raw') data.writeUInt16BE(0x55aa, SECTOR - 2)
  return data
}
