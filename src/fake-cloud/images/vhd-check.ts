/**
 * What the import service makes of a file, from its bytes alone. Source: api §3.11 "RAX failure messages" and "VHD
 * footer facts", §8 "523 and 721". Which check comes first is documented nowhere; a file that fails several gets the
 * code of the first here.
 */
import { bytesOf, type Content } from '#fake-cloud/data/content.ts'
import { DISK_TYPES, DYNAMIC, FOOTER, VHD_FOOTER, vhdChecksum } from '#fake-cloud/data/vhd.ts'

export type VhdFailure = 111 | 396 | 413 | 523 | 609 | 614 | 721

/** Bytes of the largest disk, as stored and as a machine sees it: 40 GB. */
const MOST = 40 * 2 ** 30
const DYNAMIC_HEADER = 1024

export interface VhdVerdict {
  failure?: VhdFailure
  /** Bytes of the disk as a machine sees it; 0 for a file that is no disk. */
  virtualSize: number
}

export function checkVhd(content: Content): VhdVerdict {
  if (content.length > MOST) return { failure: 609, virtualSize: 0 }
  const footer = bytesOf(content, content.length - VHD_FOOTER, content.length)
  if (content.length < VHD_FOOTER || textAt(footer, FOOTER.cookie, 8) !== 'conectix') {
    return { failure: 396, virtualSize: 0 }
  }
  const view = new DataView(footer.buffer)
  const virtualSize = Number(view.getBigUint64(FOOTER.currentSize))
  const failure = footerFailure(content, footer, view, virtualSize)
  return { virtualSize, ...(failure !== undefined && { failure }) }
}

function footerFailure(
  content: Content,
  footer: Uint8Array,
  view: DataView,
  virtualSize: number,
): VhdFailure | undefined {
  if (view.getUint32(FOOTER.checksum) !== vhdChecksum(footer, FOOTER.checksum)) return 111
  if (footer.subarray(FOOTER.uuid, FOOTER.uuid + 16).every((byte) => byte === 0)) return 614
  const type = view.getUint32(FOOTER.diskType)
  if (type !== DISK_TYPES.fixed) {
    const failure = chainFailure(content, Number(view.getBigUint64(FOOTER.dataOffset)), type)
    if (failure !== undefined) return failure
  } else if (content.length < virtualSize + VHD_FOOTER) return 111
  return virtualSize > MOST ? 413 : undefined
}

/** The header of a dynamic disk: a parent there is 721, any other kind of disk 523, and a broken header 111. */
function chainFailure(content: Content, offset: number, type: number): VhdFailure | undefined {
  const header = bytesOf(content, offset, offset + DYNAMIC_HEADER)
  const isHeader = header.length === DYNAMIC_HEADER && textAt(header, DYNAMIC.cookie, 8) === 'cxsparse'
  if (isHeader && header.subarray(DYNAMIC.parentUuid, DYNAMIC.parentUuid + 16).some((byte) => byte !== 0)) return 721
  if (type !== DISK_TYPES.dynamic) return 523
  if (!isHeader) return 111
  const sum = new DataView(header.buffer).getUint32(DYNAMIC.checksum)
  return sum === vhdChecksum(header, DYNAMIC.checksum) ? undefined : 111
}

const textAt = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length))
