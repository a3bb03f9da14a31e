import { describe, expect, test } from 'vitest'
import { defaultRegionOf, imageBaseUrl, regionServices } from './catalog.ts'
import type { CatalogEndpoint } from './catalog.ts'
import { openstackProfile } from './testing/keystone.ts'

test.each([
  ['http://host:9292', 'http://host:9292/v2'],
  ['http://host:9292/', 'http://host:9292/v2'],
  ['http://host/image', 'http://host/image/v2'],
  ['http://host/image/v2', 'http://host/image/v2'],
  ['http://host/v2/', 'http://host/v2'],
  ['http://host/v2.15', 'http://host/v2'],
  ['https://dfw.images.api.rackspacecloud.com/v2', 'https://dfw.images.api.rackspacecloud.com/v2'],
])('the image base of %s is %s', (url, base) => {
  expect(imageBaseUrl(url)).toBe(base)
})

const endpoint = (serviceType: string, region: string, url: string, serviceName = ''): CatalogEndpoint => ({
  serviceType,
  serviceName,
  region,
  url,
})

describe('services per region', () => {
  const catalog = [
    endpoint('compute', 'One', 'http://nova'),
    endpoint('image', 'One', 'http://glance-one'),
    endpoint('image', 'Two', 'http://glance-two/v2'),
    endpoint('object-store', 'One', 'http://swift/v1/AUTH_p/'),
    endpoint('object-store', 'Three', 'http://swift/v1/AUTH_p'),
    endpoint('rax:object-cdn', 'Two', 'http://cdn', 'cloudFilesCDN'),
  ]

  test('regions with images, in catalog order', () => {
    expect(regionServices(catalog, openstackProfile(''), 'p')).toEqual([
      { region: 'One', image: 'http://glance-one/v2', objectStore: 'http://swift/v1/AUTH_p' },
      { region: 'Two', image: 'http://glance-two/v2', objectStore: null },
    ])
  })

  test('configured regions narrow and order them', () => {
    const cloud = openstackProfile('', { regions: ['Two', 'Nowhere', 'One'] })
    expect(regionServices(catalog, cloud, 'p').map(({ region }) => region)).toEqual(['Two', 'One'])
  })

  test('the type cloudImages counts by name', () => {
    const found = regionServices(
      [endpoint('cloudImages', 'DFW', 'http://dfw/v2', 'cloudImages')],
      openstackProfile(''),
      'p',
    )
    expect(found).toHaveLength(1)
  })

  test('addresses that are no http URL are passed over', () => {
    expect(
      regionServices(
        [endpoint('image', 'One', 'file:///etc'), endpoint('image', 'Two', '')],
        openstackProfile(''),
        'p',
      ),
    ).toEqual([])
  })

  test('overrides replace the catalog, with the project filled in', () => {
    const cloud = openstackProfile('', {
      endpointOverrides: {
        image: 'http://glance.example.com/',
        objectStore: 'http://swift.example.com/v1/AUTH_%(project_id)s',
      },
    })
    expect(regionServices(catalog, cloud, 'p7')[1]).toEqual({
      region: 'Two',
      image: 'http://glance.example.com/v2',
      objectStore: 'http://swift.example.com/v1/AUTH_p7',
    })
    expect(regionServices([], cloud, 'p7').map(({ region }) => region)).toEqual(['default'])
  })

  test('the default region is the wanted one if it has images, else the first', () => {
    const services = regionServices(catalog, openstackProfile(''), 'p')
    expect(defaultRegionOf(services, 'Two')).toBe('Two')
    expect(defaultRegionOf(services, 'Three')).toBe('One')
    expect(defaultRegionOf([], 'One')).toBeNull()
  })
})
