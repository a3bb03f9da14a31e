import { describe, expect, test, vi } from 'vitest'
import { createAdmission } from './admission.ts'
import { readConfig } from './config.ts'
import { IMAGES, startLab } from './testing/lab.ts'

describe('places', () => {
  test('one session’s end before those of all', () => {
    const admission = createAdmission({ total: 3, perSession: 2 })
    admission.enter('a')
    admission.enter('a')
    expect(() => admission.enter('a')).toThrow(/2 requests under way/)
    admission.enter('b')
    expect(() => admission.enter('b')).toThrow(/more requests than it can/)
  })

  test('are given back once, however often it is said', () => {
    const admission = createAdmission({ total: 2, perSession: 1 })
    const leave = admission.enter('a')
    admission.enter('b')
    leave()
    leave()
    admission.enter('a')
    expect(() => admission.enter('c')).toThrow(/more requests/)
  })
})

test('limits come from the environment; a bad one stops the start', () => {
  expect(readConfig({ MAX_REQUESTS: '10', MAX_REQUESTS_PER_SESSION: '3' }).admission).toEqual({
    total: 10,
    perSession: 3,
  })
  expect(() => readConfig({ MAX_REQUESTS: '0' })).toThrow(/MAX_REQUESTS must be a whole number above 0/)
})

test('what is over the limit is refused at once, and let in when a place is free', async () => {
  const held = Promise.withResolvers<void>()
  const { browser, cloud, dashboard } = await startLab(
    async (_request, response) => {
      await held.promise
      response.end('{}')
    },
    { config: { admission: { total: 100, perSession: 2 } } },
  )
  const slow = [browser.call('GET', `${IMAGES}/a`), browser.call('GET', `${IMAGES}/b`)]
  await vi.waitFor(() => expect(cloud.requests).toHaveLength(2))

  const refused = await browser.call('GET', `${IMAGES}/c`)
  expect(refused.status).toBe(429)
  expect(refused.headers['retry-after']).toBe('2')
  expect(refused.problem()).toMatchObject({ type: '/problems/too-many-at-once' })
  expect(cloud.requests).toHaveLength(2)
  // Who is signed in, and health, need no place.
  expect(await browser.call('GET', '/api/session')).toMatchObject({ status: 200 })

  held.resolve()
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200])
  expect(await browser.call('GET', `${IMAGES}/c`)).toMatchObject({ status: 200 })
  expect(dashboard.logs.join('\n')).not.toContain('"level":50')
})

test('a full dashboard says 503 to everybody; a browser that leaves makes room', async () => {
  const { browser, cloud } = await startLab(
    (_request, response) => {
      if (cloud.requests.length > 1) response.end('{}')
    },
    { config: { admission: { total: 1, perSession: 1 } } },
  )
  const leave = new AbortController()
  const given = browser.call('GET', `${IMAGES}/a`, { signal: leave.signal }).catch(() => 'left')
  await vi.waitFor(() => expect(cloud.requests).toHaveLength(1))
  const refused = await browser.call('PUT', `${IMAGES}/b/file`, {
    body: Buffer.alloc(100_000),
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(refused.problem()).toMatchObject({ type: '/problems/overloaded', status: 503, retryAfterSeconds: 2 })
  leave.abort()
  expect(await given).toBe('left')
  await vi.waitFor(async () => expect(await browser.call('GET', `${IMAGES}/c`)).toMatchObject({ status: 200 }))
})
