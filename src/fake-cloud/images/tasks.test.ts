/** Tasks of both flavours: access, bodies, lists, time. Source: api §3.11, §3.14, §8. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { DemoCloudName } from '#fake-cloud/clouds.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'
import { type Answer, type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { containing, having, matching } from '#fake-cloud/test-matchers.ts'
import { tokenWithRoles } from '#fake-cloud/test-roles.ts'

import { TASK_PACE } from './task-run.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped({ seed: 'empty' })
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

const as = (username: string, name: DemoCloudName = 'demo-rackspace') => imagesAs(fake, name, username)
const create = (client: ImageClient, body: unknown) =>
  client.call(
    'POST',
    '/v2/tasks',
    { 'content-type': 'application/json' },
    typeof body === 'string' ? body : JSON.stringify(body),
  )
const IMPORT = { type: 'import', input: { import_from: 'exports/x.vhd', image_properties: { name: 'x' } } }
const idOf = (answer: Answer) => (answer.body as { id: string }).id
const show = (client: ImageClient, id: string) => client.get(`/v2/tasks/${id}`)
const list = async (client: ImageClient, query = '') => {
  const answer = await client.get(`/v2/tasks${query}`)
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body as { tasks: { id: string; status: string; type: string }[]; first: string; next?: string }
}

describe('create', () => {
  test('201 with its place, pending; Rackspace says nothing with a word', async () => {
    const answer = await create(await as('producer'), IMPORT)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toMatch(new RegExp(`/v2/tasks/${idOf(answer)}$`))
    expect(answer.body).toEqual({
      ...IMPORT,
      id: matching(/^[\da-f-]{36}$/),
      status: 'pending',
      owner: '728391',
      message: 'None',
      created_at: '2026-11-23T12:00:00Z',
      updated_at: '2026-11-23T12:00:00Z',
      self: `/v2/tasks/${idOf(answer)}`,
      schema: '/v2/schemas/task',
    })
  })

  test('upstream says nothing with nothing, and names who asked', async () => {
    const answer = await create(await as('producer', 'demo-openstack'), { type: 'api_image_import', input: {} })
    expect(answer.body).toMatchObject({
      message: '',
      user_id: matching(/^[\da-f]{32}$/),
      request_id: matching(/^req-/),
    })
  })

  test.each([
    ['demo-rackspace', '', 'Body expected in request.'],
    ['demo-rackspace', '{', 'Malformed JSON in request body.'],
    ['demo-rackspace', {}, "Task 'type' is required"],
    ['demo-rackspace', { type: 'import' }, "Task 'input' is required"],
    ['demo-rackspace', { type: 'import', input: [] }, "is not of type 'object'"],
    ['demo-rackspace', { type: 'clone', input: {} }, "'clone' is not one of ['import', 'export']"],
    ['demo-rackspace', { ...IMPORT, zz: 1 }, "Additional properties are not allowed ('zz' was unexpected)"],
    ['demo-openstack', { type: 'export', input: {} }, "'export' is not one of ['import', 'api_image_import']"],
  ] as const)('%s, %j is 400', async (name, body, message) => {
    const answer = await create(await as('producer', name), body)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(message)
  })
})

describe('time', () => {
  test('pending, processing, then final with an end in 48 hours, and then it is gone', async () => {
    let producer = await as('producer')
    const id = idOf(await create(producer, IMPORT))
    fake.turnClock(TASK_PACE.pending)
    const processing = await show(producer, id)
    expect(processing.body).toMatchObject({ status: 'processing', updated_at: '2026-11-23T12:00:02Z' })
    expect(processing.body).not.toHaveProperty('expires_at')
    fake.turnClock(TASK_PACE.processing)
    expect((await show(producer, id)).body).toMatchObject({
      status: 'failure',
      message: 'Error: Image not found for import. Possible invalid location',
      updated_at: '2026-11-23T12:00:08Z',
      expires_at: '2026-11-25T12:00:08Z',
    })
    fake.turnClock(48 * 3_600_000)
    producer = await as('producer')
    expect(await show(producer, id)).toMatchObject({ status: 404, text: containing(`Could not find task ${id}`) })
    expect((await list(producer)).tasks).toEqual([])
  })

  test('DELETE is 405 and names what is allowed', async () => {
    for (const name of ['demo-rackspace', 'demo-openstack'] as const) {
      const producer = await as('producer', name)
      const id = idOf(await create(producer, IMPORT))
      const answer = await producer.call('DELETE', `/v2/tasks/${id}`)
      expect(answer).toMatchObject({ status: 405, text: containing('They are auto deleted after reaching the time') })
      expect(answer.headers.get('allow')).toBe('GET')
    }
  })
})

describe('list', () => {
  let producer: ImageClient
  let ids: string[]
  beforeEach(async () => {
    producer = await as('producer')
    ids = []
    for (const type of ['import', 'export', 'import']) {
      ids.push(idOf(await create(producer, { type, input: {} })))
      fake.turnClock(1_000)
    }
  })
  const idsOf = async (query: string) => (await list(producer, query)).tasks.map((task) => ids.indexOf(task.id))

  test('stubs, the newest first, without input, result and message', async () => {
    const page = await list(producer)
    expect(page).toMatchObject({ first: '/v2/tasks', schema: '/v2/schemas/tasks' })
    expect(page).not.toHaveProperty('next')
    expect(page.tasks.map((task) => ids.indexOf(task.id))).toEqual([2, 1, 0])
    expect(Object.keys(page.tasks[0] ?? {}).toSorted()).toEqual([
      'created_at',
      'id',
      'owner',
      'schema',
      'self',
      'status',
      'type',
      'updated_at',
    ])
  })

  test.each([
    ['?type=export', [1]],
    ['?status=processing', [1, 0]],
    ['?status=pending', [2]],
    ['?sort_dir=asc', [0, 1, 2]],
    ['?sort_key=type', [1 + 1, 0, 1]],
    ['?owner=somebody', []],
    ['?foo=bar', [2, 1, 0]],
    ['?limit=0', []],
  ])('%s', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected)
  })

  test('pages by marker, path-only links', async () => {
    const page = await list(producer, '?limit=2&status=processing')
    expect(page.next).toBe(`/v2/tasks?limit=2&status=processing&marker=${ids[0]}`)
    expect(await idsOf(`?limit=2&marker=${ids[1]}`)).toEqual([0])
    expect(await idsOf(`?marker=${ids[0]}`)).toEqual([])
  })

  test.each([
    ['?status=zz', 'Invalid status value: zz'],
    ['?type=zz', 'Invalid type value: zz'],
    ['?sort_key=zz', 'Sort key supplied was not valid.'],
    ['?sort_dir=zz', 'Invalid sort direction: zz'],
    ['?limit=-1', 'limit param must be positive'],
    ['?limit=zz', 'limit param must be an integer'],
    ['?marker=zz', 'Invalid marker format'],
    [
      '?marker=9a4e5e8f-b728-43df-a3f0-897994a21fb9',
      'Task with the given id 9a4e5e8f-b728-43df-a3f0-897994a21fb9 was not found',
    ],
  ])('%s is 400', async (query, message) => {
    expect(await producer.get(`/v2/tasks${query}`)).toMatchObject({ status: 400, text: containing(message) })
  })

  test('upstream cannot filter what it can make only by itself', async () => {
    expect(await (await as('producer', 'demo-openstack')).get('/v2/tasks?type=export')).toMatchObject({ status: 400 })
  })
})

describe('who may', () => {
  test.each([
    ['identity:user-admin', 200, 201],
    ['cloudImages:admin', 200, 201],
    ['admin', 200, 201],
    ['cloudImages:creator', 200, 403],
    ['cloudImages:observer', 200, 403],
    ['observer', 200, 403],
    ['identity:default', 403, 403],
  ])('§3.14 Rackspace %s: list %i, create %i', async (role, listed, created) => {
    const token = await tokenWithRoles(fake, 'roleless', [role])
    const client = await as('producer')
    const headers = { 'x-auth-token': token }
    expect(await client.get('/v2/tasks', headers)).toMatchObject({ status: listed })
    const { status } = await client.call(
      'POST',
      '/v2/tasks',
      { ...headers, 'content-type': 'application/json' },
      JSON.stringify(IMPORT),
    )
    expect(status).toBe(created)
  })

  test('a task of another account is not there; an observer sees those of the account', async () => {
    const id = idOf(await create(await as('producer'), IMPORT))
    expect(await show(await as('consumer'), id)).toMatchObject({ status: 404 })
    expect((await list(await as('consumer'))).tasks).toEqual([])
    expect(await show(await as('observer'), id)).toMatchObject({ status: 200 })
  })

  test('upstream: a reader 403, an admin everybody’s', async () => {
    const id = idOf(await create(await as('producer', 'demo-openstack'), { type: 'api_image_import', input: {} }))
    const observer = await as('observer', 'demo-openstack')
    for (const answer of [await observer.get('/v2/tasks'), await show(observer, id), await create(observer, {})]) {
      expect(answer).toMatchObject({ status: 403, body: { message: containing('tasks_api_access') } })
    }
    expect(await show(await as('consumer', 'demo-openstack'), id)).toMatchObject({ status: 404 })
    expect((await list(await as('admin', 'demo-openstack'))).tasks).toEqual([having({ id })])
  })
})

describe('upstream’s legacy import', () => {
  const from = () => `${fake.cloud('demo-openstack').baseUrl}/downloads/cirros-0.6.3.qcow2`
  const properties = (more: object = {}) => ({
    name: 'legacy',
    disk_format: 'qcow2',
    container_format: 'bare',
    ...more,
  })
  const run = async (input: object) => {
    const client = await as('producer', 'demo-openstack')
    const id = idOf(await create(client, { type: 'import', input }))
    fake.turnClock(60_000)
    return (await show(client, id)).body as { status: string; message: string; result: { image_id: string } | null }
  }
  const images = () => [...fake.cloud('demo-openstack').regions.get('RegionOne')!.images.all()]

  test('with the owner’s own project it succeeds', async () => {
    const owner = OPENSTACK_PROJECTS.producer
    const task = await run({
      import_from: from(),
      import_from_format: 'qcow2',
      image_properties: properties({ owner }),
    })
    expect(task).toMatchObject({ status: 'success', result: { image_id: matching(/^[\da-f-]{36}$/) } })
    expect(images()).toEqual([having({ status: 'active', owner, size: 20 * 2 ** 20 })])
  })

  test('without, it fails and leaves an image that belongs to nobody', async () => {
    const task = await run({ import_from: from(), import_from_format: 'qcow2', image_properties: properties() })
    expect(task).toMatchObject({ status: 'failure', message: 'Task failed due to Internal Error', result: null })
    expect(images()).toEqual([having({ status: 'queued', owner: null })])
  })

  test.each([
    [{}, 400],
    [{ import_from: 5 }, 500],
    [{ import_from: 'file:///etc/passwd' }, 400],
    [{ import_from: 'http://example.org/x' }, 400],
  ])('from %j is not taken', async (input, status) => {
    const client = await as('producer', 'demo-openstack')
    expect(await create(client, { type: 'import', input })).toMatchObject({ status })
    expect((await list(client)).tasks).toEqual([])
  })

  test('without a format it fails and leaves nothing', async () => {
    expect(await run({ import_from: from() })).toMatchObject({
      status: 'failure',
      message: "Input does not contain 'import_from_format' field",
    })
    expect(images()).toEqual([])
  })

  test('one of the service’s own type never ends', async () => {
    const client = await as('producer', 'demo-openstack')
    const id = idOf(await create(client, { type: 'api_image_import', input: {} }))
    fake.turnClock(3_600_000)
    expect((await show(client, id)).body).toMatchObject({ status: 'processing' })
  })
})
