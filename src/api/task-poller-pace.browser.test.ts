/** When the poller asks: as often as it may, in whichever page it is, and never before the service wants to be asked. */
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { type Poller, startPoller } from './task-poller.ts'
import { addTransfer, type Transfer } from './transfers.ts'

const SECOND = 1_000

/** One holder for each test: what one left in the browser is nothing to the next. */
let users = 0
let session: ReturnType<typeof makeSession>
let pollers: Poller[]
beforeEach(() => {
  users += 1
  session = makeSession({
    user: { id: `pace-${users}`, name: 'pace' },
    flavour: 'rackspace',
    capabilities: { switchProject: false, importTasks: true },
  })
  pollers = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  for (const poller of pollers) poller.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function open() {
  const poller = startPoller(new QueryClient(), session)
  pollers.push(poller)
  return poller
}

const isRunning = { id: 't', type: 'import', status: 'processing', created_at: '2026-11-24T13:20:44Z' }
const calm = () => Response.json({ tasks: [isRunning] })

/** The service; tells the seconds at which its list was asked for, by region. */
function serve(list: (region: string) => Response) {
  const begun = Date.now()
  const looks: Record<string, number[]> = { north: [], south: [] }
  vi.spyOn(window, 'fetch').mockImplementation((input) => {
    const { pathname } = new URL(String(input instanceof Request ? input.url : input), location.href)
    const region = pathname.includes('/south/') ? 'south' : 'north'
    if (!pathname.endsWith('/tasks')) return Promise.resolve(Response.json(isRunning))
    looks[region]?.push(Math.round((Date.now() - begun) / SECOND))
    return Promise.resolve(list(region))
  })
  return looks
}

const refuse = (status: number, after: string) =>
  Response.json({ message: 'Slow down' }, { status, headers: { 'retry-after': after } })

const own = { region: 'north', kind: 'import', name: 'n', source: null, follows: 'task' } as const
const run = (at: Partial<Transfer> = {}) => addTransfer(session, { ...own, id: 't', taskId: 't', ...at })

/** Locks and channels are the browser's own and take real time, though little. */
const looked = (looks: readonly number[] | undefined, count: number) => expect.poll(() => looks?.length).toBe(count)
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND)

const show = (visibility: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility)
  document.dispatchEvent(new Event('visibilitychange'))
}
const lockOf = () => `cloud-images-transfers:${JSON.stringify([session.cloud, session.user.id, session.account.id])}`
const isHeld = async () => (await navigator.locks.query()).held?.some(({ name }) => name === lockOf()) ?? false

test.each([429, 503, 413])(
  'after a %i with Retry-After nothing is asked until then, whoever wishes it',
  async (status) => {
    run()
    const answers = [refuse(status, '120')]
    const looks = serve(() => answers.shift() ?? calm())
    const poller = open()
    await looked(looks['north'], 1)
    await pass(60)
    poller.look('north')
    await pass(58)
    expect(looks['north']).toHaveLength(1)
    await pass(3)
    await looked(looks['north'], 2)
  },
)

test('a page that is hidden and shown again waits as long as the service asked for', async () => {
  run()
  const answers = [refuse(429, '120')]
  const looks = serve(() => answers.shift() ?? calm())
  open()
  await looked(looks['north'], 1)
  show('hidden')
  await expect.poll(isHeld).toBe(false)
  await pass(10)
  show('visible')
  await expect.poll(isHeld).toBe(true)
  await pass(100)
  expect(looks['north']).toHaveLength(1)
  await pass(11)
  await looked(looks['north'], 2)
})

test('so does the page that takes over, and one that is opened when all others are closed', async () => {
  run()
  const answers = [refuse(503, '120')]
  const looks = serve(() => answers.shift() ?? calm())
  const first = open()
  const second = open()
  await looked(looks['north'], 1)
  first.stop()
  await expect.poll(isHeld).toBe(true)
  await pass(30)
  second.stop()
  await expect.poll(isHeld).toBe(false)
  open()
  await expect.poll(isHeld).toBe(true)
  await pass(80)
  expect(looks['north']).toHaveLength(1)
  await pass(11)
  await looked(looks['north'], 2)
})

test('another region is looked at meanwhile', async () => {
  run()
  run({ id: 's', taskId: 's', region: 'south' })
  const looks = serve((region) => (region === 'north' ? refuse(429, '120') : calm()))
  open()
  await looked(looks['south'], 1)
  for (let second = 0; second < 60; second += 2) await pass(2)
  expect(looks['north']).toHaveLength(1)
  expect(looks['south']?.length).toBeGreaterThan(4)
})

test('a look that somebody wished for and that failed is tried again, though nothing is known to run', async () => {
  const answers = [refuse(503, '20')]
  const looks = serve(() => answers.shift() ?? Response.json({ tasks: [] }))
  const poller = open()
  poller.look('north')
  await looked(looks['north'], 1)
  await pass(19)
  expect(looks['north']).toHaveLength(1)
  await pass(20)
  await looked(looks['north'], 2)
  await pass(600)
  expect(looks['north']).toHaveLength(2)
})
