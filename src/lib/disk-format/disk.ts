/** What a disk file can turn out to be. */

interface Common {
  /** Bytes of the disk as a machine sees it; null where the file does not say. */
  virtualSize: number | null
  /** What is wrong with the structure, one sentence each; empty for a sound file. */
  damage: string[]
}

export interface VhdDisk extends Common {
  format: 'vhd'
  variant: 'fixed' | 'dynamic' | 'differencing' | 'unknown'
  /** Lower-case, with dashes. */
  uuid: string
  isUuidZero: boolean
  /** Whether the last 512 bytes are the footer, as importers want it. An unfinished download has only the copy in front. */
  hasFooter: boolean
  /** The disk that a differencing one needs. */
  parent: { uuid: string; name: string } | null
  /** Four letters of the program that wrote it: `win `, `vpc `, `qemu`, `tap`, `vbox`. */
  creator: string
}

export interface VhdxDisk extends Common {
  format: 'vhdx'
  variant: 'fixed' | 'dynamic' | 'differencing' | 'unknown'
}

export interface Qcow2Disk extends Common {
  format: 'qcow2'
  version: number
  /** The file it needs to be complete, as written in it. */
  backingFile: string | null
  /** The file its data lies in, as written in it; an empty text when only the mark is there. */
  dataFile: string | null
  isEncrypted: boolean
  compression: 'deflate' | 'zstd'
}

export interface VmdkDisk extends Common {
  format: 'vmdk'
  /** `createType` of the descriptor, as in `monolithicSparse` and `streamOptimized`; empty when there is none. */
  variant: string
  /** Names of other files its data lies in. */
  extents: string[]
  /** The disk a snapshot needs, as written in it. */
  parent: string | null
}

export interface VdiDisk extends Common {
  format: 'vdi'
  variant: 'dynamic' | 'fixed' | 'undo' | 'differencing' | 'unknown'
  uuid: string
}

export interface IsoDisk extends Common {
  format: 'iso'
  /** Volume name, as in `Debian 12.5.0 amd64 n`. */
  volume: string
  isBootable: boolean
}

export interface RawDisk extends Common {
  format: 'raw'
  /** What the first sectors hold: a partition table, a file system, or nothing known. */
  content: { kind: 'gpt' | 'mbr'; partitions: number } | { kind: 'file-system'; name: string } | null
}

/** A file around a disk. The cloud would keep it as it is, and no server could start from it. */
export interface PackedDisk extends Common {
  format: 'packed'
  /** `archive`: holds several files, as an OVA does. */
  kind: 'compressed' | 'archive'
  name: 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'lz4' | 'lzip' | 'zip' | '7z' | 'tar' | 'ova'
}

/** A disk format of other programs, which image services keep under no name, or (Parallels) under one seldom used. */
export interface ForeignDisk extends Common {
  format: 'foreign'
  name: 'qcow 1' | 'QED' | 'Parallels' | 'LUKS' | 'DMG'
}

export interface EmptyDisk extends Common {
  format: 'empty'
}

export type Disk =
  | VhdDisk
  | VhdxDisk
  | Qcow2Disk
  | VmdkDisk
  | VdiDisk
  | IsoDisk
  | RawDisk
  | PackedDisk
  | ForeignDisk
  | EmptyDisk

/** What was found out about a file, and at what cost. */
export interface Inspection {
  disk: Disk
  /** Bytes of the file. */
  fileSize: number
  /** Bytes that had to be read for it. */
  bytesRead: number
  /** Requests or slices it took. */
  reads: number
}
