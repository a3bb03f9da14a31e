/** The host: faults, clock, reset, the control listener, and that nothing of it is reachable through a cloud's port. */
import { once } from 'node:events'
import { get, IncomingMessage } from 'node:http'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'

import { servicePaths } from './core/cloud.ts'
import type { RunningFakeCloud } from './node.ts'
import { answerOf, authUrlOf, type ImageClient, imagesAs, postJson, signIn, startStopped } from './test-client.ts'
import { containing, matching } from './test-matchers.ts'

let fake: RunningFakeCloud
let images: ImageClient
beforeAll(async () => {
  fake = await startStopped({ controlPort: 0 })
})
beforeEach(async () => {
  fake.reset()
  images = await imagesAs(fake, 'demo-openstack', 'producer')
})
afterAll(() => fake.close())

const control = async (method: string, path: string, body?: unknown) =>
  answerOf(
    await fetch(`${fake.controlUrl}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) }),
  )

describe('profiles', () => {
  test('say how to reach both clouds and whom to sign in as', () => {
    expect(fake.clouds).toMatchObject([
      {
        name: 'demo-rackspace',
        label: 'Rackspace demo',
        flavour: 'rackspace',
        methods: ['password', 'apiKey'],
        authUrl: matching(/^http:\/\/127\.0\.0\.1:\d+\/identity\/v2\.0$/),
      },
      {
        name: 'demo-openstack',
        label: 'OpenStack demo',
        flavour: 'openstack',
        methods: ['password', 'applicationCredential'],
        authUrl: matching(/^http:\/\/127\.0\.0\.1:\d+\/identity\/v3$/),
      },
    ])
  })

  test('every demo account signs in at one click: a Rackspace account, or exactly one open project', async () => {
    const rackspace = fake.clouds[0]?.demo?.accounts ?? []
    expect(rackspace.map(({ role }) => role)).toEqual(['producer', 'consumer', 'observer', 'creator'])
    for (const { username, account } of rackspace) {
      const token = await signIn(fake, 'demo-rackspace', username)
      const { body } = await answerOf(
        await fetch(`${authUrlOf(fake, 'demo-rackspace')}/tenants`, { headers: { 'x-auth-token': token } }),
      )
      expect(body).toMatchObject({ tenants: [{ id: account }] })
    }
    const openstack = fake.clouds[1]?.demo?.accounts ?? []
    expect(openstack.map(({ role }) => role)).toEqual(['producer', 'consumer', 'observer', 'admin'])
    for (const { username, account } of openstack) {
      const token = await signIn(fake, 'demo-openstack', username, account)
      const { body } = await answerOf(
        await fetch(`${authUrlOf(fake, 'demo-openstack')}/auth/projects`, { headers: { 'x-auth-token': token } }),
      )
      expect(body).toMatchObject({ projects: [{ name: account, enabled: true }] })
    }
  })
})

describe('faults', () => {
  const LIST = '/image/*/v2/images'

  test('a canned answer, for as many requests as asked', async () => {
    fake.faults.add({
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '7' },
      body: 'slow down',
      path: LIST,
      times: 2,
    })
    for (let time = 0; time < 2; time += 1) {
      const answer = await images.get('/v2/images?limit=1')
      expect(answer).toMatchObject({ status: 429, text: 'slow down' })
      expect(answer.headers.get('retry-after')).toBe('7')
    }
    expect(await images.get('/v2/images?limit=1')).toMatchObject({ status: 200 })
  })

  test('only the cloud, method and path named', async () => {
    fake.faults.add({ kind: 'answer', status: 503, path: LIST, method: 'GET', cloud: 'demo-rackspace' })
    const rackspace = await imagesAs(fake, 'demo-rackspace', 'producer')
    expect(await rackspace.get('/v2/images')).toMatchObject({ status: 503 })
    expect(await rackspace.get('/v2/schemas/image')).toMatchObject({ status: 200 })
    expect(await images.get('/v2/images?limit=1')).toMatchObject({ status: 200 })
    fake.faults.clear()
    expect(await rackspace.get('/v2/images')).toMatchObject({ status: 200 })
  })

  test('malformed: a complete answer that stops half-way', async () => {
    const whole = await images.get('/v2/images?limit=3')
    fake.faults.add({ kind: 'malformed', path: LIST, times: 1 })
    await expect(images.get('/v2/images?limit=3')).rejects.toThrow(SyntaxError)
    expect((await images.get('/v2/images?limit=3')).text).toBe(whole.text)
  })

  test.each(['reset', 'truncate'] as const)('%s: the connection breaks', async (kind) => {
    fake.faults.add({ kind, path: LIST, times: 1 })
    await expect(images.get('/v2/images?limit=3')).rejects.toThrow(TypeError)
  })

  test('hang: no answer until the caller gives up', async () => {
    fake.faults.add({ kind: 'hang', path: '/identity/*' })
    const waiting = fetch(authUrlOf(fake, 'demo-openstack'), { signal: AbortSignal.timeout(150) })
    await expect(waiting).rejects.toThrow(/timeout/i)
  })

  test('delay: the right answer, late', async () => {
    fake.faults.add({ kind: 'delay', milliseconds: 120, path: LIST })
    const before = performance.now()
    expect(await images.get('/v2/images?limit=1')).toMatchObject({ status: 200 })
    // Timers may fire a millisecond early.
    expect(performance.now() - before).toBeGreaterThan(115)
  })
})

test('header names go out capitalised, as Swift’s clients show those of metadata', async () => {
  const { image } = servicePaths
  const { baseUrl } = fake.cloud('demo-openstack')
  const answer = await once(get(`${baseUrl}${image('RegionOne')}/v2/images`), 'response')
  const [{ rawHeaders }] = z.tuple([z.instanceof(IncomingMessage)]).parse(answer)
  expect(rawHeaders).toContain('Www-Authenticate')
})

describe('reset', () => {
  test('ends tokens, clears faults and gives the same images again', async () => {
    const before = await images.page('?limit=1000')
    fake.faults.add({ kind: 'answer', status: 500 })
    fake.turnClock(3_600_000)
    fake.reset()
    expect(await images.get('/v2/images')).toMatchObject({ status: 401 })
    const again = await imagesAs(fake, 'demo-openstack', 'producer')
    expect(await again.page('?limit=1000')).toEqual(before)
  })

  test('to another number of images, until the next reset', async () => {
    fake.reset({ images: 400 })
    const many = await imagesAs(fake, 'demo-openstack', 'producer')
    expect((await many.page('?limit=1000')).images).toHaveLength(400)
    fake.reset()
    const usual = await imagesAs(fake, 'demo-openstack', 'producer')
    expect((await usual.page('?limit=1000')).images.length).toBeLessThan(200)
  })
})

describe('control listener', () => {
  test('does what the object in this process does', async () => {
    expect(await control('POST', '/faults', { kind: 'answer', status: 502, path: '/image/*', times: 1 })).toMatchObject(
      { status: 204 },
    )
    expect(await images.get('/v2/images')).toMatchObject({ status: 502 })
    await control('POST', '/faults', { kind: 'answer', status: 502 })
    await control('DELETE', '/faults')
    expect(await images.get('/v2/images')).toMatchObject({ status: 200 })
    await control('POST', '/clock', { milliseconds: 8 * 3_600_000 })
    expect(await images.get('/v2/images')).toMatchObject({ status: 401 })
    images = await imagesAs(fake, 'demo-openstack', 'producer')
    await control('POST', '/tokens/expire')
    expect(await images.get('/v2/images')).toMatchObject({ status: 401 })
    expect(await control('POST', '/reset')).toMatchObject({ status: 204 })
  })

  test.each([
    ['an unknown kind', '/faults', { kind: 'explode' }],
    ['a status that is no number', '/faults', { kind: 'answer', status: 'x' }],
    ['a misspelt key', '/faults', { kind: 'hang', pathh: '/x' }],
    ['a clock without a step', '/clock', {}],
  ])('refuses %s', async (_what, path, body) => {
    expect(await control('POST', path, body)).toMatchObject({ status: 400 })
  })

  test('names its calls to who asks for another, and is not on a cloud port', async () => {
    expect(await control('GET', '/')).toMatchObject({ status: 404, text: containing('POST /faults') })
    for (const { name } of fake.clouds) {
      const { baseUrl } = fake.cloud(name === 'demo-rackspace' ? name : 'demo-openstack')
      for (const path of ['/faults', '/reset', '/clock'])
        expect(await postJson(`${baseUrl}${path}`, {})).toMatchObject({ status: 404 })
    }
  })

  test('is closed unless asked for', async () => {
    const plain = await startStopped({ seed: 'empty' })
    expect(plain.controlUrl).toBeUndefined()
    await plain.close()
  })
})
