/** The bytes behind an image. */
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { type Content, memoryContent } from '#fake-cloud/data/content.ts'
import { diskContent } from '#fake-cloud/data/disk-formats.ts'

const GIB = 2 ** 30

/** The bytes of an image; empty while there are none. */
export function contentOf(region: RegionTables, image: ImageRow): Content {
  if (image.size === null || image.stores.length + (image.digests ? 1 : 0) === 0)
    return memoryContent(new Uint8Array(0))
  return (
    region.imageData.stored.get(image.id) ??
    diskContent(image.diskFormat, image.id, image.size, image.virtualSize ?? Math.max(image.minDisk * GIB, image.size))
  )
}

/** Bytes of the disk inside, where the format tells; a raw disk is itself. */
export function virtualSizeOf(format: string | null, content: Content): number | null {
  if (format === 'raw' || format === 'iso') return content.length
  const header = [...content.read(0, Math.min(content.length, 32))][0]
  if (format !== 'qcow2' || header?.length !== 32) return null
  const view = new DataView(header.buffer, header.byteOffset, header.length)
  return view.getUint32(0) === 0x514649fb ? Number(view.getBigUint64(24)) : null
}
