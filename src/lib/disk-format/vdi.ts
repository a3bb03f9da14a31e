/** VirtualBox's disks. Little-endian. Source: VirtualBox, "VDICore.h" (header version 1.1). */
import { guidAt, startsWith, textAt, u32le, u64le } from './bytes.ts'
import type { VdiDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

const HEADER = 512
const SIGNATURE = 0xbeda107f
const VARIANTS = ['unknown', 'dynamic', 'fixed', 'undo', 'differencing'] as const

export async function recogniseVdi(reader: MeteredReader): Promise<VdiDisk | undefined> {
  const header = await reader.read(0, HEADER)
  const isSigned = u32le(header, 0x40) === SIGNATURE
  // A line for people comes first: `<<< Oracle VM VirtualBox Disk Image >>>`, with the name of the program that wrote it.
  const hasLine = startsWith(header, 0, '<<< ') && textAt(header, 0, 64).includes('Image >>>')
  if (!isSigned && !hasLine) return undefined
  return {
    format: 'vdi',
    variant: VARIANTS[u32le(header, 0x4c)] ?? 'unknown',
    virtualSize: isSigned ? u64le(header, 0x170) : null,
    uuid: guidAt(header, 0x188),
    damage: isSigned ? [] : ['The header has no signature.'],
  }
}
