import { describe, expect, test } from 'vitest'

import type { Disk } from './disk.ts'
import { inspectDisk } from './inspect.ts'
import { blobSource } from './source.ts'
import { fixtureNamed, fixtures, sparseSource } from './testing/fixtures.ts'

/** What the inspection calls the formats of `qemu-img info`. */
const QEMU_FORMATS: Record<string, string> = { vpc: 'vhd', qcow: 'foreign', qed: 'foreign', parallels: 'foreign' }

const inspect = async (name: string) => {
  const { size, pieces } = fixtureNamed(name)
  return inspectDisk(sparseSource(size, pieces))
}

describe('files made by real tools', () => {
  test('are many, and of every format', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(60)
    expect(new Set(fixtures.map(({ expected }) => expected.format)).size).toBe(10)
  })

  test.each(fixtures)('$name is recognised', async ({ size, pieces, expected }) => {
    const { disk, fileSize, bytesRead } = await inspectDisk(sparseSource(size, pieces))
    expect(disk).toMatchObject(expected)
    expect(fileSize).toBe(size)
    expect(bytesRead).toBeLessThan(16 * 1024)
  })

  test.each(fixtures.flatMap(({ qemu, ...fixture }) => (qemu ? [{ ...fixture, qemu }] : [])))(
    '$name is what qemu-img takes it for',
    async ({ size, pieces, qemu }) => {
      const { disk } = await inspectDisk(sparseSource(size, pieces))
      expect(disk.format).toBe(QEMU_FORMATS[qemu.format] ?? qemu.format)
      expect(disk.virtualSize).toBe(qemu.virtualSize)
      expect(backingFileOf(disk)).toBe(qemu.backingFile ?? null)
    },
  )

  test('are sound, but for those that are cut off or a part', async () => {
    const damaged = await Promise.all(
      fixtures.map(async ({ name, size, pieces }) => {
        const { disk } = await inspectDisk(sparseSource(size, pieces))
        return disk.damage.length === 0 ? [] : [name]
      }),
    )
    expect(damaged.flat()).toEqual(['cut-off.vhd', 'parts-sparse-s001.vmdk'])
  })
})

const backingFileOf = (disk: Disk) => {
  if (disk.format === 'qcow2') return disk.backingFile
  return disk.format === 'vmdk' ? disk.parent : null
}

describe('a VHD', () => {
  test('differencing: names its parent', async () => {
    const { disk } = await inspectDisk(differencing())
    expect(disk).toMatchObject({
      variant: 'differencing',
      parent: { uuid: '01010101-0101-0101-0101-010101010101', name: 'base.vhd' },
    })
  })

  test('with a footer of 511 bytes, as Virtual PC wrote it', async () => {
    const { size, pieces } = fixtureNamed('fixed-small.vhd')
    const { disk } = await inspectDisk({ ...sparseSource(size, pieces), size: size - 1 })
    expect(disk).toMatchObject({ format: 'vhd', variant: 'fixed', damage: [] })
  })

  test('with a byte of the footer or of the header changed is damaged', async () => {
    const { size, pieces } = fixtureNamed('dynamic-small.vhd')
    const footer = await inspectDisk(sparseSource(size, [...pieces, { at: size - 400, bytes: Uint8Array.of(1) }]))
    const header = await inspectDisk(sparseSource(size, [...pieces, { at: 512 + 700, bytes: Uint8Array.of(1) }]))
    expect(footer.disk.damage).toEqual(['The checksum of the footer does not fit.'])
    expect(header.disk.damage).toEqual(['The checksum of the dynamic header does not fit.'])
  })

  test('that holds less than its footer says is damaged', async () => {
    const { size, pieces } = fixtureNamed('fixed-small.vhd')
    const shorter = pieces.map(({ at, bytes }) => ({ at: Math.max(0, at - 4096), bytes }))
    const { disk } = await inspectDisk(sparseSource(size - 4096, shorter))
    expect(disk.damage).toEqual(['The file is shorter than the disk it says it holds.'])
  })
})

describe('what is read', () => {
  test.each([
    ['v3.qcow2', 1, 4608],
    ['dynamic-40g.vhd', 2, 4608 + 512],
    ['monolithicSparse.vmdk', 1, 4608],
    ['bootable.iso', 3, 4608 + 512 + 4096],
    ['gpt-three.img', 3, 4608 + 512 + 4096],
  ])('%s: %i reads, %i bytes', async (name, reads, bytesRead) => {
    expect(await inspect(name)).toMatchObject({ reads, bytesRead })
  })

  test('a file of this computer is read by slices', async () => {
    const bytes = new Uint8Array(2 ** 20)
    bytes.set(fixtureNamed('v3.qcow2').pieces[0]?.bytes ?? [])
    expect(await inspectDisk(blobSource(new Blob([bytes])))).toMatchObject({ disk: { format: 'qcow2' }, reads: 1 })
  })

  test('a failing source fails the inspection', async () => {
    const broken = { size: 5000, read: async () => Promise.reject(new Error('gone')) }
    await expect(inspectDisk(broken)).rejects.toThrow('gone')
  })

  test('an abort ends it', async () => {
    await expect(inspectDisk(sparseSource(9000, []), AbortSignal.abort())).rejects.toThrow('abort')
  })
})

/** A dynamic disk made a child: type, parent's UUID and name written in, both checksums anew. */
function differencing() {
  const { size, pieces } = fixtureNamed('dynamic-small.vhd')
  const head = new Uint8Array(2048)
  for (const { at, bytes } of pieces) if (at === 0) head.set(bytes.subarray(0, 2048))
  const footer = head.slice(0, 512)
  footer[63] = 4
  seal(footer, 64)
  const header = head.slice(512, 1536)
  header.fill(1, 40, 56)
  for (const [index, letter] of new TextEncoder().encode('base.vhd').entries()) header[65 + index * 2] = letter
  seal(header, 36)
  return sparseSource(size, [
    ...pieces,
    { at: 0, bytes: footer },
    { at: 512, bytes: header },
    { at: size - 512, bytes: footer },
  ])
}

function seal(part: Uint8Array, at: number) {
  part.fill(0, at, at + 4)
  const sum = part.reduce((total, byte) => total + byte, 0)
  new DataView(part.buffer).setUint32(at, ~sum >>> 0)
}
