/** Data of images: upload, stage, download, stores, quota. Source: api §3.13; rows were also put to a real Glance. */
import { createHash } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { DemoCloudName } from '#fake-cloud/clouds.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { containing, having } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
let producer: ImageClient
let admin: ImageClient
beforeAll(async () => {
  fake = await startStopped()
})
beforeEach(async () => {
  fake.reset()
  producer = await imagesAs(fake, 'demo-openstack', 'producer')
  admin = await imagesAs(fake, 'demo-openstack', 'admin')
})
afterAll(() => fake.close())

const OCTETS = { 'content-type': 'application/octet-stream' }

const create = async (client: ImageClient, fields: object = { disk_format: 'raw', container_format: 'bare' }) => {
  const answer = await client.call('POST', '/v2/images', { 'content-type': 'application/json' }, JSON.stringify(fields))
  if (answer.status !== 201) throw new Error(answer.text)
  return (answer.body as { id: string }).id
}
const upload = (client: ImageClient, id: string, body = 'hello', headers: Record<string, string> = {}) =>
  client.call('PUT', `/v2/images/${id}/file`, { ...OCTETS, ...headers }, body)
const stage = (client: ImageClient, id: string, body = 'hello') =>
  client.call('PUT', `/v2/images/${id}/stage`, OCTETS, body)
const seeded = (key: string, name: DemoCloudName = 'demo-openstack') => {
  const region = fake.cloud(name).regions.values().next().value!
  return [...region.images.all()].find((image) => image.name === key)!
}

describe('upload', () => {
  test('204; the image is active with size, both digests and its store', async () => {
    const id = await create(producer)
    expect(await upload(producer, id)).toMatchObject({ status: 204, text: '' })
    expect((await producer.get(`/v2/images/${id}`)).body).toMatchObject({
      status: 'active',
      size: 5,
      virtual_size: 5,
      checksum: '5d41402abc4b2a76b9719d911017c592',
      os_hash_algo: 'sha512',
      os_hash_value: createHash('sha512').update('hello').digest('hex'),
      stores: 'fast',
    })
  })

  test('into another store, and nothing at all becomes active too', async () => {
    const [id, empty] = [await create(producer), await create(producer)]
    await upload(producer, id, 'hello', { 'x-image-meta-store': 'archive' })
    expect((await producer.get(`/v2/images/${id}`)).body).toMatchObject({ stores: 'archive' })
    expect(await upload(producer, empty, '')).toMatchObject({ status: 204 })
    expect((await producer.get(`/v2/images/${empty}`)).body).toMatchObject({ status: 'active', size: 0 })
  })

  test.each([
    ['another type', { 'content-type': 'text/plain' }, {}, 415, 'The request media type text/plain is not supported'],
    ['an unknown store', { 'x-image-meta-store': 'zz' }, {}, 400, 'Store for identifier zz not found'],
    [
      'no formats',
      {},
      { name: 'bare' },
      400,
      'Properties disk_format, container_format must be set prior to saving data.',
    ],
    ['no container format', {}, { disk_format: 'raw' }, 400, 'Property container_format must be set prior'],
  ])('%s', async (_what, headers, fields, status, message) => {
    const id = await create(producer, Object.keys(fields).length > 0 ? fields : undefined)
    expect(await upload(producer, id, 'hello', headers)).toMatchObject({
      status,
      body: { message: containing(message) },
    })
    expect((await producer.get(`/v2/images/${id}`)).body).toMatchObject({ status: 'queued' })
  })

  test('a second time: 409; and by others: 403 or 404', async () => {
    const id = await create(producer)
    const [observer, stranger] = await Promise.all(
      ['observer', 'consumer'].map((name) => imagesAs(fake, 'demo-openstack', name)),
    )
    expect(await upload(observer!, id)).toMatchObject({ status: 403, body: { message: containing('upload_image') } })
    expect(await upload(stranger!, id)).toMatchObject({ status: 404 })
    await upload(producer, id)
    expect(await upload(producer, id)).toMatchObject({
      status: 409,
      body: { message: containing('Image status transition from active to saving is not allowed') },
    })
  })

  test('an upload that breaks off leaves the image queued; while it runs others see saving', async () => {
    const id = await create(producer)
    const gone = new AbortController()
    const url = `${fake.cloud('demo-openstack').baseUrl}/image/RegionOne/v2/images/${id}/file`
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(1000)),
      async pull() {
        await expect.poll(async () => (await producer.get(`/v2/images/${id}`)).body).toMatchObject({ status: 'saving' })
        gone.abort()
      },
    })
    const headers = { ...OCTETS, 'x-auth-token': fake.tokens().at(-2) ?? '' }
    await expect(
      fetch(url, { method: 'PUT', headers, body, duplex: 'half', signal: gone.signal } as RequestInit),
    ).rejects.toThrow(/abort/i)
    await expect
      .poll(async () => (await producer.get(`/v2/images/${id}`)).body)
      .toMatchObject({ status: 'queued', size: null })
  })

  test('the image is deleted while its data is on the way: 410', async () => {
    const id = await create(producer)
    const url = `${fake.cloud('demo-openstack').baseUrl}/image/RegionOne/v2/images/${id}/file`
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(new Uint8Array(1000))
        await expect.poll(async () => (await producer.get(`/v2/images/${id}`)).body).toMatchObject({ status: 'saving' })
        await producer.call('DELETE', `/v2/images/${id}`)
        controller.close()
      },
    })
    const headers = { ...OCTETS, 'x-auth-token': fake.tokens().at(-2) ?? '' }
    const answer = await fetch(url, { method: 'PUT', headers, body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(410)
  })
})

describe('download', () => {
  let id = ''
  beforeEach(async () => {
    id = await create(producer)
    await upload(producer, id)
  })

  test.each([
    [undefined, 200, 'hello', null],
    ['bytes=1-2', 206, 'el', 'bytes 1-2/5'],
    ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=2-99', 206, 'llo', 'bytes 2-4/5'],
  ])('range %s: %i', async (range, status, text, contentRange) => {
    const answer = await producer.get(`/v2/images/${id}/file`, range ? { range } : {})
    expect(answer).toMatchObject({ status, text })
    expect(answer.headers.get('content-range')).toBe(contentRange)
    expect(answer.headers.get('content-md5')).toBe('5d41402abc4b2a76b9719d911017c592')
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-length')).toBe(String(text.length))
  })

  test.each([
    ['bytes=9-10', 416, 'Start position MUST be in the inclusive range [0, 4].'],
    ['bogus', 416, 'Invalid Range header.'],
    ['bytes=0-1,2-3', 400, 'Requests with multiple ranges are not supported in Glance.'],
  ])('range %s: %i', async (range, status, message) => {
    expect(await producer.get(`/v2/images/${id}/file`, { range })).toMatchObject({
      status,
      body: { message: containing(message) },
    })
  })

  test('without data 204; deactivated 403 but for an admin; a reader 403; a stranger 404', async () => {
    expect(await producer.get(`/v2/images/${await create(producer)}/file`)).toMatchObject({ status: 204, text: '' })
    await producer.call('POST', `/v2/images/${id}/actions/deactivate`)
    expect(await producer.get(`/v2/images/${id}/file`)).toMatchObject({
      status: 403,
      body: { message: containing('The requested image has been deactivated. Image data download is forbidden.') },
    })
    expect(await admin.get(`/v2/images/${id}/file`)).toMatchObject({ status: 200, text: 'hello' })
    const [observer, consumer] = [
      await imagesAs(fake, 'demo-openstack', 'observer'),
      await imagesAs(fake, 'demo-openstack', 'consumer'),
    ]
    expect(await observer.get(`/v2/images/${id}/file`)).toMatchObject({
      status: 403,
      body: { message: containing('download_image') },
    })
    expect(await consumer.get(`/v2/images/${id}/file`)).toMatchObject({ status: 404 })
  })

  test('a seeded image of many GiB has its format in its first bytes', async () => {
    const image = seeded('partner-sdk 3.1')
    const answer = await producer.get(`/v2/images/${image.id}/file`, { range: 'bytes=0-2' })
    expect(answer).toMatchObject({ status: 206, text: 'QFI' })
    expect(answer.headers.get('content-range')).toBe(`bytes 0-2/${image.size}`)
  })
})

describe('stage', () => {
  test('204, uploading, with its size; twice 409; no data to download yet', async () => {
    const id = await create(producer, { name: 'formats may come later' })
    expect(await stage(producer, id)).toMatchObject({ status: 204 })
    expect((await producer.get(`/v2/images/${id}`)).body).toMatchObject({
      status: 'uploading',
      size: 5,
      checksum: null,
    })
    expect(await stage(producer, id)).toMatchObject({
      status: 409,
      body: { message: containing('Image status transition from uploading to uploading is not allowed') },
    })
    expect(await producer.get(`/v2/images/${id}/file`)).toMatchObject({ status: 204 })
  })
})

describe('stores', () => {
  test('names for everybody, details for an admin', async () => {
    expect((await producer.get('/v2/info/stores')).body).toEqual({
      stores: [
        { id: 'fast', description: 'Fast local disk', default: 'true' },
        { id: 'archive', description: 'Cheap archive' },
      ],
    })
    expect(await producer.get('/v2/info/stores/detail')).toMatchObject({ status: 403 })
    expect((await admin.get('/v2/info/stores/detail')).body).toMatchObject({
      stores: [having({ type: 'file' }), having({ id: 'archive' })],
    })
  })

  test('data leaves one store and never the last', async () => {
    const { id } = seeded('Debian 13 (Trixie)')
    expect(await producer.call('DELETE', `/v2/stores/archive/${id}`)).toMatchObject({ status: 403 })
    expect(await admin.call('DELETE', `/v2/stores/zz/${id}`)).toMatchObject({ status: 409 })
    expect(await admin.call('DELETE', `/v2/stores/archive/${id}`)).toMatchObject({ status: 204 })
    expect(await admin.call('DELETE', `/v2/stores/archive/${id}`)).toMatchObject({ status: 403 })
    expect(await admin.call('DELETE', `/v2/stores/fast/${id}`)).toMatchObject({
      status: 403,
      body: { message: containing('Cannot delete image data from the only store containing it.') },
    })
    expect((await producer.get(`/v2/images/${id}`)).body).toMatchObject({ stores: 'fast' })
    expect(await admin.call('DELETE', `/v2/stores/fast/${await create(producer)}`)).toMatchObject({ status: 409 })
  })
})

describe('quota', () => {
  const MIB = 2 ** 20
  let capped: ImageClient
  beforeEach(async () => {
    capped = await imagesAs(fake, 'demo-openstack', 'capped')
  })
  const usage = async () => ((await capped.get('/v2/info/usage')).body as { usage: object }).usage

  test('is looked at before an upload and not during it', async () => {
    const [first, second] = [await create(capped), await create(capped)]
    expect(await upload(capped, first, 'x'.repeat(7 * MIB))).toMatchObject({ status: 204 })
    expect(await usage()).toMatchObject({
      image_size_total: { limit: 4, usage: 7 },
      image_count_total: { limit: 5, usage: 2 },
    })
    expect(await upload(capped, second)).toMatchObject({
      status: 413,
      body: { message: containing('Resource image_size_total is over limit of 4 due to current usage 7 and delta 0') },
    })
  })

  test('two may be uploading', async () => {
    for (const _ of [1, 2]) expect(await stage(capped, await create(capped))).toMatchObject({ status: 204 })
    expect(await usage()).toMatchObject({ image_count_uploading: { limit: 2, usage: 2 } })
    expect(await stage(capped, await create(capped))).toMatchObject({
      status: 413,
      body: {
        message: containing('Resource image_count_uploading is over limit of 2 due to current usage 3 and delta 0'),
      },
    })
  })

  test('the sixth image is refused', async () => {
    for (const _ of [1, 2, 3, 4, 5]) await create(capped)
    const sixth = await capped.call('POST', '/v2/images', { 'content-type': 'application/json' }, '{}')
    expect(sixth).toMatchObject({
      status: 413,
      body: { message: containing('Resource image_count_total is over limit of 5') },
    })
  })

  test('other methods are 404', async () => {
    expect(await capped.call('POST', '/v2/info/usage')).toMatchObject({ status: 404 })
  })
})

describe('Rackspace has none of it', () => {
  test.each([
    ['GET', '/v2/info/import'],
    ['GET', '/v2/info/stores'],
    ['GET', '/v2/info/usage'],
    ['PUT', '/v2/images/ID/stage'],
    ['POST', '/v2/images/ID/import'],
    ['GET', '/v2/images/ID/tasks'],
    ['DELETE', '/v2/stores/fast/ID'],
  ])('%s %s is 404', async (method, path) => {
    const client = await imagesAs(fake, 'demo-rackspace', 'producer')
    const { id } = seeded('vpn-concentrator 9', 'demo-rackspace')
    expect(await client.call(method, path.replace('ID', id))).toMatchObject({ status: 404 })
  })

  test.each(['GET', 'PUT'])('%s file is 403', async (method) => {
    const client = await imagesAs(fake, 'demo-rackspace', 'producer')
    const { id } = seeded('vpn-concentrator 9', 'demo-rackspace')
    expect(await client.call(method, `/v2/images/${id}/file`)).toMatchObject({ status: 403 })
  })
})
