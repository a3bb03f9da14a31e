/**
 * What kind of disk a file is, from a few of its bytes. **Entry point of this folder**:
 *
 *     const inspection = await inspectDisk(blobSource(file))            // or a source that reads ranges of an object
 *     const refusals = predictRefusals(inspection)                      // refusals.ts: what a Rackspace import will say
 *     const { diskFormat, minDiskGiB } = suggestImage(inspection)       // suggest.ts: fields of the image
 *     const warnings = warningsOf(inspection, { fileName: file.name })  // warnings.ts: what a person should know first
 */
import type { Disk, Inspection } from './disk.ts'
import { recogniseIso } from './iso.ts'
import { recogniseForeign, recognisePacked } from './marks.ts'
import { recogniseQcow2 } from './qcow2.ts'
import { readRaw } from './raw.ts'
import { type DiskSource, MeteredReader } from './source.ts'
import { recogniseVdi } from './vdi.ts'
import { recogniseVhd } from './vhd.ts'
import { recogniseVhdx } from './vhdx.ts'
import { recogniseVmdk } from './vmdk.ts'

/** Read first and kept: the marks of nearly all formats, headers included, in one request. */
const HEAD = 4608

/** In order: a mark in front says more than one at the end, which a raw disk might hold by chance. */
const RECOGNISERS: ((reader: MeteredReader) => Promise<Disk | undefined>)[] = [
  recogniseQcow2,
  recogniseVhdx,
  recogniseVmdk,
  recogniseVdi,
  recognisePacked,
  recogniseVhd,
  recogniseForeign,
  recogniseIso,
]

/**
 * Recognises VHD, VHDX, qcow2, VMDK, VDI, ISO 9660, compressed files, archives, and raw disks with what is on them.
 * Reads about 5 KB (8 KB for an ISO or VMDK), never more than 32 KB, whatever the file says about itself.
 * @param signal ends it between two reads
 * @throws only what `source.read` failed with, and the signal's reason; no content of a file makes it fail
 */
export async function inspectDisk(source: DiskSource, signal?: AbortSignal): Promise<Inspection> {
  const reader = new MeteredReader(source)
  const disk = await recognise(reader, signal)
  return { disk, fileSize: source.size, bytesRead: reader.bytesRead, reads: reader.reads }
}

async function recognise(reader: MeteredReader, signal: AbortSignal | undefined): Promise<Disk> {
  if (reader.size === 0) return { format: 'empty', virtualSize: null, damage: [] }
  await reader.read(0, HEAD)
  for (const recogniser of RECOGNISERS) {
    signal?.throwIfAborted()
    // One after the other: most files are known after the first read, and the rest is not to be read then.
    const disk = await recogniser(reader)
    if (disk) return disk
  }
  return readRaw(reader)
}
