/**
 * Virtual hard disks with real footers and headers around made-up bytes.
 * Source: api §3.11 "VHD footer facts"; the rest of the layout is the published VHD format 1.0.
 */
import { hexOf } from '#fake-cloud/core/ids.ts'

import { type Block, type Content, sparseContent } from './content.ts'
import { madeUpBytes } from './made-up-bytes.ts'

export const VHD_FOOTER = 512
const HEADER = 1024
const BLOCK_SIZE = 2 * 2 ** 20
const NO_BLOCK = 0xffffffff

/** Kinds of disk by their number in the footer; the format keeps `reserved` for ones long given up. */
export const DISK_TYPES = { fixed: 2, dynamic: 3, differencing: 4, reserved: 5 } as const

/** Offsets inside the footer. */
export const FOOTER = { cookie: 0, dataOffset: 16, currentSize: 48, diskType: 60, checksum: 64, uuid: 68 } as const
/** Offsets inside the header of a dynamic disk. */
export const DYNAMIC = { cookie: 0, tableOffset: 16, entries: 28, blockSize: 32, checksum: 36, parentUuid: 40 } as const

export interface VhdDraft {
  /** What ids and bytes are computed from. */
  key: string
  type: keyof typeof DISK_TYPES
  /** Bytes of the disk as a machine sees it. */
  virtualSize: number
  /** Dynamic disks: bytes of the file; default a third of the disk. */
  fileSize?: number
  /** All zeros where a broken tool left it out. */
  isUuidZero?: boolean
  /** The checksum of the footer does not fit what it seals. */
  isBroken?: boolean
}

const uuidBytes = (key: string): Uint8Array<ArrayBuffer> => {
  const hex = hexOf(`${key} uuid`, 32)
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

/** One's complement of the sum of all bytes, as both structures are sealed. @param at where the sum itself stands */
export function vhdChecksum(bytes: Uint8Array, at: number): number {
  let sum = 0
  for (const [index, byte] of bytes.entries()) if (index < at || index >= at + 4) sum += byte
  return ~sum >>> 0
}

function writeText(bytes: Uint8Array, offset: number, text: string): void {
  bytes.set(new TextEncoder().encode(text), offset)
}

function footerOf(draft: VhdDraft): Uint8Array<ArrayBuffer> {
  const footer = new Uint8Array(VHD_FOOTER)
  const view = new DataView(footer.buffer)
  writeText(footer, FOOTER.cookie, 'conectix')
  view.setUint32(8, 2) // Features: the reserved bit is always set.
  view.setUint32(12, 0x00010000) // Version of the format.
  view.setBigUint64(FOOTER.dataOffset, draft.type === 'fixed' ? 0xffffffffffffffffn : BigInt(VHD_FOOTER))
  writeText(footer, 28, 'qemu')
  view.setUint32(32, 0x00050003) // Version of the program that made it.
  view.setBigUint64(40, BigInt(draft.virtualSize))
  view.setBigUint64(FOOTER.currentSize, BigInt(draft.virtualSize))
  view.setUint32(56, 0xffff10ff) // Largest geometry there is: the size counts, not this.
  view.setUint32(FOOTER.diskType, DISK_TYPES[draft.type])
  if (draft.isUuidZero !== true) footer.set(uuidBytes(draft.key), FOOTER.uuid)
  view.setUint32(FOOTER.checksum, vhdChecksum(footer, FOOTER.checksum) ^ (draft.isBroken === true ? 1 : 0))
  return footer
}

function dynamicHeaderOf(draft: VhdDraft, entries: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(HEADER)
  const view = new DataView(header.buffer)
  writeText(header, DYNAMIC.cookie, 'cxsparse')
  view.setBigUint64(8, 0xffffffffffffffffn)
  view.setBigUint64(DYNAMIC.tableOffset, BigInt(VHD_FOOTER + HEADER))
  view.setUint32(24, 0x00010000)
  view.setUint32(DYNAMIC.entries, entries)
  view.setUint32(DYNAMIC.blockSize, BLOCK_SIZE)
  if (draft.type === 'differencing') {
    header.set(uuidBytes(`${draft.key} parent`), DYNAMIC.parentUuid)
    // The parent's file name, UTF-16 big-endian.
    for (const [index, unit] of new TextEncoder().encode('base.vhd').entries()) view.setUint16(64 + index * 2, unit)
  }
  view.setUint32(DYNAMIC.checksum, vhdChecksum(header, DYNAMIC.checksum))
  return header
}

/** The table of blocks: the first ones are in the file, the rest was never written. */
function tableOf(entries: number, present: number, firstBlock: number): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(Math.ceil((entries * 4) / 512) * 512).fill(0xff)
  const view = new DataView(table.buffer)
  const step = (BLOCK_SIZE + 512) / 512
  for (let entry = 0; entry < entries; entry += 1) {
    view.setUint32(entry * 4, entry < present ? firstBlock / 512 + entry * step : NO_BLOCK)
  }
  return table
}

/** A whole disk image file. Nothing but its length is made before it is read: a table of blocks can take 400 KB. */
export function vhdContent(draft: VhdDraft): Content {
  const fill = madeUpBytes(draft.key)
  const entries = draft.type === 'fixed' ? 0 : Math.ceil(draft.virtualSize / BLOCK_SIZE)
  const firstBlock = VHD_FOOTER + HEADER + Math.ceil((entries * 4) / 512) * 512
  const length =
    draft.type === 'fixed'
      ? draft.virtualSize + VHD_FOOTER
      : Math.max(draft.fileSize ?? Math.floor(draft.virtualSize / 3), firstBlock + VHD_FOOTER)

  const blocks = (): Block[] => {
    const footer = footerOf(draft)
    const last = { offset: length - VHD_FOOTER, bytes: footer }
    if (draft.type === 'fixed') return [last]
    const present = Math.max(1, Math.floor((length - firstBlock - VHD_FOOTER) / (BLOCK_SIZE + 512)))
    return [
      { offset: 0, bytes: footer },
      { offset: VHD_FOOTER, bytes: dynamicHeaderOf(draft, entries) },
      { offset: VHD_FOOTER + HEADER, bytes: tableOf(entries, present, firstBlock) },
      last,
    ]
  }
  return { length, read: (start, end) => sparseContent(length, blocks(), fill).read(start, end) }
}
