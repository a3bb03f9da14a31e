import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { realisticLatency } from './latency.ts'
import type { RunningFakeCloud } from './node.ts'
import { imagesAs, startStopped } from './test-client.ts'

describe('a believable time for each kind of call', () => {
  test.each([
    ['GET', '/image/DFW/v2/images', 60, 150],
    ['GET', '/image/DFW/v2/images/i/members', 60, 150],
    ['GET', '/object-store/DFW/v1/AUTH_a', 60, 150],
    ['GET', '/object-store/DFW/v1/AUTH_a/backups', 60, 150],
    ['GET', '/object-store/DFW/v1/AUTH_a/backups/disk.vhd', 25, 60],
    ['HEAD', '/image/DFW/v2/images/i/file', 25, 60],
    ['GET', '/image/DFW/v2/images/i', 25, 60],
    ['PATCH', '/image/DFW/v2/images/i', 80, 200],
    ['DELETE', '/identity/v3/auth/tokens', 80, 200],
    ['POST', '/identity/v3/auth/tokens', 150, 300],
  ])('%s %s takes %i to %i ms', (method, path, least, most) => {
    const latency = realisticLatency()
    const times = Array.from({ length: 200 }, () => latency(method, path))
    expect(Math.min(...times)).toBeGreaterThanOrEqual(least)
    expect(Math.max(...times)).toBeLessThanOrEqual(most)
    // Neither always the same, nor at one end of the range.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan((most - least) * 0.8)
  })

  test('the same calls take the same time at every start', () => {
    const times = () => {
      const latency = realisticLatency()
      return ['/v2/images', '/v2/images/a', '/v2/images'].map((path) => latency('GET', path))
    }
    expect(times()).toEqual(times())
  })
})

describe('a running cloud', () => {
  let slow: RunningFakeCloud
  beforeAll(async () => {
    slow = await startStopped({ seed: 'empty', hasLatency: true })
  })
  afterAll(() => slow.close())

  test('takes its time when asked to', async () => {
    const images = await imagesAs(slow, 'demo-openstack', 'producer')
    const before = performance.now()
    expect(await images.get('/v2/images')).toMatchObject({ status: 200 })
    // Timers may fire a millisecond early.
    expect(performance.now() - before).toBeGreaterThan(58)
  })
})
