/** Objects, large objects and their bytes. Source: api §4; every row was also put to a real Swift. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DISK_TYPES, FOOTER, vhdChecksum } from '#fake-cloud/data/vhd.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { startStopped } from '#fake-cloud/test-client.ts'
import { having } from '#fake-cloud/test-matchers.ts'

import { storageAs, type StorageClient } from './test-storage.ts'

let fake: RunningFakeCloud
let storage: StorageClient
beforeAll(async () => {
  fake = await startStopped()
  storage = await storageAs(fake, 'demo-openstack', 'producer')
  await storage.call('PUT', '/box')
  await storage.call('PUT', '/box/hello', {
    headers: { 'content-type': 'text/plain', 'x-object-meta-color': 'red' },
    body: 'hello',
  })
  for (const part of [1, 2, 3]) await storage.call('PUT', `/box/seg/o-0000${part}`, { body: `part${part}` })
})
afterAll(() => fake.close())

const MD5_HELLO = '5d41402abc4b2a76b9719d911017c592'

describe('reading', () => {
  test.each([
    [{}, 200, 'hello', null],
    [{ range: 'bytes=1-2' }, 206, 'el', 'bytes 1-2/5'],
    [{ range: 'bytes=-2' }, 206, 'lo', 'bytes 3-4/5'],
    [{ range: 'bytes=-99' }, 206, 'hello', 'bytes 0-4/5'],
    [{ range: 'bytes=3-' }, 206, 'lo', 'bytes 3-4/5'],
    [{ range: 'bytes=0-99' }, 206, 'hello', 'bytes 0-4/5'],
    [{ range: 'bytes=3-1' }, 200, 'hello', null],
    [{ range: 'bogus' }, 200, 'hello', null],
    [{ 'if-none-match': '"other"' }, 200, 'hello', null],
    [{ 'if-none-match': MD5_HELLO }, 304, '', null],
    [{ 'if-none-match': `"x", "${MD5_HELLO}"` }, 304, '', null],
    [{ 'if-match': `"${MD5_HELLO}"` }, 200, 'hello', null],
    [{ 'if-match': '"nope"' }, 412, '', null],
    [{ 'if-modified-since': 'Sat, 23 Nov 2030 12:00:00 GMT' }, 304, '', null],
    [{ 'if-unmodified-since': 'Mon, 23 Nov 2020 12:00:00 GMT' }, 412, '', null],
  ])('with %j: %i', async (headers, status, text, contentRange) => {
    const answer = await storage.call('GET', '/box/hello', { headers })
    expect(answer).toMatchObject({ status, text })
    expect(answer.headers.get('content-range')).toBe(contentRange)
    expect(answer.headers.get('etag')).toBe(MD5_HELLO)
  })

  test('past the end: 416 with the length', async () => {
    const answer = await storage.call('GET', '/box/hello', { headers: { range: 'bytes=10-12' } })
    expect(answer).toMatchObject({
      status: 416,
      text: '<html><h1>Requested Range Not Satisfiable</h1><p>The Range requested is not available.</p></html>',
    })
    expect(answer.headers.get('content-range')).toBe('bytes */5')
  })

  test('several ranges come as one multipart body', async () => {
    const answer = await storage.call('GET', '/box/hello', { headers: { range: 'bytes=0-1,3-4' } })
    expect(answer.status).toBe(206)
    const boundary = /^multipart\/byteranges;boundary=(\w{32})$/.exec(answer.headers.get('content-type') ?? '')?.[1]
    expect(answer.text.split(`--${boundary}`)).toEqual([
      '',
      '\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/5\r\n\r\nhe\r\n',
      '\r\nContent-Type: text/plain\r\nContent-Range: bytes 3-4/5\r\n\r\nlo\r\n',
      '--',
    ])
  })

  test('HEAD has the headers and no body', async () => {
    const answer = await storage.call('HEAD', '/box/hello')
    expect(answer).toMatchObject({ status: 200, text: '' })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': '5',
      'content-type': 'text/plain',
      etag: MD5_HELLO,
      'last-modified': 'Mon, 23 Nov 2026 12:00:00 GMT',
      'x-object-meta-color': 'red',
      'accept-ranges': 'bytes',
    })
  })
})

describe('writing', () => {
  test.each([
    ['a right ETag', '/box/w', { etag: MD5_HELLO }, 201],
    ['a wrong ETag', '/box/w', { etag: '0'.repeat(32) }, 422],
    ['no container', '/nope/w', {}, 404],
    ['a name of 1025 bytes', `/box/${'o'.repeat(1025)}`, {}, 400],
    ['a metadata name that is too long', '/box/w', { [`x-object-meta-${'o'.repeat(129)}`]: 'x' }, 400],
    ['a metadata value that is too long', '/box/w', { 'x-object-meta-a': 'o'.repeat(257) }, 400],
    ['If-None-Match: * on an object that is there', '/box/hello', { 'if-none-match': '*' }, 412],
    ['If-None-Match with a tag', '/box/w', { 'if-none-match': '"x"' }, 400],
    ['a manifest without a prefix', '/box/w', { 'x-object-manifest': 'bad' }, 400],
    ['an age that is no number', '/box/w', { 'x-delete-after': 'abc' }, 400],
  ])('%s', async (_what, path, headers, status) => {
    expect(await storage.call('PUT', path, { headers, body: 'hello' })).toMatchObject({ status })
  })

  test('without a length and not chunked: 411; past 5 GiB: 413 before a byte of it is sent', async () => {
    const { connect } = await import('node:net')
    const { hostname, port, pathname } = new URL(storage.url)
    const statusOf = async (header: string): Promise<string> => {
      const socket = connect(Number(port), hostname)
      const token = fake.tokens().at(-1)
      socket.write(`PUT ${pathname}/box/w HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${token}\r\n${header}\r\n`)
      for await (const chunk of socket) return String(chunk).split('\r\n')[0] ?? ''
      return ''
    }
    expect(await statusOf('')).toBe('HTTP/1.1 411 Length Required')
    expect(await statusOf('Content-Length: 5368709123\r\n')).toBe('HTTP/1.1 413 Request Entity Too Large')
  })

  test('a body that breaks off leaves nothing behind', async () => {
    const gone = new AbortController()
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(1000)),
      pull: () => gone.abort(),
    })
    const init = {
      method: 'PUT',
      headers: { 'x-auth-token': fake.tokens().at(-1) ?? '' },
      signal: gone.signal,
      body,
      duplex: 'half',
    }
    await expect(fetch(`${storage.url}/box/broken`, init)).rejects.toThrow(/abort/i)
    expect(await storage.call('HEAD', '/box/broken')).toMatchObject({ status: 404 })
  })

  test('a large upload keeps its digest, length and both ends, and reads as zeros between', async () => {
    const size = 9 * 2 ** 20
    const bytes = new Uint8Array(size).fill(7)
    const put = await storage.call('PUT', '/box/large', { body: bytes })
    const { createHash } = await import('node:crypto')
    expect(put.headers.get('etag')).toBe(createHash('md5').update(bytes).digest('hex'))
    const read = new Uint8Array(await (await storage.fetch('GET', '/box/large')).arrayBuffer())
    expect(read).toHaveLength(size)
    const kept = 64 * 1024
    expect([read[0], read[kept - 1], read[kept], read[size - kept - 1], read[size - kept], read[size - 1]]).toEqual([
      7, 7, 0, 0, 7, 7,
    ])
  })

  test('POST replaces all metadata and keeps the bytes; DELETE is 204, then 404', async () => {
    await storage.call('PUT', '/box/p', { headers: { 'x-object-meta-a': '1' }, body: 'p' })
    const change = { headers: { 'x-object-meta-b': '2', 'content-type': 'text/csv' } }
    expect(await storage.call('POST', '/box/p', change)).toMatchObject({ status: 202 })
    const { headers } = await storage.call('HEAD', '/box/p')
    expect(Object.fromEntries(headers)).toMatchObject({ 'x-object-meta-b': '2', 'content-type': 'text/csv' })
    expect(headers.has('x-object-meta-a')).toBe(false)
    expect(await storage.call('DELETE', '/box/p')).toMatchObject({ status: 204 })
    expect(await storage.call('DELETE', '/box/p')).toMatchObject({ status: 404 })
  })

  test('an object with an end goes away when its time has come', async () => {
    await storage.call('PUT', '/box/brief', { headers: { 'x-delete-after': '60' }, body: 'x' })
    expect((await storage.call('HEAD', '/box/brief')).headers.get('x-delete-at')).toMatch(/^\d{10}$/)
    fake.turnClock(61_000)
    expect(await storage.call('HEAD', '/box/brief')).toMatchObject({ status: 404 })
  })

  test('a copy is made without sending bytes', async () => {
    await storage.call('PUT', '/box/copy', {
      headers: { 'x-copy-from': '/box/hello', 'content-length': '0' },
      body: '',
    })
    expect(await storage.call('GET', '/box/copy')).toMatchObject({ text: 'hello' })
  })
})

describe('dynamic large objects', () => {
  beforeAll(() => storage.call('PUT', '/box/dlo', { headers: { 'x-object-manifest': 'box/seg/o-' }, body: '' }))

  test('the manifest lists as nothing and reads as the sum of its segments', async () => {
    const { body } = await storage.call('GET', '/box?format=json&prefix=dlo')
    expect(body).toEqual([having({ name: 'dlo', bytes: 0, hash: 'd41d8cd98f00b204e9800998ecf8427e' })])
    const { text, headers } = await storage.call('GET', '/box/dlo')
    expect(text).toBe('part1part2part3')
    // Digest of the segments' digests, as a real Swift gave it for these three.
    expect(headers.get('etag')).toBe('"e36833c5ebc983358d4a9ed20a7d3279"')
    expect(headers.get('content-length')).toBe('15')
    expect(headers.get('x-object-manifest')).toBe('box/seg/o-')
  })

  test.each([
    ['bytes=3-7', 206, 't1par'],
    ['bytes=-6', 206, '2part3'],
    ['bytes=5-9', 206, 'part2'],
  ])('a range across segments: %s', async (range, status, text) => {
    expect(await storage.call('GET', '/box/dlo', { headers: { range } })).toMatchObject({ status, text })
  })

  test('multipart-manifest=get reads the manifest itself; DELETE leaves the segments', async () => {
    expect(await storage.call('GET', '/box/dlo?multipart-manifest=get')).toMatchObject({ status: 200, text: '' })
    await storage.call('PUT', '/box/dlo-2', { headers: { 'x-object-manifest': 'box/seg/o-' }, body: '' })
    await storage.call('DELETE', '/box/dlo-2')
    expect(await storage.names('/box?prefix=seg/')).toHaveLength(3)
  })

  test('segments in a container that is not there: 404', async () => {
    await storage.call('PUT', '/box/lost', { headers: { 'x-object-manifest': 'nope/x' }, body: '' })
    expect(await storage.call('HEAD', '/box/lost')).toMatchObject({ status: 404 })
  })
})

describe('static large objects', () => {
  const part = (index: number, more: object = {}) => ({ path: `/box/seg/o-0000${index}`, ...more })
  const put = (name: string, manifest: unknown) =>
    storage.call('PUT', `/box/${name}?multipart-manifest=put`, {
      body: typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    })

  test('put, read, read back the manifest', async () => {
    const made = await put('slo', [
      part(1, { etag: 'ffc88b4ca90a355f8ddba6b2c3b2af5c', size_bytes: 5 }),
      part(2, { etag: 'd067a0fa9dc61a6e7195ca99696b5a89', size_bytes: 5, range: '1-2' }),
    ])
    expect(made.status).toBe(201)
    const read = await storage.call('GET', '/box/slo')
    expect(read.text).toBe('part1ar')
    // As a real Swift gave it for these two.
    expect(read.headers.get('etag')).toBe('"a5e93e00e972d425d25be2a22eecadfe"')
    expect(read.headers.get('x-static-large-object')).toBe('True')
    expect((await storage.call('GET', '/box/slo?multipart-manifest=get')).body).toEqual([
      having({ name: '/box/seg/o-00001', bytes: 5, hash: 'ffc88b4ca90a355f8ddba6b2c3b2af5c' }),
      having({ name: '/box/seg/o-00002', bytes: 5, range: '1-2' }),
    ])
    expect((await storage.call('GET', '/box?format=json&prefix=slo')).body).toEqual([
      having({ bytes: 7, slo_etag: '"a5e93e00e972d425d25be2a22eecadfe"' }),
    ])
  })

  test.each([
    ['junk', 'Manifest must be valid JSON.\n'],
    ['{}', 'Manifest must be a list.\n'],
    [
      [part(1, { etag: 'x', size_bytes: 6 }), part(9)],
      'Errors:\n/box/seg/o-00001, Size Mismatch\n/box/seg/o-00001, Etag Mismatch\n/box/seg/o-00009, 404 Not Found\n',
    ],
  ])('%j is refused', async (manifest, text) => {
    expect(await put('slo-bad', manifest)).toMatchObject({ status: 400, text })
  })

  test('a segment that changed since: 409', async () => {
    await storage.call('PUT', '/box/loose', { body: 'before' })
    await put('slo-loose', [{ path: '/box/loose' }])
    await storage.call('PUT', '/box/loose', { body: 'after!' })
    expect(await storage.call('GET', '/box/slo-loose')).toMatchObject({ status: 409 })
  })

  test('delete with segments reports what went', async () => {
    await storage.call('PUT', '/box/only', { body: '1' })
    await put('slo-gone', [{ path: '/box/only' }])
    const remove = () =>
      storage.call('DELETE', '/box/slo-gone?multipart-manifest=delete', { headers: { accept: 'application/json' } })
    expect((await remove()).body).toMatchObject({ 'Number Deleted': 2, 'Response Status': '200 OK' })
    expect((await remove()).body).toMatchObject({ 'Number Deleted': 0, 'Number Not Found': 1 })
    expect(await storage.call('HEAD', '/box/only')).toMatchObject({ status: 404 })
    const other = await storage.call('DELETE', '/box/hello?multipart-manifest=delete')
    expect(other.text).toBe(
      'Number Deleted: 0\nNumber Not Found: 0\nResponse Body: \nResponse Status: 400 Bad Request\nErrors:\n/box/hello, Not an SLO manifest\n',
    )
  })
})

describe('seeded disks have real footers', () => {
  const rangeOf = async (path: string, range: string) => {
    const answer = await storage.fetch('GET', path, { headers: { range } })
    return new Uint8Array(await answer.arrayBuffer())
  }
  const text = (bytes: Uint8Array, from: number, to: number) => new TextDecoder().decode(bytes.slice(from, to))

  test.each([
    ['payments-appliance-5.0.vhd', 'fixed', 2 * 2 ** 30],
    ['debian-13-minimal.vhd', 'dynamic', 10 * 2 ** 30],
    ['app-server-delta.vhd', 'differencing', 20 * 2 ** 30],
    ['file-server.vhd', 'fixed', 45 * 2 ** 30],
  ] as const)('%s is %s', async (name, type, virtualSize) => {
    const footer = await rangeOf(`/vhd-imports/${name}`, 'bytes=-512')
    const view = new DataView(footer.buffer)
    expect(text(footer, 0, 8)).toBe('conectix')
    expect(view.getUint32(FOOTER.diskType)).toBe(DISK_TYPES[type])
    expect(Number(view.getBigUint64(FOOTER.currentSize))).toBe(virtualSize)
    expect(view.getUint32(FOOTER.checksum)).toBe(vhdChecksum(footer, FOOTER.checksum))
    if (type === 'fixed') return
    const start = await rangeOf(`/vhd-imports/${name}`, 'bytes=0-1535')
    expect(start.slice(0, 512)).toEqual(footer)
    expect(text(start, 512, 520)).toBe('cxsparse')
  })

  test('made-up bytes are the same whichever range shows them', async () => {
    const path = '/vhd-imports/payments-appliance-5.0.vhd'
    const wide = await rangeOf(path, 'bytes=1000000000-1000200000')
    const narrow = await rangeOf(path, 'bytes=1000065000-1000066000')
    expect(narrow).toEqual(wide.slice(65_000, 66_001))
    expect(new Set(wide).size).toBeGreaterThan(200)
  })
})
