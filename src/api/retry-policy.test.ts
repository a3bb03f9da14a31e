import { expect, test, vi } from 'vitest'
import { ApiError, type Fault } from './errors.ts'
import { isTriedAgain, orFound, pauseBefore, retryDefaults } from './retry-policy.ts'

const failure = (fault: Fault, status?: number) => new ApiError(fault, status === undefined ? {} : { status })
const server = (status: number) => failure({ kind: 'server', status, detail: '' }, status)
const slowDown = (retryAfterSeconds?: number) =>
  failure({ kind: 'over-limit', detail: '', ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }, 429)

test.each([
  ['no connection', failure({ kind: 'unreachable' }), true],
  ['half an answer', failure({ kind: 'cut-off' }), true],
  ['429', slowDown(), true],
  ['502', server(502), true],
  ['503', server(503), true],
  ['504', server(504), true],
  ['500', server(500), false],
  ['an answer nobody can read', failure({ kind: 'malformed', detail: '' }), false],
  ['two minutes of silence', failure({ kind: 'timeout' }), false],
  ['403', failure({ kind: 'forbidden', detail: '' }), false],
  ['413', failure({ kind: 'over-limit', detail: '', retryAfterSeconds: 1 }, 413), false],
  ['401', failure({ kind: 'signed-out' }), false],
  ['a fault of our own', new TypeError('x is not a function'), false],
])('a read that met %s is tried again: %#', (_name, error, isAgain) => {
  expect(isTriedAgain(0, error)).toBe(isAgain)
})

test('it is tried three times in all', () => {
  expect([0, 1, 2].map((failures) => isTriedAgain(failures, server(503)))).toEqual([true, true, false])
})

test('pauses grow, and no two pages need come back at once', () => {
  const least = () => 0
  const most = () => 1
  expect([0, 1].map((failures) => pauseBefore(failures, server(503), least))).toEqual([200, 400])
  expect([0, 1].map((failures) => pauseBefore(failures, server(503), most))).toEqual([400, 800])
})

test('nobody comes back sooner than asked, and who must wait long is told', () => {
  expect(pauseBefore(0, slowDown(7), () => 0)).toBe(7_000)
  expect(pauseBefore(0, slowDown(7), () => 1)).toBe(10_500)
  expect(isTriedAgain(0, slowDown(10))).toBe(true)
  expect(isTriedAgain(0, slowDown(11))).toBe(false)
})

test('a write is not repeated, and nothing waits for a network', () => {
  expect(retryDefaults.mutations).toEqual({ retry: false, networkMode: 'always' })
  expect(retryDefaults.queries.networkMode).toBe('always')
})

const answer = { data: 'answered', requestId: 'req-1' }

test('a write that is answered is not looked up', async () => {
  const find = vi.fn<() => Promise<string>>().mockResolvedValue('found')
  expect(await orFound(async () => answer, find)).toBe(answer)
  expect(find).not.toHaveBeenCalled()
})

test.each([failure({ kind: 'cut-off' }), failure({ kind: 'timeout' }), server(504)])(
  'a write whose answer was lost is looked up, and sent once: %s',
  async (error) => {
    const send = vi.fn<() => Promise<never>>().mockRejectedValue(error)
    expect(await orFound(send, async () => 'found')).toEqual({ data: 'found', requestId: null })
    await expect(orFound(send, async () => null)).rejects.toBe(error)
    await expect(orFound(send, () => Promise.reject(new Error('nor that')))).rejects.toBe(error)
    expect(send).toHaveBeenCalledTimes(3)
  },
)

test('a write that was refused was not done: nothing is looked up', async () => {
  const error = failure({ kind: 'conflict', detail: '' }, 409)
  const find = vi.fn<() => Promise<string>>().mockResolvedValue('found')
  await expect(orFound(() => Promise.reject(error), find)).rejects.toBe(error)
  expect(find).not.toHaveBeenCalled()
})
