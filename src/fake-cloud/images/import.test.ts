/** `POST /v2/images/{id}/import` and what becomes of it. Source: api §3.13, §3.12; rows were also put to a real Glance. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { containing, having, matching } from '#fake-cloud/test-matchers.ts'

import { IMPORT_PACE } from './data-import-run.ts'
import { DOWNLOADS } from './data-web.ts'

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

const url = (name: string) => `${fake.cloud('demo-openstack').baseUrl}/downloads/${name}`
const web = (uri: unknown, more: object = {}) => ({ method: { name: 'web-download', uri }, ...more })
const create = async (fields: object = { disk_format: 'qcow2', container_format: 'bare' }) => {
  const answer = await producer.call(
    'POST',
    '/v2/images',
    { 'content-type': 'application/json' },
    JSON.stringify(fields),
  )
  return (answer.body as { id: string }).id
}
const stage = (id: string) =>
  producer.call('PUT', `/v2/images/${id}/stage`, { 'content-type': 'application/octet-stream' }, 'hello')
const start = (id: string, body: unknown, client = producer) =>
  client.call(
    'POST',
    `/v2/images/${id}/import`,
    { 'content-type': 'application/json' },
    typeof body === 'string' ? body : JSON.stringify(body),
  )
const image = async (id: string) => (await producer.get(`/v2/images/${id}`)).body as Record<string, unknown>
const tasks = async (id: string) =>
  ((await producer.get(`/v2/images/${id}/tasks`)).body as { tasks: Record<string, unknown>[] }).tasks
const finish = () => fake.turnClock(60_000)

describe('refused at once', () => {
  test.each([
    ['junk', 400, 'Malformed JSON in request body.'],
    ['', 400, 'Body expected in request.'],
    ['[]', 500, 'The server has either erred'],
    [{}, 400, "Import request requires a 'method' field."],
    [{ method: {} }, 400, "Import request requires a 'name' field."],
    [{ method: 'x' }, 500, 'The server has either erred'],
    [{ method: { name: 'zz' } }, 400, "Unknown import method name 'zz'."],
    [{ method: { name: 'glance-download' } }, 400, "Unknown import method name 'glance-download'."],
    [web('x', { all_stores: 'x' }), 400, "'all_stores' must be boolean value only"],
    [web('x', { all_stores_must_succeed: 1 }), 400, "'all_stores_must_succeed' must be boolean value only"],
    [{ method: { name: 'glance-direct' } }, 409, "Image needs to be staged before 'glance-direct' method can be used"],
    [{ method: { name: 'copy-image' } }, 409, 'Only images with status active can be targeted for copying'],
    [web('x', { stores: ['zz'] }), 409, 'Store for identifier zz not found'],
    [
      web('x', { all_stores: true, stores: ['fast'] }),
      400,
      "All_stores parameter can't be used with x-image-meta-store header",
    ],
    [web(undefined), 400, 'URI for web-download does not pass filtering: None'],
    [web(5), 500, 'The server has either erred'],
    [web('http://example.org/x'), 400, 'URI for web-download does not pass filtering: http://example.org/x'],
    [web('file:///etc/passwd'), 400, 'URI for web-download does not pass filtering: file:///etc/passwd'],
  ])('%j: %i', async (body, status, message) => {
    const id = await create()
    expect(await start(id, body)).toMatchObject({ status, body: { message: containing(message) } })
    expect(await image(id)).toMatchObject({ status: 'queued' })
    expect(await tasks(id)).toEqual([])
  })

  test('by where the image stands', async () => {
    const bare = await create({ name: 'bare' })
    expect(await start(bare, web(url('x')))).toMatchObject({
      status: 409,
      body: { message: containing("'container_format' needs to be set before import") },
    })
    const staged = await create()
    await stage(staged)
    expect(await start(staged, web(url('x')))).toMatchObject({
      status: 409,
      body: { message: containing("Image needs to be in 'queued' state") },
    })
    const running = await create()
    await start(running, web(url(DOWNLOADS.good)))
    expect(await start(running, web(url(DOWNLOADS.good)))).toMatchObject({
      status: 409,
      body: { message: containing('Image has active task') },
    })
    finish()
    expect(await start(running, web(url('x')))).toMatchObject({
      status: 409,
      body: { message: containing('Image with status active cannot be target for import') },
    })
  })

  test('by who asks', async () => {
    const id = await create()
    const observer = await imagesAs(fake, 'demo-openstack', 'observer')
    const consumer = await imagesAs(fake, 'demo-openstack', 'consumer')
    expect(await start(id, web(url(DOWNLOADS.good)), observer)).toMatchObject({ status: 403 })
    expect(await start(id, web(url(DOWNLOADS.good)), consumer)).toMatchObject({ status: 404 })
  })
})

describe('an import on its way', () => {
  test('lags, then imports store by store, then is active; the properties stay behind empty', async () => {
    const id = await create()
    expect(await start(id, web(url(DOWNLOADS.good), { all_stores: true }))).toMatchObject({ status: 202, text: '' })
    const [task] = await tasks(id)
    expect(await image(id)).toMatchObject({ status: 'queued', os_glance_import_task: task?.['id'] })
    fake.turnClock(IMPORT_PACE.start)
    expect(await image(id)).toMatchObject({
      status: 'importing',
      os_glance_importing_to_stores: 'archive,fast',
      os_glance_failed_import: '',
    })
    fake.turnClock(IMPORT_PACE.store)
    expect(await image(id)).toMatchObject({
      status: 'importing',
      os_glance_importing_to_stores: 'fast',
      stores: 'archive',
    })
    fake.turnClock(IMPORT_PACE.store)
    const done = await image(id)
    expect(done).toMatchObject({
      status: 'active',
      size: 20 * 2 ** 20,
      virtual_size: 112 * 2 ** 20,
      stores: 'archive,fast',
      os_glance_importing_to_stores: '',
      os_glance_failed_import: '',
    })
    expect(done).not.toHaveProperty('os_glance_import_task')
  })

  test('its task tells all, in naive times', async () => {
    const id = await create()
    await start(id, web(url(DOWNLOADS.good)))
    expect(await tasks(id)).toEqual([
      {
        id: matching(/^[\da-f-]{36}$/),
        type: 'api_image_import',
        status: 'processing',
        owner: OPENSTACK_PROJECTS.producer,
        image_id: id,
        request_id: matching(/^req-/),
        user_id: matching(/^[\da-f]{32}$/),
        input: { image_id: id, import_req: web(url(DOWNLOADS.good)), backend: ['fast'] },
        result: null,
        message: '',
        created_at: '2026-11-23T12:00:00.000000',
        updated_at: '2026-11-23T12:00:00.000000',
        expires_at: null,
        deleted: false,
        deleted_at: null,
      },
    ])
    finish()
    expect(await tasks(id)).toEqual([
      having({ status: 'success', result: { image_id: id }, expires_at: '2026-11-25T12:01:00.000000' }),
    ])
    fake.turnClock(48 * 3_600_000)
    producer = await imagesAs(fake, 'demo-openstack', 'producer')
    expect(await tasks(id)).toEqual([])
  })

  test('staged data becomes the image', async () => {
    const id = await create({ disk_format: 'raw', container_format: 'bare' })
    await stage(id)
    expect(await start(id, { method: { name: 'glance-direct' } })).toMatchObject({ status: 202 })
    finish()
    expect(await image(id)).toMatchObject({ status: 'active', size: 5, checksum: '5d41402abc4b2a76b9719d911017c592' })
    expect(await producer.get(`/v2/images/${id}/file`)).toMatchObject({ text: 'hello' })
  })

  test('an object that is open to the world is fetched without a token', async () => {
    const { baseUrl } = fake.cloud('demo-openstack')
    const id = await create()
    await start(
      id,
      web(`${baseUrl}/object-store/RegionOne/v1/AUTH_${OPENSTACK_PROJECTS.producer}/images/import-me.qcow2`),
    )
    finish()
    expect(await image(id)).toMatchObject({ status: 'active', size: 3 * 2 ** 20, virtual_size: 10 * 2 ** 30 })
  })

  test.each([
    ['a file that is not there', () => url('nothing-here.qcow2')],
    ['a port where nobody listens', () => 'http://127.0.0.1:1/x'],
    [
      'an object that is not open',
      () =>
        `${fake.cloud('demo-openstack').baseUrl}/object-store/RegionOne/v1/AUTH_${OPENSTACK_PROJECTS.producer}/vhd-imports/README.txt`,
    ],
  ])('%s: back to queued, the reason nowhere on the image; it may be tried again', async (_what, uri) => {
    const id = await create()
    expect(await start(id, web(uri()))).toMatchObject({ status: 202 })
    finish()
    expect(await image(id)).toMatchObject({
      status: 'queued',
      size: null,
      os_glance_failed_import: 'fast',
      os_glance_importing_to_stores: '',
    })
    expect(await tasks(id)).toEqual([having({ status: 'failure', message: 'Task failed due to Internal Error' })])
    expect(await start(id, web(url(DOWNLOADS.good)))).toMatchObject({ status: 202 })
  })

  test('a host that never answers keeps the image importing', async () => {
    const id = await create()
    await start(id, web(url(DOWNLOADS.endless)))
    fake.turnClock(7 * 24 * 3_600_000)
    producer = await imagesAs(fake, 'demo-openstack', 'producer')
    expect(await image(id)).toMatchObject({ status: 'importing', os_glance_importing_to_stores: 'fast' })
    expect(await tasks(id)).toEqual([having({ status: 'processing' })])
  })

  test('an image that is deleted meanwhile: the task fails', async () => {
    const id = await create()
    await start(id, web(url(DOWNLOADS.good)))
    await producer.call('DELETE', `/v2/images/${id}`)
    finish()
    expect(await producer.get(`/v2/images/${id}/tasks`)).toMatchObject({
      status: 404,
      body: { message: containing('The resource could not be found.') },
    })
  })
})

describe('copy-image', () => {
  test('is the admin’s: the image stays active while the store is filled', async () => {
    const id = await create()
    await start(id, web(url(DOWNLOADS.good)))
    finish()
    const copy = { method: { name: 'copy-image' }, stores: ['archive'] }
    expect(await start(id, copy)).toMatchObject({ status: 403, body: { message: containing('copy_image') } })
    expect(await start(id, { ...copy, stores: ['fast'] }, admin)).toMatchObject({
      status: 400,
      body: { message: containing("Image is already present at store 'fast'") },
    })
    expect(await start(id, copy, admin)).toMatchObject({ status: 202 })
    fake.turnClock(IMPORT_PACE.start)
    expect(await image(id)).toMatchObject({
      status: 'active',
      stores: 'fast',
      os_glance_importing_to_stores: 'archive',
    })
    finish()
    expect(await image(id)).toMatchObject({
      status: 'active',
      stores: 'fast,archive',
      os_glance_importing_to_stores: '',
    })
    // The copy's task belongs to the admin's project.
    expect(await tasks(id)).toHaveLength(1)
  })
})

test('/v2/info/import names the methods', async () => {
  expect((await producer.get('/v2/info/import')).body).toEqual({
    'import-methods': {
      description: 'Import methods available.',
      type: 'array',
      value: ['glance-direct', 'web-download', 'copy-image'],
    },
  })
})
