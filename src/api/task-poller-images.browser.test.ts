/** What following images costs: however many there are, a list tells which of them moved. */
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { imageQueries } from './images.ts'
import { sessionQueries } from './session.ts'
import { lookAtTransfers } from './task-poller-look.ts'
import { addTransfer, transfersOf } from './transfers.ts'

const session = makeSession({ user: { id: 'images', name: 'images' } })
const COUNT = 50

interface Kept {
  [key: string]: unknown
  id: string
  status: string
}
let images: Map<string, Kept>
let asked: string[]
let client: QueryClient
beforeEach(async () => {
  client = new QueryClient()
  client.setQueryData(sessionQueries.current().queryKey, session)
  transfersOf(session).set([])
  images = new Map()
  for (let index = 0; index < COUNT; index += 1) {
    const id = `i-${index}`
    const about = { visibility: 'private', owner: session.account.id, created_at: '2026-11-24T13:20:44Z' }
    images.set(id, { id, status: 'queued', os_glance_import_task: `t-${index}`, ...about })
    const own = { id, region: 'north', kind: 'import', name: id, source: null, follows: 'image', imageId: id } as const
    addTransfer(session, own)
  }
  asked = []
  serve()
  // The first look asks for the tasks too, and learns that they are the administrator's.
  await look()
  asked = []
})
afterEach(() => vi.restoreAllMocks())

function serve() {
  vi.spyOn(window, 'fetch').mockImplementation((input) => {
    const { pathname, searchParams } = new URL(String(input instanceof Request ? input.url : input), location.href)
    const path = pathname.slice(pathname.indexOf('/v2/') + 3)
    asked.push(path)
    return Promise.resolve(answer(path, searchParams))
  })
}

function answer(path: string, query: URLSearchParams): Response {
  if (path === '/tasks') return Response.json({ message: 'No' }, { status: 403 })
  if (path === '/images') {
    const ids = (query.get('id') ?? '').replace(/^in:/, '').split(',')
    const isAsked = ({ id, os_hidden: isHidden = false }: Kept) =>
      ids.includes(id) && String(isHidden) === (query.get('os_hidden') ?? 'false')
    return Response.json({ images: [...images.values()].filter(isAsked) })
  }
  const [, , id = '', below] = path.split('/')
  const image = images.get(id)
  if (!image) return Response.json({ message: 'No such image' }, { status: 404 })
  if (below !== 'tasks') return Response.json(image)
  const failed = { type: 'api_image_import', status: 'failure', created_at: new Date().toISOString(), message: 'Full' }
  return Response.json({ tasks: [{ id: `t-${id}`, ...failed }] })
}

const look = () => lookAtTransfers({ client, session, region: 'north' }, new AbortController().signal)
const change = (id: string, changes: Partial<Kept>) => {
  const image = images.get(id)
  if (image) images.set(id, { ...image, ...changes })
}
const transfer = (id: string) =>
  transfersOf(session)
    .get()
    .find((one) => one.id === id)

test('fifty images that do not move cost one request a look', async () => {
  expect(await look()).toMatchObject({ hasMoved: false })
  expect(asked).toEqual(['/images'])
})

test('of three each says in words how far it is, and still one list tells of all', async () => {
  transfersOf(session).update((all) => all.slice(0, 3))
  await look()
  const tasks = asked.filter((path) => path.endsWith('/tasks'))
  expect(asked[0]).toBe('/images')
  expect(tasks).toHaveLength(3)
  expect(asked).toHaveLength(4)
})

test('one by itself is read by itself', async () => {
  transfersOf(session).update((all) => all.slice(0, 1))
  await look()
  expect(asked).toEqual(['/images/i-49', '/images/i-49/tasks'])
})

test('those that moved are known from the list, and are in the caches', async () => {
  change('i-7', { status: 'active', os_glance_import_task: undefined, updated_at: '2026-11-24T13:30:44Z' })
  expect(await look()).toMatchObject({ hasMoved: true })
  expect(asked).toEqual(['/images'])
  expect(transfer('i-7')).toMatchObject({ phase: 'done' })
  const { queryKey } = imageQueries.detail(session, { region: 'north', imageId: 'i-7' })
  expect(client.getQueryData(queryKey)).toMatchObject({ status: 'active' })
  expect(
    transfersOf(session)
      .get()
      .filter(({ phase }) => phase === 'waiting'),
  ).toHaveLength(COUNT - 1)
})

test('why one failed is asked of its own task', async () => {
  change('i-7', { os_glance_import_task: undefined, os_glance_failed_import: 'fast' })
  await look()
  expect(asked).toEqual(['/images', '/images/i-7/tasks'])
  expect(transfer('i-7')).toMatchObject({ phase: 'failed', message: 'Full' })
})

test('hidden images are in a list of their own; what is in none is read by itself', async () => {
  change('i-7', { os_hidden: true, status: 'importing' })
  change('i-8', { os_hidden: true })
  images.delete('i-9')
  await look()
  expect(asked).toEqual(['/images', '/images', '/images/i-9'])
  expect(transfer('i-7')).toMatchObject({ phase: 'running' })
  expect(transfer('i-9')).toMatchObject({ phase: 'gone' })
})
