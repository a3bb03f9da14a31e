/**
 * What a Rackspace import task will fail with, told before it is made.
 * Source: "Task to import image", failure messages; "VHD footer" of the format's specification.
 */
import { formatBytes } from '#lib/units.ts'
import type { Inspection, VhdDisk } from './disk.ts'
import { formatName } from './names.ts'

export type RefusalCode = 111 | 396 | 413 | 523 | 609 | 614 | 721

export interface Refusal {
  /** Number in the failed task's message. */
  code: RefusalCode
  /** What about this file the service objects to. */
  reason: string
  /** What to do about it, mostly a command for the computer the file is on. */
  remedy: string
}

/** Bytes of the largest disk, as stored and as a machine sees it: 40 GB, counted as the service's GiB. */
export const LARGEST_IMPORT_BYTES = 40 * 2 ** 30

const CONVERT = 'Convert it: qemu-img convert -O vpc -o subformat=dynamic,force_size FILE disk.vhd'
const FLATTEN = 'Merge it with its parent into a disk that stands alone: Convert-VHD in Hyper-V, or vhd-util coalesce.'
const SHRINK = 'Shrink the file systems and the disk below 40 GiB, then make the VHD anew.'
const AGAIN = 'Fetch or make the file again: it is damaged or incomplete.'

/** All refusals that the file gives reason for, the one the service meets first in front; empty: none is foreseen. */
export function predictRefusals({ disk, fileSize }: Inspection): Refusal[] {
  const refusals: Refusal[] = []
  if (fileSize > LARGEST_IMPORT_BYTES) {
    const reason = `The file has ${formatBytes(fileSize)}; an import takes at most 40 GiB.`
    const remedy = 'Write it as a dynamic disk, which leaves empty blocks out, or shrink the disk.'
    refusals.push({ code: 609, reason, remedy })
  }
  if (disk.format === 'vhd') return [...refusals, ...vhdRefusals(disk)]
  const reason = `The file is no VHD: it is ${formatName(disk)}.`
  const remedy = disk.format === 'packed' ? 'Unpack it first; the import takes the VHD itself.' : CONVERT
  return [...refusals, { code: 396, reason, remedy }]
}

function vhdRefusals(disk: VhdDisk): Refusal[] {
  if (!disk.hasFooter) {
    return [
      { code: 396, reason: 'The last 512 bytes are no VHD footer: the end of the file is missing.', remedy: AGAIN },
    ]
  }
  const refusals: Refusal[] = disk.damage.map((reason) => ({ code: 111, reason, remedy: AGAIN }))
  if (disk.isUuidZero) {
    const remedy =
      'Give it one by writing it anew: qemu-img convert -f vpc -O vpc -o subformat=dynamic,force_size OLD NEW'
    refusals.push({ code: 614, reason: 'The disk’s own UUID is all zeros.', remedy })
  }
  if (disk.parent) {
    const name = disk.parent.name ? `, “${disk.parent.name}”` : ''
    refusals.push({ code: 721, reason: `The disk holds only the changes to a parent disk${name}.`, remedy: FLATTEN })
  } else if (disk.variant === 'differencing' || disk.variant === 'unknown') {
    const kind = disk.variant === 'unknown' ? 'of an unknown kind' : 'a differencing disk'
    refusals.push({
      code: 523,
      reason: `The disk is ${kind}; an import takes fixed and dynamic ones.`,
      remedy: FLATTEN,
    })
  }
  if ((disk.virtualSize ?? 0) > LARGEST_IMPORT_BYTES) {
    const reason = `A server would see a disk of ${formatBytes(disk.virtualSize)}; an import takes at most 40 GiB.`
    refusals.push({ code: 413, reason, remedy: SHRINK })
  }
  return refusals
}
