/** Who may use object storage. Source: api §4 (401, 403, roles), §0.2. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { DemoCloudName } from '#fake-cloud/clouds.ts'
import { tokenWithRoles } from '#fake-cloud/test-roles.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { signIn, startStopped } from '#fake-cloud/test-client.ts'

import { storageAs, StorageClient } from './test-storage.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
afterAll(() => fake.close())

const REFUSED = '<html><h1>Forbidden</h1><p>Access was denied to this resource.</p></html>'

/** Statuses of reading, writing and deleting in the producer's account. */
async function outcomes(name: DemoCloudName, token: string): Promise<number[]> {
  const storage = (await storageAs(fake, name, 'producer')).as(token)
  const calls = [
    ['GET', ''],
    ['PUT', '/role-test'],
    ['DELETE', '/role-test'],
  ] as const
  const statuses: number[] = []
  for (const [method, path] of calls) statuses.push((await storage.call(method, path)).status)
  return statuses
}

describe('by role', () => {
  test.each([
    ['producer', undefined, [200, 201, 204]],
    ['observer', undefined, [200, 403, 403]],
    ['roleless', 'producer', [403, 403, 403]],
    ['consumer', undefined, [403, 403, 403]],
    ['admin', undefined, [403, 403, 403]],
  ])('OpenStack: %s', async (username, project, expected) => {
    expect(await outcomes('demo-openstack', await signIn(fake, 'demo-openstack', username, project))).toEqual(expected)
  })

  test.each([
    ['object-store:admin', [200, 201, 204]],
    ['object-store:creator', [403, 403, 403]],
    ['object-store:observer', [200, 403, 403]],
    ['observer', [200, 403, 403]],
    ['admin', [200, 201, 204]],
    ['cloudImages:admin', [403, 403, 403]],
    ['identity:default', [403, 403, 403]],
  ])('Rackspace: %s', async (role, expected) => {
    const token = await tokenWithRoles(fake, 'roleless', [role])
    expect(await outcomes('demo-rackspace', token)).toEqual(expected)
  })

  test('the refusal is a scrap of HTML', async () => {
    const storage = await storageAs(fake, 'demo-openstack', 'producer')
    const token = await signIn(fake, 'demo-openstack', 'consumer')
    expect(await storage.as(token).call('GET', '/exports')).toMatchObject({ status: 403, text: REFUSED })
  })
})

describe('without a token', () => {
  test.each(['demo-openstack', 'demo-rackspace'] as const)('%s: 401 that names the realm', async (name) => {
    const { url } = await storageAs(fake, name, 'producer')
    const account = url.split('/').at(-1)
    const answer = await new StorageClient(url, 'bogus').call('GET', '/exports')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain(`Swift realm="${account}"`)
    expect(answer.text).toContain('<h1>Unauthorized</h1>')
  })

  test('a container that is open to the world can be read and listed by anybody, and not written', async () => {
    const { url } = await storageAs(fake, 'demo-openstack', 'producer')
    const anybody = new StorageClient(url, '')
    expect(await anybody.call('HEAD', '/images/import-me.qcow2')).toMatchObject({ status: 200 })
    expect(await anybody.names('/images')).toContain('import-me.raw')
    expect(await anybody.call('PUT', '/images/x', { body: '1' })).toMatchObject({ status: 401 })
  })

  test('a token that is over', async () => {
    const storage = await storageAs(fake, 'demo-openstack', 'producer')
    fake.expireTokens()
    expect(await storage.call('GET', '')).toMatchObject({ status: 401 })
  })
})
