/** Accounts, containers and their listings. Source: api §4; every row was also put to a real Swift. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { HOSTILE_NAMES } from '#fake-cloud/seed/objects.ts'
import { startStopped } from '#fake-cloud/test-client.ts'
import { having, matching } from '#fake-cloud/test-matchers.ts'

import { storageAs, type StorageClient } from './test-storage.ts'

let fake: RunningFakeCloud
let storage: StorageClient
beforeAll(async () => {
  fake = await startStopped()
  storage = await storageAs(fake, 'demo-openstack', 'producer')
  await storage.call('PUT', '/box', { headers: { 'x-container-meta-color': 'red' } })
  for (const name of ['a/b.txt', 'big', 'dlo', 'seg/1', 'seg/2', 'seg/3', 'slo', '￿', '🚀']) {
    await storage.call('PUT', `/box/${encodeURIComponent(name)}`, { body: 'hello' })
  }
})
afterAll(() => fake.close())

describe('containers', () => {
  test('PUT is 201 once and 202 after; HEAD shows what POST merged', async () => {
    expect(await storage.call('PUT', '/fresh', { headers: { 'x-container-meta-a': '1' } })).toMatchObject({
      status: 201,
      text: '',
    })
    expect(await storage.call('PUT', '/fresh')).toMatchObject({
      status: 202,
      text: '<html><h1>Accepted</h1><p>The request is accepted for processing.</p></html>',
    })
    const change = { headers: { 'x-container-meta-b': '2', 'x-remove-container-meta-a': 'x' } }
    expect(await storage.call('POST', '/fresh', change)).toMatchObject({ status: 204 })
    const { status, headers } = await storage.call('HEAD', '/fresh')
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-container-object-count': '0',
      'x-container-bytes-used': '0',
      'x-container-meta-b': '2',
      'x-timestamp': matching(/^\d{10}\.\d{5}$/),
    })
    expect(headers.has('x-container-meta-a')).toBe(false)
  })

  test('DELETE is 409 while anything is in it, 204 when empty, 404 after', async () => {
    await storage.call('PUT', '/gone')
    await storage.call('PUT', '/gone/x', { body: '1' })
    expect(await storage.call('DELETE', '/gone')).toMatchObject({ status: 409 })
    await storage.call('DELETE', '/gone/x')
    expect(await storage.call('DELETE', '/gone')).toMatchObject({ status: 204 })
    expect(await storage.call('DELETE', '/gone')).toMatchObject({ status: 404 })
  })

  test.each([
    ['PUT', `/${'c'.repeat(257)}`, 400, 'Container name length of 257 longer than 256'],
    ['PUT', `/${'%C3%A9'.repeat(129)}`, 400, 'Container name length of 258 longer than 256'],
    ['GET', '/nope', 404, '<html><h1>Not Found</h1><p>The resource could not be found.</p></html>'],
    ['POST', '/nope', 404, '<html><h1>Not Found</h1><p>The resource could not be found.</p></html>'],
    [
      'PATCH',
      '/box',
      405,
      '<html><h1>Method Not Allowed</h1><p>The method is not allowed for this resource.</p></html>',
    ],
    ['DELETE', '', 405, '<html><h1>Method Not Allowed</h1><p>The method is not allowed for this resource.</p></html>'],
    ['GET', '/box/%ff%fe', 412, 'Invalid UTF8 or contains NULL'],
    ['GET', '/box?prefix=%ff', 400, '"prefix" parameter not valid UTF-8'],
    ['GET', '/box?limit=10001', 412, 'Maximum limit is 10000'],
    ['GET', '?limit=10001', 412, 'Maximum limit is 10000'],
  ])('%s %s is %i', async (method, path, status, text) => {
    expect(await storage.call(method, path)).toMatchObject({ status, text })
  })

  test('OPTIONS names the methods and no Access-Control header', async () => {
    const { status, headers } = await storage.call('OPTIONS', '/box', {
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(status).toBe(200)
    expect(headers.get('allow')).toContain('DELETE')
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('listings', () => {
  test.each([
    ['', ['a/b.txt', 'big', 'dlo', 'seg/1', 'seg/2', 'seg/3', 'slo', '￿', '🚀']],
    ['?delimiter=/', ['a/', 'big', 'dlo', 'seg/', 'slo', '￿', '🚀']],
    ['?delimiter=/&marker=seg/', ['slo', '￿', '🚀']],
    ['?delimiter=/&marker=a/&limit=1', ['big']],
    ['?delimiter=/&prefix=seg/', ['seg/1', 'seg/2', 'seg/3']],
    ['?prefix=seg', ['seg/1', 'seg/2', 'seg/3']],
    ['?prefix=seg&marker=seg/1', ['seg/2', 'seg/3']],
    ['?path=seg', ['seg/1', 'seg/2', 'seg/3']],
    ['?path=', ['big', 'dlo', 'slo', '￿', '🚀']],
    ['?marker=a&end_marker=seg/', ['a/b.txt', 'big', 'dlo']],
    ['?reverse=true&limit=3', ['🚀', '￿', 'slo']],
    ['?reverse=on&marker=seg/3&end_marker=dlo', ['seg/2', 'seg/1']],
    ['?reverse=true&delimiter=/&prefix=s', ['slo', 'seg/']],
    ['?reverse=maybe&limit=1', ['a/b.txt']],
    ['?delimiter=eg/', ['a/b.txt', 'big', 'dlo', 'seg/', 'slo', '￿', '🚀']],
    ['?limit=0', []],
    ['?limit=-1&prefix=b', ['big']],
    ['?limit=abc&prefix=b', ['big']],
    ['?marker=zzz&end_marker=zzzz', []],
  ])('%s', async (query, names) => {
    expect(await storage.names(`/box${query}`)).toEqual(names)
  })

  test('as JSON: objects with their facts, folders as subdir, UTC without a zone', async () => {
    const { status, body, headers } = await storage.call('GET', '/box?format=json&delimiter=/&limit=2')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(body).toEqual([
      { subdir: 'a/' },
      {
        name: 'big',
        bytes: 5,
        hash: '5d41402abc4b2a76b9719d911017c592',
        content_type: 'text/plain;charset=UTF-8',
        last_modified: '2026-11-23T12:00:00.000000',
      },
    ])
  })

  test('an empty one is 200 [] as JSON and 204 in plain text; xml is not offered', async () => {
    expect(await storage.call('GET', '/empty?format=json')).toMatchObject({ status: 200, body: [] })
    expect(await storage.call('GET', '/empty')).toMatchObject({ status: 204, text: '' })
    expect(await storage.call('GET', '/empty?format=xml')).toMatchObject({ status: 406 })
  })

  test('an account lists its containers with counts and bytes', async () => {
    const { body, headers } = await storage.call('GET', '?format=json&prefix=bo')
    expect(body).toEqual([
      { name: 'box', count: 9, bytes: 45, last_modified: matching(/^2026-11-23T12:00:00\.000000$/) },
    ])
    expect(Number(headers.get('x-account-container-count'))).toBeGreaterThan(6)
  })

  test('pages by marker reach every object once, and a full last page is followed by an empty one', async () => {
    const seen: string[] = []
    for (let page = await storage.names('/backups?limit=90'); page.length > 0;) {
      seen.push(...page)
      page = await storage.names(`/backups?limit=90&marker=${encodeURIComponent(seen.at(-1) ?? '')}`)
    }
    expect(seen.length).toBeGreaterThan(300)
    expect(new Set(seen).size).toBe(seen.length)
    expect(await storage.names('/backups')).toEqual(seen)
  })

  test.each(HOSTILE_NAMES)('an object named %j is listed and read under its name', async (name) => {
    const { body } = await storage.call('GET', `/odd-names?format=json&prefix=${encodeURIComponent(name)}`)
    expect(body).toEqual([having({ name })])
    expect(await storage.call('GET', `/odd-names/${encodeURIComponent(name)}`)).toMatchObject({
      status: 200,
      text: 'An object with an unusual name.\n',
    })
  })
})

test('every answer has a transaction id, twice', async () => {
  for (const path of ['', '/box', '/nope', '/box/nope']) {
    const { headers } = await storage.call('GET', path)
    expect(headers.get('x-trans-id')).toMatch(/^tx[\da-f]{21}-[\da-f]{10}$/)
    expect(headers.get('x-openstack-request-id')).toBe(headers.get('x-trans-id'))
  }
})

test('/info needs no token', async () => {
  const answer = await fetch(storage.url.replace(/\/v1\/.*/, '/info'))
  expect(await answer.json()).toMatchObject({
    swift: { container_listing_limit: 10_000, max_file_size: 5_368_709_122 },
  })
})
