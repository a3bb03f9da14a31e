import { describe, expect, test } from 'vitest'

import type { Disk, VhdDisk } from './disk.ts'
import { inspectDisk } from './inspect.ts'
import { formatName } from './names.ts'
import { LARGEST_IMPORT_BYTES, predictRefusals } from './refusals.ts'
import { suggestImage } from './suggest.ts'
import { fixtureNamed, sparseSource } from './testing/fixtures.ts'
import { warningsOf } from './warnings.ts'

const GIB = 2 ** 30

const inspect = async (name: string) => {
  const { size, pieces } = fixtureNamed(name)
  return inspectDisk(sparseSource(size, pieces))
}

const vhd: VhdDisk = {
  format: 'vhd',
  variant: 'dynamic',
  virtualSize: 8 * GIB,
  uuid: '5a5a5a5a-5a5a-5a5a-5a5a-5a5a5a5a5a5a',
  isUuidZero: false,
  hasFooter: true,
  parent: null,
  creator: 'qemu',
  damage: [],
}
const inspected = (disk: Disk, fileSize = GIB) => ({ disk, fileSize, bytesRead: 5120, reads: 2 })
const codes = (disk: Disk, fileSize?: number) => predictRefusals(inspected(disk, fileSize)).map(({ code }) => code)

describe('what a Rackspace import refuses', () => {
  test('nothing of a sound disk', async () => {
    expect(predictRefusals(await inspect('dynamic-40g.vhd'))).toEqual([])
    expect(predictRefusals(await inspect('fixed-small.vhd'))).toEqual([])
  })

  test.each<[string, number[], Partial<VhdDisk>, number?]>([
    ['a damaged one', [111], { damage: ['The checksum of the footer does not fit.'] }],
    ['one cut off', [396], { hasFooter: false, damage: ['The footer at the end is missing.'] }],
    ['a disk over 40 GiB', [413], { virtualSize: LARGEST_IMPORT_BYTES + 1 }],
    ['a disk of exactly 40 GiB: nothing', [], { virtualSize: LARGEST_IMPORT_BYTES }],
    ['a differencing one', [523], { variant: 'differencing' }],
    ['an unknown kind', [523], { variant: 'unknown' }],
    ['a file over 40 GiB', [609], {}, LARGEST_IMPORT_BYTES + 1],
    ['a UUID of zeros', [614], { isUuidZero: true }],
    ['a parent', [721], { variant: 'differencing', parent: { uuid: 'p', name: 'base.vhd' } }],
    ['several at once', [609, 614, 413], { isUuidZero: true, virtualSize: 60 * GIB }, 50 * GIB],
  ])('%s: %j', (_what, expected, change, fileSize) => {
    expect(codes({ ...vhd, ...change }, fileSize)).toEqual(expected)
  })

  test('another format, which is named', async () => {
    const [refusal] = predictRefusals(await inspect('v3.qcow2'))
    expect(refusal).toMatchObject({ code: 396, reason: 'The file is no VHD: it is a qcow2 disk.' })
    expect(refusal?.remedy).toContain('qemu-img convert')
    expect(predictRefusals(await inspect('fixed-41g.vhd')).map(({ code }) => code)).toEqual([609, 413])
  })
})

describe('what the image should say', () => {
  test.each([
    ['dynamic-40g.vhd', 'vhd', 'bare', 40],
    ['v3.qcow2', 'qcow2', 'bare', 10],
    ['odd.qcow2', 'qcow2', 'bare', 1],
    ['dynamic.vhdx', 'vhdx', 'bare', 1],
    ['streamOptimized.vmdk', 'vmdk', 'bare', 1],
    ['bootable.iso', 'iso', 'bare', 0],
    ['gpt-three.img', 'raw', 'bare', 2],
    ['disk.parallels', 'ploop', 'bare', 1],
    ['appliance.ova', 'vmdk', 'ova', 0],
    ['disk.raw.gz', null, 'bare', 0],
    ['disk.qed', null, 'bare', 1],
    ['empty.raw', null, 'bare', 0],
  ])('%s: %s in %s, %i GiB', async (name, diskFormat, containerFormat, minDiskGiB) => {
    expect(suggestImage(await inspect(name))).toEqual({ diskFormat, containerFormat, minDiskGiB })
  })
})

describe('warnings', () => {
  const texts = async (name: string, expected?: Parameters<typeof warningsOf>[1]) =>
    warningsOf(await inspect(name), expected).map(({ severity, text }) => `${severity}: ${text}`)

  test('none for sound files under their own names', async () => {
    const names = [
      'v3.qcow2',
      'dynamic-small.vhd',
      'mbr-one.img',
      'large.vhdx',
      'esx.vmdk',
      'static.vdi',
      'bootable.iso',
    ]
    expect(await Promise.all(names.map(async (fileName) => texts(fileName, { fileName })))).toEqual(names.map(() => []))
  })

  test.each([
    ['backed.qcow2', /^problem: It needs the backing file “v3.qcow2”/u],
    ['data-file.qcow2', /^problem: Its data is in another file, “outside.raw”/u],
    ['encrypted.qcow2', /^problem: The disk is encrypted/u],
    ['flat.vmdk', /^problem: It only describes a disk; the data is in “flat-flat.vmdk”/u],
    ['backed.vmdk', /^problem: It holds only the changes to a parent disk, “monolithicSparse.vmdk”/u],
    ['disk.raw.gz', /^problem: This is a gzip file: no server starts from it/u],
    ['disk.tar', /^problem: This is a tar archive/u],
    ['disk.luks', /^problem: This is a LUKS disk/u],
    ['empty.raw', /^problem: The file is empty/u],
    ['text.raw', /^note: Neither a partition table/u],
    ['plain.iso', /^note: The disc has no boot record/u],
  ])('%s', async (name, expected) => {
    expect((await texts(name))[0]).toMatch(expected)
  })

  test('a name or a record that says something else', async () => {
    expect(await texts('v3.qcow2', { fileName: 'disk.VHD' })).toEqual([
      'note: The name ends in .vhd, but the file is a qcow2 disk.',
    ])
    expect(await texts('v3.qcow2', { fileName: 'ubuntu.img', diskFormat: 'raw' })).toEqual([
      'problem: The image says raw, but the file is a qcow2 disk.',
    ])
  })
})

test('every kind of file has a name that stands in a sentence', async () => {
  const names = [
    'fixed-small.vhd',
    'dynamic.vdi',
    'disk.raw.xz',
    'appliance.ova',
    'gpt-one.img',
    'ext4.img',
    'empty.raw',
  ]
  expect(await Promise.all(names.map(async (name) => formatName((await inspect(name)).disk)))).toEqual([
    'a fixed VHD',
    'a dynamic VDI',
    'an xz file',
    'an OVA appliance',
    'a raw disk with GPT partitions',
    'a raw disk with a file system (ext)',
    'empty',
  ])
})
