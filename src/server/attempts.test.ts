import { describe, expect, test } from 'vitest'
import { createAttemptLimiter } from './attempts.ts'
import { ProblemError } from './problems.ts'
import { Browser, startDashboard } from './testing/dashboard.ts'
import { startKeystone } from './testing/keystone.ts'

const MINUTE = 60_000

describe('failed sign-ins', () => {
  const lab = () => {
    const clock = { now: 0 }
    const limiter = createAttemptLimiter(() => clock.now)
    const attempt = (user: string, address = '10.0.0.1') => ({ address, cloud: 'lab', user })
    return { clock, limiter, attempt }
  }

  test('ten for one user close the door for that user, from everywhere, for five minutes', () => {
    const { clock, limiter, attempt } = lab()
    for (let count = 0; count < 10; count += 1) {
      limiter.check(attempt('ada'))
      limiter.failed(attempt('ada'))
    }
    expect(() => limiter.check(attempt('ada', '10.9.9.9'))).toThrow(ProblemError)
    expect(() => limiter.check(attempt('ADA'))).toThrow(ProblemError)
    limiter.check(attempt('bob'))
    clock.now += 5 * MINUTE - 1
    expect(() => limiter.check(attempt('ada'))).toThrow('in 1 seconds')
    clock.now += 1
    limiter.check(attempt('ada'))
  })

  test('sixty from one address close the door for that address', () => {
    const { limiter, attempt } = lab()
    for (let count = 0; count < 60; count += 1) limiter.failed(attempt(`user-${count}`))
    expect(() => limiter.check(attempt('bob'))).toThrow(ProblemError)
    limiter.check(attempt('bob', '10.0.0.2'))
  })

  test('a success forgives the user’s failures', () => {
    const { limiter, attempt } = lab()
    for (let count = 0; count < 9; count += 1) limiter.failed(attempt('ada'))
    limiter.succeeded(attempt('ada'))
    limiter.failed(attempt('ada'))
    expect(() => limiter.check(attempt('ada'))).not.toThrow()
  })

  test('a flood of made-up names takes a bounded memory and does not forget the latest', () => {
    const { limiter, attempt } = lab()
    for (let count = 0; count < 30_000; count += 1) limiter.failed(attempt(`user-${count}`, `10.0.${count}`))
    for (let count = 0; count < 10; count += 1) limiter.failed(attempt('ada'))
    expect(() => limiter.check(attempt('ada'))).toThrow(ProblemError)
  })
})

test('the eleventh wrong password is not even asked of the identity service', async () => {
  const keystone = await startKeystone({ imageUrl: 'http://127.0.0.1:1' })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  for (let count = 0; count < 10; count += 1) expect((await browser.signIn({ password: 'wrong' })).status).toBe(401)
  const asked = keystone.requests.length
  const answer = await browser.signIn()
  expect(answer.status).toBe(429)
  expect(answer.problem()).toMatchObject({
    type: '/problems/too-many-attempts',
    retryAfterSeconds: expect.any(Number) as number,
  })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(200)
  expect(keystone.requests).toHaveLength(asked)
})

test('a hundred right sign-ins in a row meet no limit', async () => {
  const keystone = await startKeystone({ imageUrl: 'http://127.0.0.1:1' })
  const browser = new Browser(await startDashboard([keystone.cloud]))
  const json = { cloud: 'lab', method: 'applicationCredential', id: 'ac1', secret: 'right' }
  for (let count = 0; count < 100; count += 1) {
    expect((await browser.call('POST', '/api/session', { json })).status).toBe(201)
  }
})
