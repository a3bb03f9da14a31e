/** `GET /v2/schemas/…`. Source: api §3.16 "Schemas". */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { containing, including } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
let openstack: ImageClient
let rackspace: ImageClient
beforeAll(async () => {
  fake = await startStopped()
  openstack = await imagesAs(fake, 'demo-openstack', 'observer')
  rackspace = await imagesAs(fake, 'demo-rackspace', 'roleless')
})
afterAll(() => fake.close())

describe('any caller with a token may read them', () => {
  test.each(['image', 'images', 'member', 'members', 'task', 'tasks'])('%s', async (name) => {
    for (const client of [openstack, rackspace]) {
      expect(await client.get(`/v2/schemas/${name}`)).toMatchObject({ status: 200, body: { name } })
    }
  })

  test('without a token: 401; an unknown one: 404', async () => {
    expect(await openstack.get('/v2/schemas/image', { 'x-auth-token': '' })).toMatchObject({ status: 401 })
    expect(await openstack.get('/v2/schemas/nope')).toMatchObject({ status: 404 })
  })
})

test('upstream marks readOnly, and gives nullable types and enums', async () => {
  const { body } = await openstack.get('/v2/schemas/image')
  expect(body).toMatchObject({
    properties: {
      status: { type: 'string', readOnly: true, enum: including(['uploading', 'importing']) },
      size: { type: ['null', 'integer'], readOnly: true },
      disk_format: { type: ['null', 'string'], enum: including([null, 'vhdx', 'ploop']) },
      visibility: { enum: ['community', 'public', 'private', 'shared'] },
      name: { type: ['null', 'string'], maxLength: 255 },
      os_distro: { type: 'string', is_base: false },
    },
    additionalProperties: { type: 'string' },
  })
  expect(body).not.toHaveProperty('properties.name.readOnly')
})

test('Rackspace writes (READ-ONLY) into descriptions, and knows two visibilities', async () => {
  const { body, text } = await rackspace.get('/v2/schemas/image')
  expect(body).toMatchObject({
    properties: {
      status: { type: 'string', description: containing('(READ-ONLY)') },
      disk_format: { type: 'string', enum: ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'] },
      container_format: { enum: ['ami', 'ari', 'aki', 'bare', 'ovf'] },
      visibility: { enum: ['public', 'private'] },
    },
  })
  expect(text).not.toContain('readOnly')
  expect(text).not.toContain('os_hidden')
})

test('collections carry the item schema; images have pages, members do not', async () => {
  const images = await openstack.get('/v2/schemas/images')
  expect(images.body).toMatchObject({
    properties: { images: { type: 'array', items: { name: 'image' } }, first: {}, next: {} },
  })
  const members = await openstack.get('/v2/schemas/members')
  expect(members.body).toMatchObject({ properties: { members: { items: { name: 'member' } } } })
  expect(members.body).not.toHaveProperty('properties.next')
})
