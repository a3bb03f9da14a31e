/** `GET /v2/images`. Source: api §3.4 "list"; what a real Glance was seen to answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { OPENSTACK_PROJECTS } from '#fake-cloud/seed/identity-openstack.ts'
import { type ImageClient, imagesAs, startStopped } from '#fake-cloud/test-client.ts'
import { matching } from '#fake-cloud/test-matchers.ts'

let fake: RunningFakeCloud
let openstack: ImageClient
let rackspace: ImageClient
beforeAll(async () => {
  fake = await startStopped({ images: 240 })
  openstack = await imagesAs(fake, 'demo-openstack', 'producer')
  rackspace = await imagesAs(fake, 'demo-rackspace', 'producer')
})
afterAll(() => fake.close())

/** Every page from a first query on, following `next` as it comes. */
async function everyName(client: ImageClient, query: string): Promise<(string | null)[]> {
  const names: (string | null)[] = []
  for (let path: string | undefined = `/v2/images${query}`; path !== undefined;) {
    const page = await client.page(path.slice('/v2/images'.length))
    names.push(...page.images.map((image) => image.name))
    path = page.next
  }
  return names
}

describe('paging', () => {
  test.each([
    ['upstream', '', 25, () => openstack],
    ['upstream', '?limit=5000', 240, () => openstack],
    ['upstream', '?limit=0', 0, () => openstack],
    ['upstream', '?limit=%2B7', 7, () => openstack],
    ['Rackspace', '', 100, () => rackspace],
    ['Rackspace', '?limit=101', 100, () => rackspace],
    ['Rackspace', '?limit=3', 3, () => rackspace],
    ['Rackspace', '?limit=0', 0, () => rackspace],
  ])('%s, "%s": %i images', async (_flavour, query, size, client) => {
    expect((await client().page(query)).images).toHaveLength(size)
  })

  test('upstream: a page never has more than a thousand images', async () => {
    const large = await startStopped({ images: 1010 })
    try {
      const page = await (await imagesAs(large, 'demo-openstack', 'producer')).page('?limit=5000')
      expect(page.images).toHaveLength(1000)
      expect(page.next).toMatch(/^\/v2\/images\?limit=5000&marker=/)
    } finally {
      await large.close()
    }
  })

  test.each([
    ['upstream', () => openstack],
    ['Rackspace', () => rackspace],
  ])('%s: following next visits every image once, newest first', async (_flavour, client) => {
    const all = await everyName(client(), '?limit=60')
    expect(all).toHaveLength(240)
    // 240 is a multiple of 60: the last page is full, so an empty one follows.
    const last = await client().page('?limit=60')
    expect(last.next).toMatch(/^\/v2\/images\?limit=60&marker=[\da-f-]{36}$/)
    const dates = (await client().page('?limit=100')).images.map((image) => image.created_at)
    expect(dates).toEqual(dates.toSorted().toReversed())
  })

  test('the page after the last image is empty and ends there', async () => {
    const { images } = await openstack.page('?limit=1000')
    const answer = await openstack.get(`/v2/images?limit=1000&marker=${images.at(-1)?.id}`)
    expect(answer.body).toEqual({ images: [], first: '/v2/images?limit=1000', schema: '/v2/schemas/images' })
  })

  test.each([
    ['limit=-1', 'limit param must be positive'],
    ['limit=x', 'limit param must be an integer'],
    ['limit=', 'limit param must be an integer'],
    ['marker=zz', 'No image found with ID zz'],
  ])('?%s is 400', async (query, message) => {
    for (const client of [openstack, rackspace]) {
      const answer = await client.get(`/v2/images?${query}`, { accept: '*/*' })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain(message)
    }
  })

  test('a marker that exists and cannot be seen is 403 upstream, 400 on Rackspace', async () => {
    const consumer = await imagesAs(fake, 'demo-openstack', 'consumer')
    const [own] = (await openstack.page('?owner=' + OPENSTACK_PROJECTS.producer + '&limit=1')).images
    expect(await consumer.get(`/v2/images?marker=${own?.id}`)).toMatchObject({
      status: 403,
      body: { message: `Forbidding request, image ${own?.id} not visible<br /><br />\n\n\n` },
    })
    const [foreign] = (await rackspace.page('?name=vpn-concentrator%209')).images
    const other = await imagesAs(fake, 'demo-rackspace', 'consumer')
    expect(await other.get(`/v2/images?marker=${foreign?.id}`)).toMatchObject({ status: 400 })
  })

  test('first and next keep only the last value of a repeated key, encoded as the servers do', async () => {
    const answer = await openstack.get('/v2/images?tag=db&tag=prod&limit=1&name=in:billing-db-primary%20nightly,x%26y')
    expect(answer.body).toMatchObject({
      images: [{ name: 'billing-db-primary nightly' }],
      first: '/v2/images?tag=prod&limit=1&name=in%3Abilling-db-primary+nightly%2Cx%26y',
      next: matching(/^\/v2\/images\?tag=prod&limit=1&name=in%3A.*&marker=[\da-f-]{36}$/),
    })
  })

  test.each(['limit=1&limit=2', 'marker_of_newest&marker_of_newest'])(
    '§8 a repeated control empties the list: %s',
    async (query) => {
      const [newest] = (await openstack.page('?limit=1')).images
      const repeated = query.replaceAll('marker_of_newest', `marker=${newest?.id}`)
      for (const client of [openstack]) expect(await client.names(`?${repeated}`)).toEqual([])
    },
  )

  test('§8 Rackspace: a second sort key acts as a filter and empties the list', async () => {
    expect(await rackspace.names('?sort_key=name')).not.toEqual([])
    expect(await rackspace.names('?sort_key=name&sort_key=id')).toEqual([])
  })
})

describe('sorting', () => {
  test.each([
    ['?sort=name:asc&limit=1000', 'asc'],
    ['?sort_key=name&sort_dir=asc&limit=1000', 'asc'],
    ['?sort=name&limit=1000', 'desc'],
  ])('upstream %s', async (query, direction) => {
    const names = (await openstack.names(query)).map((name) => name?.toLowerCase() ?? '')
    const ascending = names.toSorted((a, b) => (a < b ? -1 : 1))
    expect(names).toEqual(direction === 'asc' ? ascending : ascending.toReversed())
  })

  test('missing sizes come first when ascending, last when descending', async () => {
    const sizes = (await openstack.page('?sort=size:asc&limit=1000')).images.map((image) => image.size)
    expect(sizes[0]).toBeNull()
    const numbers = sizes.filter((size) => size !== null)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect((await rackspace.page('?sort_key=size&sort_dir=desc')).images.at(0)?.size).toBeGreaterThan(1)
  })

  test('two keys, each with its direction', async () => {
    const { images } = await openstack.page('?sort=status:asc,created_at:asc&limit=1000')
    const keys = images.map((image) => `${image.status} ${image.created_at}`)
    expect(keys).toEqual(keys.toSorted())
  })

  const KEYS = 'name, status, container_format, disk_format, size, id, created_at, updated_at'
  test.each([
    ['sort_key=owner', `Invalid sort key: owner. It must be one of the following: ${KEYS}.`],
    ['sort=', `Invalid sort key: . It must be one of the following: ${KEYS}.`],
    ['sort_key=name,id', `Invalid sort key: name,id. It must be one of the following: ${KEYS}.`],
    ['sort_dir=up', 'Invalid sort direction: up'],
    ['sort=name:up', 'Invalid sort direction: up'],
    ['sort=name&sort_key=id', 'Old and new sorting syntax cannot be combined'],
    ['sort_key=id&sort_dir=asc&sort_dir=desc', 'Number of sort dirs does not match the number of sort keys'],
  ])('upstream ?%s is 400', async (query, message) => {
    expect(await openstack.get(`/v2/images?${query}`)).toMatchObject({
      status: 400,
      body: { message: `${message}<br /><br />\n\n\n` },
    })
  })

  test('Rackspace knows no `sort`: it is a property filter', async () => {
    expect(await rackspace.names('?sort=name:asc')).toEqual([])
  })
})

describe('filters', () => {
  test.each([
    ['exact name, without case', '?name=BASTION%20GOLDEN', ['bastion golden']],
    ['no substring', '?name=bastion', []],
    ['in: list', '?name=in:grafana%20golden,bastion%20golden', ['bastion golden', 'grafana golden']],
    ['quoted value', '?name=in:%22grafana%20golden%22,nothing', ['grafana golden']],
    ['eq: operator', '?name=eq:bastion%20golden', ['bastion golden']],
    ['eq: with a colon in the value', '?name=eq:foo:bar', []],
    ['empty in: list', '?name=in:', []],
    ['custom property, without case', '?instance_uuid=nope', []],
    ['status without case', '?status=IMPORTING', ['forgotten-import']],
    ['two tags are AND', '?tag=pci&tag=db&name=billing-db-primary%20nightly', ['billing-db-primary nightly']],
    ['a tag without case', '?tag=APPLIANCE', ['payments-appliance 4.2']],
    ['tags is no filter', '?tags=appliance', []],
    ['an unknown key is a property', '?is_public=True', []],
    ['an empty visibility', '?visibility=', []],
    ['an operator where there is none', '?os_distro=in:rocky,debian', []],
    ['checksum', '?checksum=nope', []],
    [
      'size bounds together',
      '?size_min=41000000000&size_max=42000000000&name=billing-db-primary%20nightly',
      ['billing-db-primary nightly'],
    ],
  ])('upstream: %s', async (_what, query, names) => {
    expect(await openstack.names(query)).toEqual(names)
  })

  test.each([
    ['a property', '?os_distro=flatcar', (image: Record<string, unknown>) => image['os_distro'] === 'flatcar'],
    ['protected', '?protected=true', (image: Record<string, unknown>) => image['protected'] === true],
    ['a format', '?disk_format=vmdk', (image: Record<string, unknown>) => image['disk_format'] === 'vmdk'],
    [
      'a size bound',
      '?size_min=20000000000',
      (image: Record<string, unknown>) => Number(image['size']) >= 20_000_000_000,
    ],
    [
      'an owner',
      `?owner=${OPENSTACK_PROJECTS.partner}`,
      (image: Record<string, unknown>) => image['owner'] === OPENSTACK_PROJECTS.partner,
    ],
    [
      'later than',
      '?created_at=gt:2026-11-20T00:00:00Z',
      (image: Record<string, unknown>) => String(image['created_at']) > '2026-11-20T00:00:00Z',
    ],
    [
      'a date alone',
      '?updated_at=lt:2026-01-01',
      (image: Record<string, unknown>) => String(image['updated_at']) < '2026-01-01T00:00:00Z',
    ],
  ])('upstream: %s selects exactly the images that have it', async (_what, query, matches) => {
    const all = (await openstack.page('?limit=1000')).images
    const found = (await openstack.page(`${query}&limit=1000`)).images
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(all.length)
    expect(found.map((image) => image.id)).toEqual(all.filter(matches).map((image) => image.id))
  })

  test('a number with an operator is read as 0', async () => {
    const all = (await openstack.page('?limit=1000')).images
    const found = await openstack.page('?min_ram=gte:1&limit=1000')
    expect(found.images.map((image) => image.id)).toEqual(
      all.filter((image) => image.min_ram === 0).map((image) => image.id),
    )
  })

  test.each([
    ['name=neq:x', 400, "Unable to filter by unknown operator 'neq'."],
    ['name=foo:bar', 400, "Unable to filter by unknown operator 'foo'."],
    ['name=in:%22a', 400, 'Invalid filter value "a. The quote is not closed.'],
    ['name=in:a%22b%22,c', 400, 'Invalid filter value a"b",c. There is no comma before opening quotation mark.'],
    ['name=in:%22a%22b', 400, 'Invalid filter value "a"b. There is no comma after closing quotation mark.'],
    ['created_at=foo', 400, 'Bad "created_at" query filter format. Use ISO 8601 DateTime notation.'],
    ['created_at=gt:foo', 400, 'Bad "created_at" query filter format. Use ISO 8601 DateTime notation.'],
    ['created_at=zz:2020-01-01T00:00:00Z', 400, 'Unable to filter on a unknown operator.'],
    ['created_at=in:2020-01-01T00:00:00Z', 400, 'Unable to filter on a unknown operator.'],
    ['size_min=x', 400, 'Unable to filter on a range with a non-numeric value.'],
    ['visibility=x', 400, 'Invalid visibility value: x'],
    ['member_status=x', 400, 'Invalid status: x'],
    ['member_status=', 400, 'Invalid status: '],
    ['os_hidden=x', 400, "Invalid value 'x' for 'os_hidden' filter. Valid values are 'true' or 'false'."],
    ['protected=True', 400, "Invalid value 'True' for 'protected' filter. Valid values are 'true' or 'false'."],
    ['changes-since=x', 400, 'The "changes-since" filter is no longer available on v2.'],
    ['foo_min=1', 500, 'The server has either erred or is incapable of performing the requested operation.'],
  ])('upstream ?%s is %i', async (query, status, message) => {
    expect(await openstack.get(`/v2/images?${query}`)).toMatchObject({
      status,
      body: { message: `${message}<br /><br />\n\n\n` },
    })
  })

  test.each([
    ['in: is compared as it stands', '?name=in:bastion%20golden', []],
    ['os_hidden is a property', '?os_hidden=true', []],
    ['plain equality', '?name=bastion%20golden', ['bastion golden']],
    ['two tags are AND', '?tag=access&tag=hardened&name=bastion%20golden', ['bastion golden']],
    ['a property', '?image_type=import&name=vpn-concentrator%209', ['vpn-concentrator 9']],
  ])('Rackspace: %s', async (_what, query, names) => {
    expect(await rackspace.names(query)).toEqual(names)
  })
})
