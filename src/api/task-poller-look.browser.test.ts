/** Looks at the service's tasks: how far back, how often, and by whom they may be seen. */
import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { lookAtTransfers } from './task-poller-look.ts'
import { addTransfer, transfersOf } from './transfers.ts'

const minute = (at: number) => new Date(Date.UTC(2026, 10, 24) - at * 60_000).toISOString()

/** The service: so many tasks, the newest first; null: they are the administrator's. */
function serve(count: number | null, { imageId = null }: { imageId?: string | null } = {}) {
  const asked: string[] = []
  const tasks = Array.from({ length: count ?? 0 }, (_, index) => ({
    id: `task-${index}`,
    type: 'import',
    status: 'success',
    created_at: minute(index),
    updated_at: minute(index),
    ...(imageId !== null && { image_id: imageId }),
  }))
  vi.spyOn(window, 'fetch').mockImplementation((input) => {
    const { pathname, searchParams } = new URL(String(input instanceof Request ? input.url : input), location.href)
    const path = pathname.slice(pathname.indexOf('/v2/') + 3)
    asked.push(path + (searchParams.has('marker') ? `?marker=${searchParams.get('marker')}` : ''))
    if (path !== '/tasks') return Promise.resolve(Response.json(tasks.find(({ id }) => path.endsWith(`/${id}`))))
    if (count === null) return Promise.resolve(Response.json({ message: 'No' }, { status: 403 }))
    const after = tasks.findIndex(({ id }) => id === searchParams.get('marker')) + 1
    return Promise.resolve(Response.json({ tasks: tasks.slice(after, after + Number(searchParams.get('limit'))) }))
  })
  return asked
}

const placeOf = (user: string, importTasks: boolean) => ({
  client: new QueryClient(),
  session: makeSession({
    user: { id: user, name: user },
    capabilities: { switchProject: false, importTasks },
  }),
  region: 'north',
})
const look = (place: ReturnType<typeof placeOf>) => lookAtTransfers(place, new AbortController().signal)

afterEach(() => vi.restoreAllMocks())

test('hundreds of tasks are read page by page and some details at a time; then the first page tells the news', async () => {
  const place = placeOf('many', true)
  const asked = serve(230)
  const first = await look(place)
  expect(first).toMatchObject({ hasMoved: true, hasMore: true })
  expect(asked.filter((path) => path.startsWith('/tasks?') || path === '/tasks')).toEqual([
    '/tasks',
    '/tasks?marker=task-99',
    '/tasks?marker=task-199',
  ])
  expect(transfersOf(place.session).get()).toHaveLength(30)
  for (let looks = 1; (await look(place)).hasMore; looks += 1) expect(looks).toBeLessThan(8)
  expect(transfersOf(place.session).get()).toHaveLength(230)
  asked.length = 0
  expect(await look(place)).toMatchObject({ hasMoved: false, hasMore: false })
  expect(asked).toEqual(['/tasks'])
})

test('where tasks are the administrator’s that is said, and not asked for again', async () => {
  const place = placeOf('hidden', false)
  const asked = serve(null)
  expect(await look(place)).toMatchObject({ hidesTasks: true, hasMoved: false })
  expect(await look(place)).toMatchObject({ hidesTasks: true })
  expect(asked).toEqual(['/tasks'])
})

test('on Rackspace a refusal is a failure: there is no other way to see an import', async () => {
  serve(null)
  await expect(look(placeOf('refused', true))).rejects.toThrow('forbidden')
})

test('a task that was made for a transfer of this browser is no second one', async () => {
  const place = placeOf('own', false)
  serve(1, { imageId: 'i' })
  const startedAt = Date.parse(minute(0))
  const own = { id: 'own', region: 'north', kind: 'import', name: 'n', source: null, imageId: 'i' } as const
  addTransfer(place.session, { ...own, follows: 'image', phase: 'done', startedAt, endedAt: startedAt + 1_000 })
  await look(place)
  expect(transfersOf(place.session).get()).toHaveLength(1)
})

test('a retry does not take the task of the try before it for its own', async () => {
  const place = placeOf('again', false)
  serve(1, { imageId: 'i' })
  const startedAt = Date.parse(minute(0))
  const own = { region: 'north', kind: 'import', name: 'n', source: null, imageId: 'i', follows: 'image' } as const
  addTransfer(place.session, { ...own, id: 'first', taskId: 'task-0', phase: 'failed', startedAt })
  addTransfer(place.session, { ...own, id: 'second', phase: 'done', startedAt: startedAt + 20_000 })
  await look(place)
  expect(transfersOf(place.session).get()).toMatchObject([
    { id: 'second', task: null },
    { id: 'first', task: { id: 'task-0' } },
  ])
})
