/** Optical discs. Source: ECMA-119 (ISO 9660) §8.4, and "El Torito" 1.0 for the boot record. */
import { startsWith, textAt, u16le, u32le } from './bytes.ts'
import type { IsoDisk } from './disk.ts'
import type { MeteredReader } from './source.ts'

/** 16 sectors that belong to the system; the hybrid discs of today have a partition table there. */
const DESCRIPTORS = 16 * 2048
const SECTOR = 2048

export async function recogniseIso(reader: MeteredReader): Promise<IsoDisk | undefined> {
  // The primary descriptor and the one behind it, which is the boot record if there is one.
  const view = await reader.read(DESCRIPTORS, 2 * SECTOR)
  if (!startsWith(view, 1, 'CD001')) return undefined
  const virtualSize = u32le(view, 80) * u16le(view, 128)
  const damage = virtualSize > reader.size ? ['The file is shorter than the disc it says it holds.'] : []
  return {
    format: 'iso',
    virtualSize,
    volume: textAt(view, 40, 32).replaceAll('\0', ' ').trim(),
    isBootable: startsWith(view, SECTOR, '\0CD001') && startsWith(view, SECTOR + 7, 'EL TORITO SPECIFICATION'),
    damage,
  }
}
