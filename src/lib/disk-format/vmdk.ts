/**
 * VMware's disks: sparse extents with the descriptor inside, and descriptors in files of their own. Little-endian.
 * Source: VMware "Virtual Disk Format 5.0".
 */
import { startsWith, textAt, u32le, u64le, utf8At } from './bytes.ts'
import type { VmdkDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

const SECTOR = 512
const DESCRIPTOR_MARK = '# Disk DescriptorFile'
/** Where a stream, written before its tables were known, says that the true header is at the end. */
const AT_END = 2 ** 64
const FOOTER = 1024
/** Real ones have 300 to 1,000 bytes, in 20 sectors set aside for them. */
const LONGEST_DESCRIPTOR = 4096
const ONE_PART = 'This is one part of a disk that lies in several files.'

export async function recogniseVmdk(reader: MeteredReader): Promise<VmdkDisk | undefined> {
  const head = await reader.read(0, SECTOR)
  if (startsWith(head, 0, 'KDMV')) return sparseExtent(reader, head)
  if (startsWith(head, 0, 'COWD')) return esxExtent(head)
  // Some writers put a line or a byte-order mark first.
  if (!textAt(head, 0, SECTOR).includes(DESCRIPTOR_MARK)) return undefined
  return described(await reader.read(0, LONGEST_DESCRIPTOR))
}

async function sparseExtent(reader: MeteredReader, head: DataView): Promise<VmdkDisk> {
  const capacity = u64le(head, 12) * SECTOR
  const descriptorAt = u64le(head, 28) * SECTOR
  const descriptorBytes = Math.min(u64le(head, 36) * SECTOR, LONGEST_DESCRIPTOR)
  const damage: string[] = []
  const isStream = u64le(head, 56) === AT_END
  const footer = isStream ? await reader.tail(FOOTER) : undefined
  if (footer && !startsWith(footer, 0, 'KDMV')) {
    damage.push('The footer of the stream is missing: the file seems to be cut off.')
  }
  // A stream's capacity may be known only at its end.
  const virtualSize = capacity || (footer ? u64le(footer, 12) * SECTOR : 0)
  // An extent of a disk in several files has no descriptor, or an empty one: that stands in a file of its own.
  const { variant, parent } = described(await reader.read(descriptorAt, descriptorBytes))
  if (variant === '') damage.push(ONE_PART)
  return { format: 'vmdk', variant, virtualSize, extents: [], parent, damage }
}

/** Sparse extents of older ESX servers. */
const esxExtent = (head: DataView): VmdkDisk => ({
  format: 'vmdk',
  variant: 'vmfsSparse',
  virtualSize: u32le(head, 12) * SECTOR,
  extents: [],
  parent: null,
  damage: [ONE_PART],
})

/** A descriptor: lines of `key=value`, and one line per extent such as `RW 2048 FLAT "disk-flat.vmdk" 0`. */
function described(view: DataView): VmdkDisk {
  const text = utf8At(view, 0, view.byteLength)
  const extents = [...text.matchAll(/^(?:RW|RDONLY|NOACCESS) (\d{1,15}) \w+(?: "([^"\n]*)")?/gmu)]
  const sectors = extents.reduce((sum, [, count]) => sum + Number(count), 0)
  const value = (key: string) => new RegExp(`^${key}\\s*=\\s*"?([^"\\r\\n]*)`, 'mu').exec(text)?.[1]
  const parentId = value('parentCID')?.toLowerCase()
  return {
    format: 'vmdk',
    variant: value('createType') ?? '',
    virtualSize: sectors * SECTOR,
    extents: extents.flatMap(([, , name]) => (name ? [name] : [])),
    parent: parentId === undefined || parentId === 'ffffffff' ? null : (value('parentFileNameHint') ?? ''),
    damage: [],
  }
}
