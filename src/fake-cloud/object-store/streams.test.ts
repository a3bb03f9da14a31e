/** Bodies of any size go through piece by piece: nothing is made that nobody takes, and nobody waits for the gone. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Content } from '#fake-cloud/data/content.ts'
import type { RunningFakeCloud } from '#fake-cloud/node.ts'
import { startStopped } from '#fake-cloud/test-client.ts'

import { storageAs, type StorageClient } from './test-storage.ts'

let fake: RunningFakeCloud
let storage: StorageClient
beforeAll(async () => {
  fake = await startStopped()
  storage = await storageAs(fake, 'demo-openstack', 'producer')
})
afterAll(() => fake.close())

const GIB = 2 ** 30
const PIECE = 64 * 1024

/** An object of 40 GiB that counts what is made of it. */
function countedObject(name: string): { made: number; isOver: boolean } {
  const seen = { made: 0, isOver: false }
  const content: Content = {
    length: 40 * GIB,
    *read(start, end) {
      try {
        for (let at = start; at < end; at += PIECE) {
          seen.made += PIECE
          yield new Uint8Array(Math.min(PIECE, end - at))
        }
      } finally {
        seen.isOver = true
      }
    },
  }
  const region = fake.cloud('demo-openstack').regions.get('RegionOne')!
  const account = region.objectAccounts.get(storage.url.split('/').at(-1) ?? '')!
  const row = account.containers.get('vhd-imports')!.objects.get('README.txt')!
  account.containers.get('empty')!.objects.put({ ...row, name, content })
  return seen
}

test('a client that reads slowly holds the service back, and one that leaves stops it', async () => {
  const seen = countedObject('counted')
  const gone = new AbortController()
  const answer = await fetch(`${storage.url}/empty/counted`, {
    headers: { 'x-auth-token': fake.tokens().at(-1) ?? '' },
    signal: gone.signal,
  })
  expect(answer.headers.get('content-length')).toBe(String(40 * GIB))
  const reader = answer.body!.getReader()
  await reader.read()
  // Other work goes on meanwhile; only what fits between the two ends has been made.
  for (let call = 0; call < 20; call += 1) await storage.call('HEAD', '/empty')
  expect(seen.made).toBeLessThan(64 * 2 ** 20)
  gone.abort()
  await expect.poll(() => seen.isOver).toBe(true)
})

test.each(['truncate', 'malformed'] as const)('half a body of 40 GiB, %s, is not held in memory', async (kind) => {
  const seen = countedObject(kind)
  fake.faults.add({ kind, path: `*/${kind}`, times: 1 })
  const gone = new AbortController()
  const answer = await fetch(`${storage.url}/empty/${kind}`, {
    headers: { 'x-auth-token': fake.tokens().at(-1) ?? '' },
    signal: gone.signal,
  })
  expect(answer.headers.get('content-length')).toBe(String(kind === 'truncate' ? 40 * GIB : 20 * GIB))
  await answer.body!.getReader().read()
  expect(seen.made).toBeLessThan(64 * 2 ** 20)
  gone.abort()
  await expect.poll(() => seen.isOver).toBe(true)
})

test('a refused upload is read to its end, so that its sender sees the answer', async () => {
  const body = new Uint8Array(3 * 2 ** 20)
  expect(await storage.call('PUT', '/nope/large', { body })).toMatchObject({ status: 404 })
  expect(await storage.call('PUT', '/empty/large', { headers: { etag: 'wrong' }, body })).toMatchObject({ status: 422 })
})
