/** Files that the upload journeys send, and where an image's data is on its page. */
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { paths } from '#lib/paths.ts'

const MIB = 2 ** 20

/** A file of zeros with some bytes in front: as large as wanted, without taking room on the disk. */
async function sparseFile(path: string, bytes: number, parts: { at: number; data: Uint8Array }[]): Promise<void> {
  const file = await open(path, 'w')
  for (const { at, data } of parts) await file.write(data, 0, data.length, at)
  await file.truncate(bytes)
  await file.close()
}

/** Source: "Virtual Hard Disk Image Format Specification", hard disk footer. */
function vhdFooter(diskBytes: number): Uint8Array {
  const footer = new Uint8Array(512)
  const view = new DataView(footer.buffer)
  footer.set(new TextEncoder().encode('conectix'))
  view.setUint32(8, 2)
  view.setUint32(12, 0x10000)
  view.setBigUint64(16, 0xffffffffffffffffn)
  view.setBigUint64(40, BigInt(diskBytes))
  view.setBigUint64(48, BigInt(diskBytes))
  view.setUint32(60, 2)
  footer.fill(0x5a, 68, 84)
  view.setUint32(64, ~footer.reduce((sum, byte) => sum + byte, 0) >>> 0)
  return footer
}

/** Makes files in a folder of their own. @returns what removes them too */
export async function filesFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'))
  return {
    /** A raw disk with one partition. */
    disk: async (name: string, mebibytes: number) => {
      const sector = new Uint8Array(512)
      sector.set([0x80, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 16], 446)
      sector.set([0x55, 0xaa], 510)
      await sparseFile(join(folder, name), mebibytes * MIB, [{ at: 0, data: sector }])
      return join(folder, name)
    },
    /** A fixed VHD: the disk's bytes, then the footer. */
    vhd: async (name: string, mebibytes: number) => {
      const bytes = mebibytes * MIB
      await sparseFile(join(folder, name), bytes + 512, [{ at: bytes, data: vhdFooter(bytes) }])
      return join(folder, name)
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** Opens the tab where data goes into an image, and out of it. */
export const openData = (page: Page, region: string, imageId: string) => page.goto(paths.image(region, imageId, 'data'))

/** Chooses a file as the dialog behind the button would. */
export async function chooseFile(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^(Choose a file|Change)$/ }).click(),
  ])
  await chooser.setFiles(path)
}
