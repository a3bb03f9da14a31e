/** Words for what a file is. */
import type { Disk } from './disk.ts'

const ARCHIVES = { tar: 'a tar archive', ova: 'an OVA appliance', zip: 'a zip archive', '7z': 'a 7z archive' } as const

const isArchive = (name: string): name is keyof typeof ARCHIVES => name in ARCHIVES

const RAW_CONTENT = { gpt: 'GPT partitions', mbr: 'MBR partitions' } as const

/** With its article, to stand in a sentence: `a dynamic VHD`, `a gzip file`, `a raw disk with GPT partitions`. */
export function formatName(disk: Disk): string {
  switch (disk.format) {
    case 'vhd':
      return disk.variant === 'unknown' ? 'a VHD' : `a ${disk.variant} VHD`
    case 'vhdx':
      return disk.variant === 'unknown' ? 'a VHDX' : `a ${disk.variant} VHDX`
    case 'qcow2':
      return 'a qcow2 disk'
    case 'vmdk':
      return disk.variant ? `a VMDK (${disk.variant})` : 'a VMDK'
    case 'vdi':
      return disk.variant === 'unknown' ? 'a VDI' : `${disk.variant === 'undo' ? 'an' : 'a'} ${disk.variant} VDI`
    case 'iso':
      return 'an ISO 9660 disc'
    case 'raw':
      return rawName(disk.content)
    case 'packed':
      return isArchive(disk.name) ? ARCHIVES[disk.name] : `${disk.name === 'xz' ? 'an' : 'a'} ${disk.name} file`
    case 'foreign':
      return `a ${disk.name} disk`
    case 'empty':
      return 'empty'
    default:
      return disk satisfies never
  }
}

type RawContent = Extract<Disk, { format: 'raw' }>['content']

function rawName(content: RawContent): string {
  if (content === null) return 'a raw disk, or a file of another kind'
  if (content.kind === 'file-system') return `a raw disk with a file system (${content.name})`
  return `a raw disk with ${RAW_CONTENT[content.kind]}`
}
