/** Fields of an image that follow from the file. */
import type { Disk, Inspection } from './disk.ts'

export interface ImageSuggestion {
  /** `disk_format`; null where no value of it fits, or the file has to be unpacked first. */
  diskFormat: string | null
  /** `container_format`. */
  containerFormat: 'bare' | 'ova'
  /** `min_disk` in GiB; 0 where the disk's size is not known. */
  minDiskGiB: number
}

/** Source: "Image data" in the Image API's reference: what `disk_format` and `container_format` may say. */
export const suggestImage = ({ disk }: Inspection): ImageSuggestion => ({
  diskFormat: diskFormatOf(disk),
  containerFormat: disk.format === 'packed' && disk.name === 'ova' ? 'ova' : 'bare',
  // A disc is not written to a server's disk: it needs no room there.
  minDiskGiB: disk.format === 'iso' ? 0 : Math.ceil((disk.virtualSize ?? 0) / 2 ** 30),
})

/** `disk_format` as the service spells it. */
export function diskFormatOf(disk: Disk): string | null {
  switch (disk.format) {
    case 'packed':
      return disk.name === 'ova' ? 'vmdk' : null
    case 'foreign':
      return disk.name === 'Parallels' ? 'ploop' : null
    case 'empty':
      return null
    default:
      return disk.format
  }
}
