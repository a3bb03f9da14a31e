/** Looks at transfers while somebody else changes the same: an answer that was on its way undoes nothing. */
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { spreadImage } from './image-writes.ts'
import { imageQueries } from './images.ts'
import { Image } from './schemas.ts'
import { sessionQueries } from './session.ts'
import { lookAtTransfers } from './task-poller-look.ts'
import { addTransfer, changeTransfer, transfersOf } from './transfers.ts'

/** Users of their own: that tasks are refused to one is remembered while the page lives. */
const byImages = makeSession({ user: { id: 'by-images', name: 'by-images' } })
const byTasks = makeSession({
  user: { id: 'by-tasks', name: 'by-tasks' },
  flavour: 'rackspace',
  capabilities: { switchProject: false, importTasks: true },
})
const ref = { region: 'north', imageId: 'i' }
let session: typeof byImages
let client: QueryClient
function signIn(as: typeof byImages) {
  session = as
  client = new QueryClient()
  client.setQueryData(sessionQueries.current().queryKey, session)
  transfersOf(session).set([])
}
beforeEach(() => signIn(byImages))
afterEach(() => vi.restoreAllMocks())

const image = (fields: Record<string, unknown>) =>
  Image.parse({
    id: 'i',
    status: 'queued',
    visibility: 'private',
    created_at: '2026-11-24T13:20:44Z',
    updated_at: '2026-11-24T13:20:44Z',
    ...fields,
  })

const task = { id: 't', type: 'import', status: 'processing', created_at: '2026-11-24T13:20:44Z' }

/**
 * The service. A read of what ends in `slow` was answered with what stood there when it began, and `meanwhile` happens
 * before that answer arrives.
 */
function serve(answers: Record<string, () => Response>, slow: string, meanwhile: () => unknown) {
  let isFirst = true
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const { pathname } = new URL(String(input instanceof Request ? input.url : input), location.href)
    const path = pathname.slice(pathname.indexOf('/v2/') + 3)
    const answer = answers[path]?.() ?? Response.json({ message: 'No such path' }, { status: 404 })
    if (path.endsWith(slow) && isFirst) {
      isFirst = false
      await meanwhile()
    }
    return answer
  })
}

const look = () => lookAtTransfers({ client, session, region: 'north' }, new AbortController().signal)
const own = { id: 'own', region: 'north', kind: 'import', name: 'n', source: null, imageId: 'i' } as const
const kept = () => transfersOf(session).get()[0]
const cached = () => client.getQueryData(imageQueries.detail(session, ref).queryKey)

const tasksOfNobody = { '/tasks': () => Response.json({ message: 'No' }, { status: 403 }) }
const imageTasks = { '/images/i/tasks': () => Response.json({ tasks: [] }) }

test('an answer about the image does not undo a write that was answered meanwhile; the next look has both', async () => {
  addTransfer(session, { ...own, follows: 'image' })
  let now = image({ status: 'importing' })
  const answers = { ...tasksOfNobody, ...imageTasks, '/images/i': () => Response.json(now) }
  serve(answers, '/images/i', () => {
    now = image({ status: 'active', name: 'renamed' })
    return spreadImage({ client, session, ref }, now)
  })
  expect(await look()).toMatchObject({ hasMoved: true })
  expect(cached()).toMatchObject({ name: 'renamed' })
  await look()
  expect(cached()).toMatchObject({ name: 'renamed', status: 'active' })
  expect(kept()).toMatchObject({ phase: 'done' })
})

test('the image of a finished import does not undo a write to it', async () => {
  signIn(byTasks)
  let now = image({ status: 'active' })
  const done = { ...task, status: 'success', result: { image_id: 'i' } }
  const answers = {
    '/tasks': () => Response.json({ tasks: [done] }),
    '/tasks/t': () => Response.json(done),
    '/images/i': () => Response.json(now),
  }
  addTransfer(session, { ...own, follows: 'task', taskId: 't', imageId: null })
  serve(answers, '/images/i', () => {
    now = image({ status: 'active', name: 'renamed' })
    return spreadImage({ client, session, ref }, now)
  })
  await look()
  expect(cached()).toMatchObject({ name: 'renamed' })
  expect(kept()).toMatchObject({ phase: 'done', imageId: 'i' })
})

test('what is said of a transfer while its image is read stays said', async () => {
  addTransfer(session, { ...own, follows: 'image' })
  const answers = { ...tasksOfNobody, ...imageTasks, '/images/i': () => Response.json(image({ status: 'importing' })) }
  serve(answers, '/images/i', () => changeTransfer(session, 'own', { name: 'another name' }))
  await look()
  expect(kept()).toMatchObject({ phase: 'running', name: 'another name' })
})

test('a transfer that ended while its image was read has ended', async () => {
  addTransfer(session, { ...own, follows: 'image' })
  const answers = { ...tasksOfNobody, ...imageTasks, '/images/i': () => Response.json(image({ status: 'importing' })) }
  serve(answers, '/images/i', () => changeTransfer(session, 'own', { phase: 'done', endedAt: 1 }))
  await look()
  expect(kept()).toMatchObject({ phase: 'done', endedAt: 1 })
})

test.each(['done', 'failed', 'applying'] as const)(
  'an image that is gone leaves what is %s as it is',
  async (phase) => {
    addTransfer(session, { ...own, follows: 'image' })
    serve(tasksOfNobody, '/images/i', () => changeTransfer(session, 'own', { phase, message: 'as it was' }))
    await look()
    expect(kept()).toMatchObject({ phase, message: 'as it was' })
  },
)

test.each(['done', 'failed', 'applying'] as const)('a task that is gone leaves what is %s as it is', async (phase) => {
  signIn(byTasks)
  addTransfer(session, { ...own, follows: 'task', taskId: 't' })
  const answers = { '/tasks': () => Response.json({ tasks: [] }) }
  serve(answers, '/tasks/t', () => changeTransfer(session, 'own', { phase, message: 'as it was' }))
  await look()
  expect(kept()).toMatchObject({ phase, message: 'as it was' })
})

test('an image and a task that are gone end what still ran', async () => {
  signIn(byTasks)
  addTransfer(session, { ...own, follows: 'image' })
  addTransfer(session, { ...own, id: 't', follows: 'task', taskId: 't' })
  serve({ '/tasks': () => Response.json({ tasks: [] }) }, 'nothing', () => {})
  await look()
  expect(transfersOf(session).get()).toMatchObject([{ phase: 'gone' }, { phase: 'gone' }])
})
