/** Writes on Rackspace: roles, locked properties, sharing. Source: api §3.7-§3.10, §3.14 (matrix), §7, §8. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { uuidOf } from '#fake-cloud/core/ids.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type Answer, type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

const idOf = (key: string) => uuidOf(`demo-rackspace DFW ${key}`)
const OWN = idOf('import vpn-concentrator 9')
const SHARED = idOf('import training-lab') // consumer and partner: pending
const BASE = idOf('base debian-13')
const CONSUMER = '640518'

const as = (username: string) => imagesAs(fake, 'demo-rackspace', username)
const JSON_TYPE = { 'content-type': 'application/json' }
const patch = (client: ImageClient, id: string, operations: object[], version = '2.1'): Promise<Answer> =>
  client.call(
    'PATCH',
    `/v2/images/${id}`,
    { 'content-type': `application/openstack-images-v${version}-json-patch` },
    JSON.stringify(operations),
  )
const addMember = (client: ImageClient, id: string, member: string) =>
  client.call('POST', `/v2/images/${id}/members`, JSON_TYPE, JSON.stringify({ member }))
const answerOffer = (client: ImageClient, id: string, member: string, status: string) =>
  client.call('PUT', `/v2/images/${id}/members/${member}`, JSON_TYPE, JSON.stringify({ status }))

const rename = [{ op: 'replace', path: '/name', value: 'renamed' }]

describe('§3.14 what each role may do to its own image', () => {
  const ACTS: Record<string, (client: ImageClient) => Promise<Answer>> = {
    show: (client) => client.get(`/v2/images/${SHARED}`),
    'list members': (client) => client.get(`/v2/images/${SHARED}/members`),
    'show a member': (client) => client.get(`/v2/images/${SHARED}/members/${CONSUMER}`),
    'add a member': (client) => addMember(client, SHARED, '999999'),
    'remove a member': (client) => client.call('DELETE', `/v2/images/${SHARED}/members/${CONSUMER}`),
    update: (client) => patch(client, SHARED, rename),
    'add a tag': (client) => client.call('PUT', `/v2/images/${SHARED}/tags/x`),
    'remove a tag': (client) => client.call('DELETE', `/v2/images/${idOf('import customer-portal 12.0')}/tags/gold`),
    delete: (client) => client.call('DELETE', `/v2/images/${SHARED}`),
    create: (client) => client.call('POST', '/v2/images', JSON_TYPE, '{}'),
  }
  const READ = [200, 200, 200]
  test.each([
    ['producer', [...READ, 200, 204, 200, 204, 204, 204, 403]],
    ['manager', [...READ, 200, 204, 200, 204, 204, 204, 403]],
    ['images-admin', [...READ, 200, 204, 200, 204, 204, 204, 403]],
    ['creator', [...READ, 200, 403, 403, 403, 403, 403, 403]],
    ['observer', [...READ, 403, 403, 403, 403, 403, 403, 403]],
    ['roleless', [403, 403, 403, 403, 403, 403, 403, 403, 403, 403]],
  ])('%s', async (username, statuses) => {
    const client = await as(username)
    const seen: number[] = []
    for (const act of Object.values(ACTS)) seen.push((await act(client)).status)
    expect(seen).toEqual(statuses)
  })

  test('a refused role is told so', async () => {
    const answer = await patch(await as('observer'), OWN, rename)
    expect(answer.text).toBe('403 Forbidden\n\nYou are not authorized to complete this action.\n\n   ')
  })
})

describe('§3.7 updating', () => {
  test.each([
    ['a property of its own', { op: 'add', path: '/purpose', value: 'vpn' }],
    ['the name', { op: 'replace', path: '/name', value: 'vpn 10' }],
    ['a documented property', { op: 'replace', path: '/os_version', value: '7.8' }],
    ['a property with emoji', { op: 'add', path: '/mood', value: '🚀' }],
  ])('%s is saved and dated', async (_what, operation) => {
    const client = await as('producer')
    fake.turnClock(5_000)
    const answer = await patch(client, OWN, [operation])
    expect(answer).toMatchObject({ status: 200, body: { updated_at: '2026-11-23T12:00:05Z' } })
    expect((await client.get(`/v2/images/${OWN}`)).body).toEqual(answer.body)
    expect(answer.body).toHaveProperty(operation.path.slice(1), operation.value)
  })

  test.each([
    ['§8 add on an existing property', { op: 'add', path: '/os_version', value: '7.8' }, 409],
    ['a Rackspace property', { op: 'add', path: '/com.rackspace__1__x', value: 'y' }, 403],
    ['a Rackspace property away', { op: 'remove', path: '/com.rackspace__1__source' }, 403],
    ['what the image came with', { op: 'replace', path: '/image_type', value: 'base' }, 403],
    ['§7 the format of stored data', { op: 'replace', path: '/disk_format', value: 'raw' }, 403],
    ['to everybody', { op: 'replace', path: '/visibility', value: 'public' }, 403],
    ['to a visibility of later services', { op: 'replace', path: '/visibility', value: 'shared' }, 400],
  ])('%s is refused and leaves no trace', async (_what, operation, status) => {
    const client = await as('producer')
    const before = await client.get(`/v2/images/${OWN}`)
    fake.turnClock(5_000)
    expect(await patch(client, OWN, [operation])).toMatchObject({ status })
    expect((await client.get(`/v2/images/${OWN}`)).text).toBe(before.text)
  })

  test('a locked org.openstack property of a snapshot', async () => {
    const operation = { op: 'replace', path: '/org.openstack__1__os_version', value: '1' }
    expect(await patch(await as('producer'), idOf('snapshot bastion golden'), [operation])).toMatchObject({
      status: 403,
    })
  })

  test('all or nothing, with the useful half of the message last', async () => {
    const client = await as('producer')
    const answer = await patch(client, OWN, [...rename, { op: 'remove', path: '/nope' }])
    expect(answer).toMatchObject({ status: 409 })
    expect(answer.text).toContain('There was a conflict when trying to complete your request.')
    expect(answer.text).toContain('Property nope does not exist.')
    expect((await client.get(`/v2/images/${OWN}`)).body).toMatchObject({ name: 'vpn-concentrator 9' })
  })

  test('a server that lets `add` overwrite can be asked for', async () => {
    const later = await startStopped({ rackspaceAddOverwrites: true })
    const operation = { op: 'add', path: '/os_version', value: '7.8' }
    const client = await imagesAs(later, 'demo-rackspace', 'producer')
    expect(await patch(client, OWN, [operation])).toMatchObject({ status: 200, body: { os_version: '7.8' } })
    expect(await patch(client, OWN, [{ add: '/os_version', value: '7.9' }], '2.0')).toMatchObject({ status: 409 })
    await later.close()
  })

  test.each([
    ['a consumer', 'consumer', SHARED, 403],
    ['a stranger', 'consumer', OWN, 404],
    ['a standard image', 'producer', BASE, 403],
    ['an image that never was', 'producer', 'nope', 404],
  ])('%s: no', async (_who, username, id, status) => {
    expect(await patch(await as(username), id, rename)).toMatchObject({ status })
  })
})

describe('§3.8 deleting', () => {
  test.each([
    ['a queued record', idOf('bare record')],
    ['a deactivated image', idOf('import under-investigation')],
  ])('%s goes, and is gone', async (_what, id) => {
    const client = await as('producer')
    expect(await client.call('DELETE', `/v2/images/${id}`)).toMatchObject({ status: 204 })
    expect(await client.get(`/v2/images/${id}`)).toMatchObject({ status: 404 })
    expect(await client.call('DELETE', `/v2/images/${id}`)).toMatchObject({ status: 404 })
  })

  test.each([
    ['a protected image', 'producer', idOf('import payments-appliance 4.2'), 403],
    ['an image of another account', 'consumer', SHARED, 403],
    ['an image that cannot be seen', 'consumer', OWN, 404],
  ])('%s stays', async (_what, username, id, status) => {
    const client = await as(username)
    expect(await client.call('DELETE', `/v2/images/${id}`)).toMatchObject({ status })
  })
})

describe('§3.10 members', () => {
  const memberIds = async (client: ImageClient, id: string) =>
    [...(await client.get(`/v2/images/${id}/members`)).text.matchAll(/(?<="member_id":")[^"]+/g)]
      .map(([found]) => found)
      .toSorted()

  test('a private image is shared directly; the consumer accepts and finds it in the list', async () => {
    const [producer, consumer] = [await as('producer'), await as('consumer')]
    expect(await addMember(producer, OWN, CONSUMER)).toMatchObject({
      status: 200,
      body: {
        image_id: OWN,
        member_id: CONSUMER,
        status: 'pending',
        created_at: '2026-11-23T12:00:00Z',
        schema: '/v2/schemas/member',
      },
    })
    expect(await consumer.names()).not.toContain('vpn-concentrator 9')
    expect(await answerOffer(consumer, OWN, CONSUMER, 'accepted')).toMatchObject({
      status: 200,
      body: { status: 'accepted' },
    })
    expect(await consumer.names()).toContain('vpn-concentrator 9')
    expect(await answerOffer(consumer, OWN, CONSUMER, 'pending')).toMatchObject({ status: 200 })
    expect(await producer.call('DELETE', `/v2/images/${OWN}/members/${CONSUMER}`)).toMatchObject({ status: 204 })
    expect(await consumer.get(`/v2/images/${OWN}`)).toMatchObject({ status: 404 })
  })

  test('the owner sees every row, a member its own', async () => {
    expect(await memberIds(await as('producer'), SHARED)).toEqual(['551177', CONSUMER])
    expect(await memberIds(await as('consumer'), SHARED)).toEqual([CONSUMER])
    expect(await (await as('consumer')).get(`/v2/images/${SHARED}/members/551177`)).toMatchObject({ status: 404 })
  })

  test.each<[string, string, (client: ImageClient) => Promise<Answer>, number]>([
    ['sharing twice', 'producer', (client) => addMember(client, SHARED, CONSUMER), 409],
    [
      'the producer accepting for the consumer',
      'producer',
      (client) => answerOffer(client, SHARED, CONSUMER, 'accepted'),
      403,
    ],
    [
      'the producer answering for who is no member',
      'producer',
      (client) => answerOffer(client, SHARED, '1', 'accepted'),
      403,
    ],
    ['an answer that is none', 'consumer', (client) => answerOffer(client, SHARED, CONSUMER, 'maybe'), 400],
    ['a stranger answering', 'consumer', (client) => answerOffer(client, OWN, CONSUMER, 'accepted'), 404],
    [
      'a consumer leaving',
      'consumer',
      (client) => client.call('DELETE', `/v2/images/${SHARED}/members/${CONSUMER}`),
      403,
    ],
    ['§7 a consumer sharing on', 'consumer', (client) => addMember(client, SHARED, '1'), 404],
    [
      '§8 members of a public image, to a stranger',
      'producer',
      (client) => client.get(`/v2/images/${BASE}/members`),
      404,
    ],
    ['removing who is no member', 'producer', (client) => client.call('DELETE', `/v2/images/${SHARED}/members/1`), 404],
  ])('%s', async (_what, username, act, status) => {
    expect((await act(await as(username))).status).toBe(status)
  })

  test('there is no limit that anybody documents', async () => {
    const client = await as('producer')
    const accounts = Array.from({ length: 130 }, (_, index) => String(index + 1))
    await Promise.all(accounts.map((account) => addMember(client, OWN, account)))
    expect(await memberIds(client, OWN)).toHaveLength(130)
  })
})

test('§3.1 calls that Rackspace does not have are 404', async () => {
  const client = await as('producer')
  for (const [method, path] of [
    ['POST', `/v2/images/${OWN}/actions/deactivate`],
    ['GET', '/v2/info/import'],
    ['GET', '/v2/metadefs/namespaces'],
  ] as const) {
    expect(await client.call(method, path)).toMatchObject({ status: 404 })
  }
})
