/** Metadata definitions. Source: api §3.17; what a real Glance was seen to answer. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

const LIST = '/v2/metadefs/namespaces'
const Page = z.object({
  namespaces: z.array(z.looseObject({ namespace: z.string() })),
  first: z.string(),
  next: z.string().optional(),
})

async function page(client: ImageClient, path: string) {
  const { namespaces, ...links } = Page.parse((await client.get(path)).body)
  return { names: namespaces.map((one) => one.namespace), ...links }
}

const as = (username: string) => imagesAs(fake, 'demo-openstack', username)

describe('list', () => {
  test('25 to a page, path-only links, the marker is a name; nothing comes twice', async () => {
    const client = await as('producer')
    const one = await page(client, LIST)
    expect(one.names).toHaveLength(25)
    expect(one.first).toBe(LIST)
    expect(one.next).toBe(`${LIST}?marker=${encodeURIComponent(one.names[24] ?? '')}`)
    const two = await page(client, one.next ?? '')
    expect(two.next).toBeUndefined()
    expect(new Set([...one.names, ...two.names]).size).toBe(25 + two.names.length)
  })

  test('a private namespace is its project’s alone', async () => {
    const names = async (username: string) => (await page(await as(username), `${LIST}?visibility=private`)).names
    expect(await names('producer')).toEqual(['producer::Release'])
    expect(await names('observer')).toEqual(['producer::Release'])
    expect(await names('consumer')).toEqual([])
  })

  test('by resource type, sorted', async () => {
    const path = `${LIST}?resource_types=OS::Glance::Image&sort_key=namespace&sort_dir=asc&limit=100`
    const { names } = await page(await as('consumer'), path)
    expect(names).toContain('OS::Compute::LibvirtImage')
    expect(names).not.toContain('OS::Compute::Quota')
    expect(names).toEqual(names.toSorted())
  })

  test.each([
    ['visibility=zz', 400, 'Invalid visibility value: zz'],
    ['limit=-1', 400, 'limit param must be positive'],
    ['limit=x', 500, 'The server has either erred or is incapable of performing the requested operation.'],
    ['sort_key=zz', 500, 'The server has either erred or is incapable of performing the requested operation.'],
    ['marker=nope', 404, 'Metadata definition namespace=nope was not found.'],
  ])('?%s is %i', async (query, status, message) => {
    expect(await (await as('producer')).get(`${LIST}?${query}`)).toMatchObject({
      status,
      body: { message: `${message}<br /><br />\n\n\n` },
    })
  })
})

describe('one namespace', () => {
  test('keys come bare, or with the prefix of a resource type; :: may be encoded', async () => {
    const client = await as('observer')
    const bare = await client.get(`${LIST}/OS::Compute::Watchdog`)
    expect(bare).toMatchObject({
      status: 200,
      body: {
        namespace: 'OS::Compute::Watchdog',
        self: `${LIST}/OS::Compute::Watchdog`,
        properties: { watchdog_action: { type: 'string' } },
      },
    })
    const prefixed = await client.get(`${LIST}/OS%3A%3ACompute%3A%3AWatchdog?resource_type=OS::Glance::Image`)
    expect(prefixed.body).toHaveProperty('properties.hw_watchdog_action.enum', [
      'disabled',
      'reset',
      'poweroff',
      'pause',
      'none',
    ])
    expect(prefixed.body).not.toHaveProperty('properties.watchdog_action')
  })

  test('its parts on their own', async () => {
    const client = await as('producer')
    expect((await client.get(`${LIST}/OS::Compute::Watchdog/properties`)).body).toHaveProperty(
      'properties.watchdog_action',
    )
    expect((await client.get(`${LIST}/OS::Software::DBMS/objects`)).body).toMatchObject({
      objects: [{ name: 'MySQL', required: [] }, {}, {}, {}],
      schema: 'v2/schemas/metadefs/objects',
    })
    expect((await client.get(`${LIST}/producer::Release/tags`)).body).toEqual({
      tags: [{ name: 'pipeline' }, { name: 'release' }],
    })
    expect((await client.get(`${LIST}/producer::Release/properties/channel`)).body).toMatchObject({
      name: 'channel',
      type: 'string',
    })
    expect((await client.get(`${LIST}/producer::Release/resource_types`)).body).toMatchObject({
      resource_type_associations: [
        { name: 'OS::Glance::Image', prefix: 'release_', created_at: '2026-11-23T12:00:00Z' },
      ],
    })
    expect((await client.get('/v2/metadefs/resource_types')).text).toContain('"OS::Nova::Flavor"')
  })

  test.each([
    ['/nope', 'Metadata definition namespace=nope was not found.'],
    ['/nope/properties', 'Namespace nope not found'],
    ['/OS::Compute::TPM/properties/nope', 'Could not find property nope'],
    ['/OS::Compute::TPM/nope', 'The resource could not be found.'],
  ])('%s is 404', async (path, message) => {
    expect(await (await as('producer')).get(`${LIST}${path}`)).toMatchObject({
      status: 404,
      body: { message: `${message}<br /><br />\n\n\n` },
    })
  })
})

describe('writing', () => {
  const write = (client: ImageClient, method: string, path: string, body?: object) =>
    client.call(method, `${LIST}${path}`, {}, body && JSON.stringify(body))

  test('is for admins', async () => {
    const client = await as('producer')
    expect(await write(client, 'POST', '', { namespace: 'x' })).toMatchObject({ status: 403 })
    expect(await write(client, 'PUT', '/OS::Compute::TPM', { namespace: 'OS::Compute::TPM' })).toMatchObject({
      status: 403,
    })
    const refused = await write(client, 'DELETE', '/OS::Compute::TPM')
    expect(refused.body).toMatchObject({
      message: 'You are not authorized to complete delete_metadef_namespace action.<br /><br />\n\n\n',
    })
  })

  test('an admin makes one, opens it, protects it, and removes it', async () => {
    const [admin, producer] = [await as('admin'), await as('producer')]
    expect(await write(admin, 'POST', '', { namespace: 'zz::A', display_name: 'A' })).toMatchObject({
      status: 201,
      body: { namespace: 'zz::A', visibility: 'private', protected: false },
    })
    expect(await write(admin, 'POST', '', { namespace: 'zz::A' })).toMatchObject({ status: 409 })
    expect(await producer.get(`${LIST}/zz::A`)).toMatchObject({ status: 404 })
    await write(admin, 'PUT', '/zz::A', { namespace: 'zz::A', visibility: 'public', protected: true })
    expect(await producer.get(`${LIST}/zz::A`)).toMatchObject({ status: 200 })
    expect(await write(admin, 'DELETE', '/zz::A')).toMatchObject({ status: 403 })
    await write(admin, 'PUT', '/zz::A', { namespace: 'zz::A' })
    expect(await write(admin, 'DELETE', '/zz::A')).toMatchObject({ status: 204 })
    expect(await write(admin, 'DELETE', '/zz::A')).toMatchObject({ status: 404 })
  })

  test('parts are added, shown and taken away; each comes once', async () => {
    const admin = await as('admin')
    await write(admin, 'POST', '', { namespace: 'zz::B' })
    for (const [list, one, body] of [
      ['/properties', '/properties/p', { name: 'p', title: 'P', type: 'string' }],
      ['/objects', '/objects/o', { name: 'o', properties: { a: { title: 'A', type: 'string' } } }],
      ['/tags/t', '/tags/t', undefined],
      ['/resource_types', '/resource_types/OS::Glance::Image', { name: 'OS::Glance::Image', prefix: 'z_' }],
    ] as const) {
      const path = `/zz::B${list}`
      expect(await write(admin, 'POST', path, body)).toMatchObject({ status: 201 })
      expect(await write(admin, 'POST', path, body)).toMatchObject({ status: 409 })
      expect(await write(admin, 'DELETE', `/zz::B${one}`)).toMatchObject({ status: 204 })
      expect(await write(admin, 'DELETE', `/zz::B${one}`)).toMatchObject({ status: 404 })
    }
    const refused = await write(await as('producer'), 'POST', '/OS::Compute::TPM/tags/x')
    expect(refused.body).toMatchObject({
      message: 'You are not authorized to complete add_metadef_tag action.<br /><br />\n\n\n',
    })
  })
})
