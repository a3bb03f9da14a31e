/** Who sees what, in lists and by id. Source: api §3.4 (result set, `visibility`, `member_status`), §3.6, §0.2, §8. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { DemoCloudName } from '#fake-cloud/clouds.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { uuidOf } from '#fake-cloud/core/ids.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { including, matching } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
beforeAll(async () => {
  fake = await startStopped()
})
afterAll(() => fake.close())

const REGION: Record<DemoCloudName, string> = { 'demo-rackspace': 'DFW', 'demo-openstack': 'RegionOne' }
const idOf = (cloud: DemoCloudName, key: string) => uuidOf(`${cloud} ${REGION[cloud]} ${key}`)

/** Names worth telling apart: not the standard images or the snapshots. */
const SHARED_NAMES =
  /^(partner|consumer|community|customer|stranger|training|retired|orphan|shared-with|staging-c|broken|removed)/

const listed = async (client: ImageClient, query: string) =>
  (await client.names(query))
    .filter((name) => name !== null && SHARED_NAMES.test(name))
    .toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))

describe('§3.4 OpenStack lists', () => {
  const OWN = ['customer-portal 11.4', 'customer-portal 12.0', 'shared-with-nobody', 'training-lab']
  const ACCEPTED = ['consumer-feedback-bot', 'partner-loadbalancer', 'partner-sdk 3.1']
  const PENDING = ['partner-analytics 2026.11', 'partner-backup-agent']

  test.each<[string, string, string, string[]]>([
    [
      'producer',
      'own, public and accepted; own community, no hidden, killed or withdrawn ones',
      '',
      [...OWN, ...ACCEPTED, 'community-toolbox', 'orphan'],
    ],
    [
      'producer',
      'all adds the community of others',
      'visibility=all',
      [...OWN, ...ACCEPTED, 'community-kali', 'community-minecraft', 'community-toolbox', 'orphan'],
    ],
    ['producer', 'community', 'visibility=community', ['community-kali', 'community-minecraft', 'community-toolbox']],
    ['producer', 'public', 'visibility=public', ['orphan']],
    ['producer', 'shared returns own shared images as well', 'visibility=shared', [...OWN, ...ACCEPTED]],
    ['producer', 'the inbox holds own images too', 'visibility=shared&member_status=pending', [...OWN, ...PENDING]],
    ['producer', 'rejected', 'visibility=shared&member_status=rejected', [...OWN, 'partner-old-firewall']],
    [
      'producer',
      'every member status',
      'visibility=shared&member_status=all',
      [...OWN, ...ACCEPTED, ...PENDING, 'partner-old-firewall'],
    ],
    ['producer', 'hidden ones alone', 'os_hidden=true', ['retired-golden']],
    ['observer', 'the same as its project', 'visibility=shared&member_status=pending', [...OWN, ...PENDING]],
    [
      'consumer',
      'accepted and own',
      '',
      ['consumer-feedback-bot', 'consumer-private-notes', 'customer-portal 12.0', 'orphan', 'partner-sdk 3.1'],
    ],
    [
      'consumer',
      'pending',
      'visibility=shared&member_status=pending',
      ['consumer-feedback-bot', 'partner-analytics 2026.11', 'training-lab'],
    ],
  ])('%s: %s', async (username, _what, query, names) => {
    const client = await imagesAs(fake, 'demo-openstack', username)
    expect(await listed(client, `?limit=1000&${query}`)).toEqual(names.toSorted())
  })

  test('an admin sees every project, but not the community of others or hidden ones unasked', async () => {
    const admin = await imagesAs(fake, 'demo-openstack', 'admin')
    const names = await listed(admin, '?limit=1000')
    expect(names).toEqual(including(['stranger-secret', 'consumer-private-notes', 'partner-withdrawn']))
    expect(names.filter((name) => /^(community|retired)/.test(name ?? ''))).toEqual([])
    expect(await listed(admin, '?visibility=community')).toHaveLength(3)
  })

  test('a role that image policies do not know may not list', async () => {
    const roleless = await imagesAs(fake, 'demo-openstack', 'roleless', { project: 'producer' })
    expect(await roleless.get('/v2/images')).toMatchObject({
      status: 403,
      body: { message: 'You are not authorized to complete get_images action.<br /><br />\n\n\n' },
    })
  })
})

describe('§3.4 Rackspace lists', () => {
  const OWN = ['customer-portal 11.4', 'customer-portal 12.0', 'training-lab']
  const ACCEPTED = ['consumer-feedback-bot', 'partner-loadbalancer', 'partner-sdk 3.1']
  const PENDING = ['consumer-mirror', 'partner-analytics 2026.11', 'partner-backup-agent']

  test.each<[string, string, string, string[]]>([
    ['producer', 'own, public and accepted', '', [...OWN, ...ACCEPTED]],
    ['producer', '§8 private lets accepted ones of others through', 'visibility=private', [...OWN, ...ACCEPTED]],
    ['producer', 'shared means offered by others', 'visibility=shared', ACCEPTED],
    ['producer', 'the inbox', 'visibility=shared&member_status=pending', PENDING],
    ['producer', 'rejected', 'visibility=shared&member_status=rejected', ['partner-old-firewall']],
    ['observer', 'the same as its account', '', [...OWN, ...ACCEPTED]],
    ['creator', 'the same as its account', 'visibility=shared&member_status=pending', PENDING],
    [
      'consumer',
      'own, public and accepted',
      '',
      ['consumer-feedback-bot', 'consumer-mirror', 'consumer-private-notes', 'customer-portal 12.0', 'partner-sdk 3.1'],
    ],
  ])('%s: %s', async (username, _what, query, names) => {
    const client = await imagesAs(fake, 'demo-rackspace', username)
    expect(await listed(client, `?${query}`)).toEqual(names.toSorted())
  })

  test.each(['all', 'community', ''])('visibility "%s" does not exist', async (visibility) => {
    const client = await imagesAs(fake, 'demo-rackspace', 'producer')
    expect(await client.get(`/v2/images?visibility=${visibility}`)).toMatchObject({ status: 400 })
  })

  test('§3.15 visibility=public leaves out base images at the end of their life, which still open by id', async () => {
    const client = await imagesAs(fake, 'demo-rackspace', 'producer')
    expect(await client.names('?visibility=public')).not.toContain('CentOS 7 (Cloud)')
    const answer = await client.get(`/v2/images/${idOf('demo-rackspace', 'base centos-7')}`)
    expect(answer.body).toMatchObject({ name: 'CentOS 7 (Cloud)', visibility: 'public' })
  })

  test('a sub-user without a product role may not list', async () => {
    const roleless = await imagesAs(fake, 'demo-rackspace', 'roleless')
    expect(await roleless.get('/v2/images')).toMatchObject({ status: 403 })
  })

  test('images are per region', async () => {
    const iad = await imagesAs(fake, 'demo-rackspace', 'producer', { region: 'IAD' })
    const dfw = await imagesAs(fake, 'demo-rackspace', 'producer')
    const ids = new Set((await dfw.page()).images.map((image) => image.id))
    const others = (await iad.page()).images
    expect(others.length).toBeGreaterThan(30)
    expect(others.filter((image) => ids.has(image.id))).toEqual([])
  })
})

describe('§3.6 by id', () => {
  test.each<[DemoCloudName, string, string, number]>([
    ['demo-openstack', 'producer', 'import customer-portal 12.0', 200],
    ['demo-openstack', 'consumer', 'import customer-portal 12.0', 200],
    ['demo-openstack', 'consumer', 'import training-lab', 200], // pending
    ['demo-openstack', 'consumer', 'import customer-portal 11.4', 200], // rejected
    ['demo-openstack', 'consumer', 'import shared-with-nobody', 404],
    ['demo-openstack', 'consumer', 'import payments-appliance 4.2', 404],
    ['demo-openstack', 'producer', 'import partner-withdrawn', 404],
    ['demo-openstack', 'producer', 'import community-kali', 200],
    ['demo-openstack', 'producer', 'import retired-golden', 200],
    ['demo-openstack', 'producer', 'import orphan', 200],
    ['demo-openstack', 'producer', 'import stranger-secret', 404],
    ['demo-openstack', 'admin', 'import stranger-secret', 200],
    ['demo-openstack', 'producer', 'import broken-upload', 200],
    ['demo-openstack', 'producer', 'import removed-last-week', 404],
    ['demo-rackspace', 'producer', 'import customer-portal 12.0', 200],
    ['demo-rackspace', 'consumer', 'import training-lab', 200], // pending
    ['demo-rackspace', 'consumer', 'import payments-appliance 4.2', 404],
    ['demo-rackspace', 'producer', 'import stranger-secret', 404],
    ['demo-rackspace', 'observer', 'import payments-appliance 4.2', 200],
    ['demo-rackspace', 'creator', 'import payments-appliance 4.2', 200],
  ])('%s, %s, %s: %i', async (cloud, username, key, status) => {
    const client = await imagesAs(fake, cloud, username)
    const id = idOf(cloud, key)
    const answer = await client.get(`/v2/images/${id}`, { accept: '*/*' })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(id)
  })
})

describe('§3.2 the entity', () => {
  const BASE_FIELDS = [
    'checksum',
    'container_format',
    'created_at',
    'disk_format',
    'file',
    'id',
    'min_disk',
    'min_ram',
    'name',
    'os_hash_algo',
    'os_hash_value',
    'os_hidden',
    'owner',
    'protected',
    'schema',
    'self',
    'size',
    'status',
    'tags',
    'updated_at',
    'virtual_size',
    'visibility',
  ]

  test('upstream sends every base field, null when unset, and no stores without data', async () => {
    const client = await imagesAs(fake, 'demo-openstack', 'producer')
    const answer = await client.get(`/v2/images/${idOf('demo-openstack', 'bare record')}`)
    expect(Object.keys(answer.body ?? {}).toSorted()).toEqual(BASE_FIELDS)
    expect(answer.body).toMatchObject({
      size: null,
      checksum: null,
      disk_format: null,
      os_hash_algo: null,
      status: 'queued',
    })
  })

  test('upstream, with data: digests, stores, string properties, times to the second', async () => {
    const client = await imagesAs(fake, 'demo-openstack', 'producer')
    const answer = await client.get(`/v2/images/${idOf('demo-openstack', 'base debian-13')}`)
    expect(answer.body).toMatchObject({
      stores: 'fast,archive',
      checksum: matching(/^[\da-f]{32}$/),
      os_hash_algo: 'sha512',
      os_hash_value: matching(/^[\da-f]{128}$/),
      os_distro: 'debian',
      created_at: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      self: matching(/^\/v2\/images\/[\da-f-]{36}$/),
      file: matching(/^\/v2\/images\/[\da-f-]{36}\/file$/),
      schema: '/v2/schemas/image',
    })
  })

  test('Rackspace leaves null fields out and knows none of the newer ones', async () => {
    const client = await imagesAs(fake, 'demo-rackspace', 'producer')
    const answer = await client.get(`/v2/images/${idOf('demo-rackspace', 'bare record')}`)
    expect(Object.keys(answer.body ?? {}).toSorted()).toEqual([
      'created_at',
      'file',
      'id',
      'min_disk',
      'min_ram',
      'name',
      'owner',
      'protected',
      'schema',
      'self',
      'status',
      'tags',
      'updated_at',
      'visibility',
    ])
  })
})
