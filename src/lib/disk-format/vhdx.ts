/**
 * VHDX, Hyper-V's later format: a table of regions, one of which holds the metadata. Little-endian.
 * Source: Microsoft [MS-VHDX], sections 2.2 (header section) and 2.6 (metadata region).
 */
import { guidAt, startsWith, u16le, u32le, u64le } from './bytes.ts'
import type { VhdxDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

const REGION_TABLES = [192 * 1024, 256 * 1024]
const METADATA_REGION = '8b7ca206-4790-4b9a-b8fe-575f050f886e'
const FILE_PARAMETERS = 'caa16737-fa36-4d43-b3b6-33f0aa44e76b'
const VIRTUAL_DISK_SIZE = '2fa54224-cd1b-4876-b211-5dbed83bf4b8'

/** A table's header and more entries than any writer makes (two regions, five items of metadata). */
const TABLE_BYTES = 1024
const ENTRY = 32

export async function recogniseVhdx(reader: MeteredReader): Promise<VhdxDisk | undefined> {
  const head = await reader.read(0, 8)
  if (!startsWith(head, 0, 'vhdxfile')) return undefined
  const disk: VhdxDisk = { format: 'vhdx', variant: 'unknown', virtualSize: null, damage: [] }
  const metadata = await findMetadata(reader)
  if (metadata === undefined) {
    disk.damage.push('The table of regions or the metadata is missing: the file seems to be cut off.')
    return disk
  }
  const items = await readItems(reader, metadata)
  const parameters = items.get(FILE_PARAMETERS)
  if (parameters !== undefined) {
    const flags = u32le(await reader.read(parameters, 8), 4)
    // Bit 1: has a parent; bit 0: blocks stay allocated, which is a disk of fixed size.
    disk.variant = flags & 2 ? 'differencing' : flags & 1 ? 'fixed' : 'dynamic'
  }
  const size = items.get(VIRTUAL_DISK_SIZE)
  if (size !== undefined) disk.virtualSize = u64le(await reader.read(size, 8), 0)
  if (disk.virtualSize === null) disk.damage.push('The metadata does not say how large the disk is.')
  return disk
}

/** Offset of the metadata region. The table of regions is there twice, should a write of one have failed. */
async function findMetadata(reader: MeteredReader): Promise<number | undefined> {
  for (const at of REGION_TABLES) {
    const table = await reader.read(at, TABLE_BYTES)
    if (!startsWith(table, 0, 'regi')) continue
    const entries = Math.min(u32le(table, 8), Math.floor((TABLE_BYTES - 16) / ENTRY))
    for (let index = 0; index < entries; index += 1) {
      const entry = 16 + index * ENTRY
      if (guidAt(table, entry) === METADATA_REGION) return u64le(table, entry + 16)
    }
  }
  return undefined
}

/** Offsets in the file of the items of metadata, by GUID. */
async function readItems(reader: MeteredReader, region: number): Promise<Map<string, number>> {
  const table = await reader.read(region, TABLE_BYTES)
  const items = new Map<string, number>()
  if (!startsWith(table, 0, 'metadata')) return items
  const entries = Math.min(u16le(table, 10), Math.floor((TABLE_BYTES - ENTRY) / ENTRY))
  for (let index = 0; index < entries; index += 1) {
    const entry = ENTRY + index * ENTRY
    items.set(guidAt(table, entry), region + u32le(table, entry + 16))
  }
  return items
}
