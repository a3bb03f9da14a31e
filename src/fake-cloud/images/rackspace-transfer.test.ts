/** What becomes of import and export on Rackspace. Source: api §3.11, §8. Every failure comes from bytes or tables. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { bytesOf, type Content, memoryContent } from '#fake-cloud/data/content.ts'
import { FOOTER, VHD_FOOTER, vhdChecksum, vhdContent } from '#fake-cloud/data/vhd.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { storageAs, type StorageClient } from '#fake-cloud/object-store/test-storage.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { having, matching } from '#fake-cloud/test-matchers.ts'

import { EXPORT_SEGMENT } from './rackspace-export.ts'
import { checkVhd } from './vhd-check.ts'

let fake: RunningFakeCloud
let producer: ImageClient
let storage: StorageClient
beforeAll(async () => {
  fake = await startStopped()
})
beforeEach(async () => {
  fake.reset()
  producer = await imagesAs(fake, 'demo-rackspace', 'producer')
  storage = await storageAs(fake, 'demo-rackspace', 'producer')
})
afterAll(() => fake.close())

interface Task {
  status: string
  message: string
  result?: Record<string, string>
}

/** Makes a task and turns the clock to its end. */
async function run(type: string, input: object): Promise<Task> {
  const made = await producer.call(
    'POST',
    '/v2/tasks',
    { 'content-type': 'application/json' },
    JSON.stringify({ type, input }),
  )
  expect(made.status).toBe(201)
  fake.turnClock(60_000)
  return (await producer.get(`/v2/tasks/${(made.body as { id: string }).id}`)).body as Task
}
const importFrom = (from: string, properties: object = { name: 'My image' }) =>
  run('import', { import_from: from, image_properties: properties })
const exportTo = (image_uuid: string, receiving_swift_container = 'empty') =>
  run('export', { image_uuid, receiving_swift_container })
const seeded = (name: string) =>
  [...fake.cloud('demo-rackspace').regions.get('DFW')!.images.all()].find((image) => image.name === name)!

describe('import', () => {
  test.each([
    ['vhd-imports/payments-appliance-5.0.vhd', 2, 2 * 2 ** 30 + 512],
    ['vhd-imports/debian-13-minimal.vhd', 10, 640 * 2 ** 20],
    ['vhd-imports/crm-migrated-from-vmware.vhd', 40, 12 * 2 ** 30],
  ])('%s becomes a private image of the account', async (from, minDisk, size) => {
    const task = await importFrom(from)
    expect(task).toMatchObject({ status: 'success', message: 'None', result: { image_id: matching(/^[\da-f-]{36}$/) } })
    expect((await producer.get(`/v2/images/${task.result?.['image_id']}`)).body).toMatchObject({
      name: 'My image',
      status: 'active',
      visibility: 'private',
      owner: '728391',
      image_type: 'import',
      'com.rackspace__1__source': 'import',
      disk_format: 'vhd',
      container_format: 'ovf',
      min_disk: minDisk,
      size,
    })
  })

  test.each([
    ['holiday-photos.vhd', 396],
    ['truncated-download.vhd', 396],
    ['README.txt', 396],
    ['data-warehouse.vhd', 413],
    ['file-server.vhd', 609],
    ['cloned-without-uuid.vhd', 614],
    ['app-server-delta.vhd', 721],
    ['interrupted-conversion.vhd', 111],
    ['physical-server-2009.vhd', 523],
  ])('%s fails with %i', async (name, code) => {
    const task = await importFrom(`vhd-imports/${name}`)
    expect(task).toMatchObject({ status: 'failure', message: matching(new RegExp(`\\b${code}\\b`)) })
  })

  test.each(['vhd-imports/nope.vhd', 'nope/x.vhd', 'no-slash', 'vhd-imports/'])('nothing at %s', async (from) => {
    expect(await importFrom(from)).toMatchObject({
      status: 'failure',
      message: 'Error: Image not found for import. Possible invalid location',
    })
  })

  test('the verdict follows the bytes: a good disk under the name of a bad one is taken', async () => {
    const bytes = vhdContent({ key: 'small', type: 'fixed', virtualSize: 2 ** 20 })
    await storage.call('PUT', '/vhd-imports/holiday-photos.vhd', { body: bytesOf(bytes, 0, bytes.length) })
    expect(await importFrom('vhd-imports/holiday-photos.vhd')).toMatchObject({ status: 'success' })
  })

  test('an uploaded disk of more than is kept whole is judged by its footer', async () => {
    const bytes = vhdContent({ key: 'large', type: 'fixed', virtualSize: 9 * 2 ** 20, isUuidZero: true })
    await storage.call('PUT', '/empty/large.vhd', { body: bytesOf(bytes, 0, bytes.length) })
    expect(await importFrom('empty/large.vhd')).toMatchObject({ message: matching(/\b614\b/) })
  })

  test('a manifest whose segments are gone', async () => {
    await storage.call('PUT', '/empty/lost.vhd', { headers: { 'x-object-manifest': 'nope/lost-' }, body: '' })
    expect(await importFrom('empty/lost.vhd')).toMatchObject({ status: 'failure', message: matching(/not found/) })
  })

  test.each([
    [{}, /name is required/],
    [{ name: 'x', os_distro: 'debian' }, /'os_distro' is not allowed/],
  ])('properties %j fail', async (properties, message) => {
    expect(await importFrom('vhd-imports/debian-13-minimal.vhd', properties)).toMatchObject({
      status: 'failure',
      message: matching(message),
    })
  })

  test.each([{}, { import_from: 'a/b' }])('input %j fails', async (input) => {
    expect(await run('import', input)).toMatchObject({ status: 'failure', message: matching(/does not contain/) })
  })
})

describe('the checks of a disk', () => {
  const good = () => {
    const content = vhdContent({ key: 'good', type: 'fixed', virtualSize: 2 ** 20 })
    return bytesOf(content, 0, content.length)
  }
  /** A disk whose footer was changed, and sealed again. */
  const changed = (change: (footer: DataView) => void, isSealed = true): Content => {
    const bytes = good()
    const footer = bytes.subarray(-VHD_FOOTER)
    const view = new DataView(footer.buffer, footer.byteOffset, VHD_FOOTER)
    change(view)
    if (isSealed) view.setUint32(FOOTER.checksum, vhdChecksum(footer, FOOTER.checksum))
    return memoryContent(bytes)
  }

  test.each([
    ['as it is', () => memoryContent(good()), undefined],
    ['nothing at all', () => memoryContent(new Uint8Array(0)), 396],
    ['another cookie', () => changed((footer) => footer.setUint8(0, 0)), 396],
    ['a footer that is not sealed', () => changed((footer) => footer.setUint8(100, 1), false), 111],
    ['shorter than it says', () => changed((footer) => footer.setBigUint64(FOOTER.currentSize, 2n ** 31n)), 111],
    ['a type nobody knows', () => changed((footer) => footer.setUint32(FOOTER.diskType, 6)), 523],
    ['differencing without a parent', () => changed((footer) => footer.setUint32(FOOTER.diskType, 4)), 523],
    ['dynamic without a header', () => changed((footer) => footer.setUint32(FOOTER.diskType, 3)), 111],
    ['virtual size over 40 GB', () => vhdContent({ key: 'v', type: 'dynamic', virtualSize: 40 * 2 ** 30 + 512 }), 413],
    ['virtual size of 40 GB', () => vhdContent({ key: 'v', type: 'dynamic', virtualSize: 40 * 2 ** 30 }), undefined],
    ['a file of more than 40 GB', () => vhdContent({ key: 'v', type: 'fixed', virtualSize: 40 * 2 ** 30 }), 609],
  ])('%s', (_what, content, failure) => {
    expect(checkVhd(content()).failure).toBe(failure)
  })
})

describe('export', () => {
  test('writes a manifest and its segments, which read as one disk', async () => {
    const image = seeded('payments-appliance 4.2')
    const task = await exportTo(image.id)
    expect(task).toMatchObject({
      status: 'success',
      message: 'None',
      result: { export_location: `empty/${image.id}.vhd` },
    })
    const count = Math.ceil((image.size ?? 0) / EXPORT_SEGMENT)
    const names = await storage.names('/empty')
    expect(names).toHaveLength(count + 1)
    expect(names.slice(0, 2)).toEqual([`${image.id}.vhd`, `${image.id}.vhd-00001`])
    const head = await storage.call('HEAD', `/empty/${image.id}.vhd`)
    expect(Object.fromEntries(head.headers)).toMatchObject({
      'content-length': String(image.size),
      'x-object-manifest': `empty/${image.id}.vhd-`,
      etag: matching(/^"[\da-f]{32}"$/),
    })
    const tail = await storage.call('GET', `/empty/${image.id}.vhd`, { headers: { range: 'bytes=-512' } })
    expect(tail.text).toMatch(/^conectix/)
    expect((await storage.call('GET', `/empty?format=json&prefix=${image.id}.vhd&limit=1`)).body).toEqual([
      having({ bytes: 0 }),
    ])
  })

  test('what was exported can be imported again', async () => {
    const { id } = seeded('kiosk-2026')
    await exportTo(id)
    expect(await importFrom(`empty/${id}.vhd`)).toMatchObject({ status: 'success' })
  })

  test('a second time the object is in the way', async () => {
    const { id } = seeded('vpn-concentrator 9')
    expect(await exportTo(id, 'exports')).toMatchObject({
      status: 'failure',
      message: `Swift already has an object with id '${id}.vhd' in container 'exports'`,
    })
  })

  test.each([
    ['a public image', 'Debian 13 (Trixie) (Cloud)', /not owned/],
    ['a shared-in image', 'partner-sdk 3.1', /not owned/],
    ['a deactivated image', 'under-investigation', /deactivated/],
    ['an image without data', 'reserved-for-upload', /queued/],
    ['a licensed image', 'ad-controller before upgrade', /licensed/],
    ['an image without the mark of a free one', 'rescue-installer.iso', /licensed/],
  ])('%s fails', async (_what, name, message) => {
    expect(await exportTo(seeded(name).id)).toMatchObject({
      status: 'failure',
      message: matching(message),
    })
  })

  test.each([
    ['nope', /not found/],
    ['exports.2025', /forbidden character/],
    ['a/b', /forbidden character/],
    ['what?', /forbidden character/],
  ])('into container %s fails', async (container, message) => {
    expect(await exportTo(seeded('kiosk-2026').id, container)).toMatchObject({
      status: 'failure',
      message: matching(message),
    })
  })

  test('an unknown image, and input without either field', async () => {
    expect(await exportTo('00000000-0000-4000-8000-00000000000f')).toMatchObject({
      status: 'failure',
      message: matching(/not found/),
    })
    expect(await run('export', {})).toMatchObject({ status: 'failure', message: matching(/image_uuid/) })
    expect(await run('export', { image_uuid: 'x' })).toMatchObject({ message: matching(/receiving_swift_container/) })
  })
})
