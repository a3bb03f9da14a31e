/** Made-up disk files that a tool would recognise by their first bytes. */
import { type Block, type Content, sparseContent } from './content.ts'
import { madeUpBytes } from './made-up-bytes.ts'
import { vhdContent } from './vhd.ts'

const ascii = (text: string) => new TextEncoder().encode(text)

function qcow2Header(virtualSize: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(104)
  const view = new DataView(header.buffer)
  view.setUint32(0, 0x514649fb)
  view.setUint32(4, 3)
  view.setUint32(20, 16) // Clusters of 64 KiB.
  view.setBigUint64(24, BigInt(virtualSize))
  view.setUint32(100, 104)
  return header
}

/** The blocks that give each format away. */
const MARKS: Record<string, (virtualSize: number) => Block[]> = {
  qcow2: (virtualSize) => [{ offset: 0, bytes: qcow2Header(virtualSize) }],
  vmdk: () => [{ offset: 0, bytes: ascii('KDMV') }],
  vdi: () => [{ offset: 0, bytes: ascii('<<< Oracle VM VirtualBox Disk Image >>>\n') }],
  vhdx: () => [{ offset: 0, bytes: ascii('vhdxfile') }],
  iso: () => [{ offset: 32_769, bytes: ascii('CD001') }],
  zip: () => [{ offset: 0, bytes: Uint8Array.of(0x50, 0x4b, 0x03, 0x04) }],
  raw: () => [{ offset: 510, bytes: Uint8Array.of(0x55, 0xaa) }],
}

/**
 * A file of some format, `length` bytes long.
 * @param key what its bytes are computed from
 * @param virtualSize bytes of the disk inside; the file's length when nothing else is known
 */
export function diskContent(format: string | null, key: string, length: number, virtualSize = length): Content {
  if (format === 'vhd' && length > 4096) {
    // A table of blocks has to fit into the file.
    const disk = Math.min(Math.max(virtualSize, length), length * 1000)
    return vhdContent({ key, type: 'dynamic', virtualSize: disk, fileSize: length })
  }
  const blocks = MARKS[format ?? 'raw']?.(virtualSize) ?? []
  const fitting = blocks.filter(({ offset, bytes }) => offset + bytes.length <= length)
  return sparseContent(length, fitting, madeUpBytes(key))
}
