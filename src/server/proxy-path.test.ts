import { describe, expect, test } from 'vitest'
import { ProblemError } from './problems.ts'
import { isDownload, proxyTarget } from './proxy-path.ts'

const kindOf = (act: () => unknown): string => {
  try {
    act()
    return 'allowed'
  } catch (error) {
    return error instanceof ProblemError ? error.kind : 'crashed'
  }
}

describe('a path inside a service', () => {
  test.each([
    ['/api/regions/One/image/v2/images?limit=2&tag=a%2Cb', 'image', '/images', '?limit=2&tag=a%2Cb'],
    ['/api/regions/One/image/v2', 'image', '', ''],
    ['/api/regions/One/image/v2/images/', 'image', '/images/', ''],
    [
      '/api/regions/One/image/v2/metadefs/namespaces/OS%3A%3ACompute',
      'image',
      '/metadefs/namespaces/OS%3A%3ACompute',
      '',
    ],
    ['/api/regions/One/image/v2/images/i/tags/a%2Fb', 'image', '/images/i/tags/a%2Fb', ''],
    ['/api/regions/One/object-store?format=json', 'object-store', '', '?format=json'],
    ['/api/regions/One/object-store/c/a%2Fb%20c', 'object-store', '/c/a%2Fb%20c', ''],
    ['/api/regions/One/object-store/c/a//b', 'object-store', '/c/a//b', ''],
    ['/api/regions/One/object-store/c/100%25.vhd', 'object-store', '/c/100%25.vhd', ''],
    ['/api/regions/One/object-store/c/%E2%82%AC', 'object-store', '/c/%E2%82%AC', ''],
    ['/api/regions/One/object-store/c/..hidden..', 'object-store', '/c/..hidden..', ''],
    ['/api/regions/One/image/v2/images?name=../..', 'image', '/images', '?name=../..'],
  ])('%s goes on byte for byte', (target, service, path, query) => {
    expect(proxyTarget(target, '')).toEqual({ region: 'One', service, path, query })
  })

  test('the region may be encoded', () => {
    expect(proxyTarget('/api/regions/Region%20One/image/v2/images', '').region).toBe('Region One')
  })

  test('a base path is taken off', () => {
    expect(proxyTarget('/images/api/regions/One/image/v2/images', '/images').path).toBe('/images')
    expect(kindOf(() => proxyTarget('/api/regions/One/image/v2/images', '/images'))).toBe('not-found')
  })
})

const CLIMBS = [
  '..',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '.',
  '%2e',
  '%252e%252e',
  '%25252e%25252e',
  '..%2f',
  '..%5c',
  '%2e%2e%2f',
  '%252e%252e%252f',
  '..\\',
]

describe('a path that leaves its service, in every spelling', () => {
  test.each(CLIMBS)('%s', (climb) => {
    for (const service of ['image/v2', 'object-store']) {
      const base = `/api/regions/One/${service}`
      for (const path of [`/${climb}`, `/${climb}/x`, `/a/${climb}/b`, `/a/b/${climb}`, `/a%2f${climb}%2fb`]) {
        expect(kindOf(() => proxyTarget(base + path, ''))).toBe('not-found')
      }
    }
  })

  test.each([
    'http://evil.example.com/api/regions/One/image/v2/images',
    '//evil.example.com/api/regions/One/image/v2/images',
    '*',
    'evil.example.com:443',
    '',
    '/api/regions/One/image%2fv2/images',
    '/api/regions/One/image/v1/images',
    '/api/regions/One/image/v2images',
    '/api/regions/One/compute/servers',
    '/api/regions/One/%69mage/v2/images',
    '/api/regions//image/v2/images',
    '/api/regions/One/object-store//c',
    '/api/regions/One/object-storex',
    '/api/regions/One/image/v2//images',
    '/api/regions/One/image/v2/images//i',
    '/api/regions/One/image/v2/images#x',
    '/api/regions/One/image/v2/images\\x',
    '/api/regions/One/image/v2/images/%5c..%5c',
    '/api/regions/One/image/v2/images/a%00',
    '/api/regions/One/image/v2/images/a%0d%0aX-Auth-Token:%20x',
    '/api/regions/One/object-store/c/a%250d%250a',
  ])('%s is not found', (target) => {
    expect(kindOf(() => proxyTarget(target, ''))).toBe('not-found')
  })

  test.each([
    '/api/regions/One/image/v2/images/%',
    '/api/regions/One/image/v2/%zz',
    '/api/regions/One/object-store/c/%ff',
  ])('%s is broken encoding', (target) => {
    expect(kindOf(() => proxyTarget(target, ''))).toBe('invalid-request')
  })
})

test('downloads are image data and objects, by GET', () => {
  const download = (method: string, path: string) => isDownload(method, proxyTarget(`/api/regions/One/${path}`, ''))
  expect(download('GET', 'image/v2/images/i/file')).toBe(true)
  expect(download('GET', 'object-store/c/o')).toBe(true)
  expect(download('GET', 'object-store/c/o/p')).toBe(true)
  expect(download('PUT', 'image/v2/images/i/file')).toBe(false)
  expect(download('GET', 'image/v2/images/i')).toBe(false)
  expect(download('GET', 'image/v2/images/i/file/x')).toBe(false)
  expect(download('GET', 'object-store/c')).toBe(false)
  expect(download('GET', 'object-store/c/')).toBe(false)
  expect(download('GET', 'object-store')).toBe(false)
})
