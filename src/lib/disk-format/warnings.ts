/** What a person should know about a file before it is sent anywhere. */
import { formatName } from './names.ts'
import type { Disk, Inspection } from './disk.ts'
import { diskFormatOf } from './suggest.ts'

export interface DiskWarning {
  /** `problem`: no server will start from it, or the cloud refuses it; `note`: worth a look. */
  severity: 'problem' | 'note'
  text: string
}

export interface Expected {
  /** Name of the file or object; only its ending is looked at. */
  fileName?: string
  /** The image's `disk_format`, chosen by the person or found on the record. */
  diskFormat?: string
}

/** Endings that promise a format. `.img` and `.bin` promise none: clouds publish qcow2 files under them. */
const ENDINGS: Record<string, string> = {
  vhd: 'vhd',
  vpc: 'vhd',
  vhdx: 'vhdx',
  qcow2: 'qcow2',
  vmdk: 'vmdk',
  vdi: 'vdi',
  iso: 'iso',
  raw: 'raw',
}

/** In order of weight; empty when there is nothing to say. */
export function warningsOf({ disk, fileSize }: Inspection, expected: Expected = {}): DiskWarning[] {
  const problems = [...disk.damage, ...dependencies(disk), ...unusable(disk)].map(problem)
  const mismatch = mismatchOf(disk, expected.diskFormat)
  return [
    ...problems,
    ...(mismatch === null ? [] : [problem(mismatch)]),
    ...notesOf(disk, fileSize, expected.fileName).map(note),
  ]
}

const problem = (text: string): DiskWarning => ({ severity: 'problem', text })
const note = (text: string): DiskWarning => ({ severity: 'note', text })

/** Other files without which this one is no disk. Clouds refuse them: they could name a file of the cloud's own host. */
function dependencies(disk: Disk): string[] {
  if (disk.format === 'qcow2') {
    const flatten = 'Make a file that stands alone: qemu-img convert -O qcow2 OLD NEW'
    return [
      ...(disk.backingFile === null ? [] : [`It needs the backing file “${disk.backingFile}”. ${flatten}`]),
      ...(disk.dataFile === null ? [] : [`Its data is in another file${quoted(disk.dataFile)}. ${flatten}`]),
    ]
  }
  if (disk.format === 'vmdk') {
    const files = disk.extents.map((name) => `“${name}”`).join(', ')
    return [
      ...(files
        ? [`It only describes a disk; the data is in ${files}. Make one file: qemu-img convert -O vmdk OLD NEW`]
        : []),
      ...(disk.parent === null ? [] : [`It holds only the changes to a parent disk${quoted(disk.parent)}.`]),
    ]
  }
  if (disk.format === 'vhd' && disk.parent) {
    return [`It holds only the changes to a parent disk${quoted(disk.parent.name)}.`]
  }
  const isPart = (disk.format === 'vhdx' || disk.format === 'vdi') && disk.variant === 'differencing'
  return isPart ? ['It holds only the changes to a parent disk.'] : []
}

const quoted = (name: string) => (name ? `, “${name}”` : '')

function unusable(disk: Disk): string[] {
  if (disk.format === 'empty') return ['The file is empty.']
  if (disk.format === 'packed' && disk.name !== 'ova') {
    return [`This is ${formatName(disk)}: no server starts from it. Unpack it first.`]
  }
  if (disk.format === 'foreign')
    return [`This is ${formatName(disk)}, which most clouds cannot start. Convert it first.`]
  if (disk.format === 'qcow2' && disk.isEncrypted) return ['The disk is encrypted: the cloud has no key for it.']
  return []
}

/** @param declared the image's `disk_format`; empty: it says none yet */
export function mismatchOf(disk: Disk, declared = ''): string | null {
  const found = diskFormatOf(disk)
  if (declared === '' || found === null || declared === found) return null
  return `The image says ${declared}, but the file is ${formatName(disk)}.`
}

function notesOf(disk: Disk, fileSize: number, fileName = ''): string[] {
  const notes: string[] = []
  const ending = /\.([^.]+)$/u.exec(fileName.toLowerCase())?.[1] ?? ''
  const promised = ENDINGS[ending]
  if (promised !== undefined && promised !== diskFormatOf(disk) && disk.format !== 'packed') {
    notes.push(`The name ends in .${ending}, but the file is ${formatName(disk)}.`)
  }
  if (disk.format === 'raw' && disk.content === null) {
    notes.push('Neither a partition table nor a file system was found: is this a disk?')
  }
  if (disk.format === 'raw' && fileSize % 512 !== 0)
    notes.push('A disk has whole sectors of 512 bytes; this one does not.')
  if (disk.format === 'iso' && !disk.isBootable) notes.push('The disc has no boot record.')
  return notes
}
