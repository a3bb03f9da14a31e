import * as z from 'zod'

import { containing, matching, satisfying } from '#fake-cloud/contract/matchers.ts'

import {
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  refusedPlainly,
  type User,
} from './rackspace-contract.ts'
import { create, exportOf, IMPORT, made, show, task, until } from './task-acts.ts'

const HOUR = 3_600_000
const MISSING = '11111111-2222-4333-8444-555555555555'

const JSON_TYPE = { 'content-type': 'application/json' }

const malformed = (name: string, body: string, text: string): RackspaceCase => ({
  name,
  as: 'producer',
  act: (user) => create(user, body, JSON_TYPE),
  expect: { status: 400, headers: { 'content-type': 'text/plain; charset=UTF-8' }, text: containing(text) },
})

rackspaceContract({
  title: 'create task',
  source: 'Task to import image',
  cases: [
    {
      name: 'an import waits: no result, no end, and a word for nothing to say',
      as: 'producer',
      act: async (user, stage) => {
        const answer = await create(user, IMPORT)
        stage.name(z.object({ id: z.string() }).parse(answer.body).id, 'task')
        return answer
      },
      expect: {
        status: 201,
        headers: { 'content-type': 'application/json', location: matching(/\/v2\/tasks\/\{task\}$/) },
        body: task(IMPORT, 'pending'),
      },
    },
    {
      name: 'an export waits in the same form',
      as: 'producer',
      source: 'Task to export image',
      act: async (user, stage) => show(user, await made(user, stage, exportOf(stage.image()))),
      expect: { status: 200, body: task(exportOf('{image}'), 'pending') },
    },
    malformed('no body', '', 'Body expected in request.'),
    malformed('no JSON', '{', 'Malformed JSON'),
    malformed('no type', '{"input":{}}', "Task 'type' is required"),
    malformed('no input', '{"type":"import"}', "Task 'input' is required"),
    malformed('a type that does not exist', '{"type":"clone","input":{}}', "'clone' is not one of"),
    malformed('an input that is a list', '{"type":"import","input":[]}', "is not of type 'object'"),
    malformed('something beside type and input', '{"type":"import","input":{},"x":1}', "'x' was unexpected"),
    { name: 'without a token', as: 'nobody', act: (user) => create(user, IMPORT), expect: { status: 401 } },
  ],
})

/** Signs in anew: the clock may have gone past the end of the token. */
const later = async (stage: RackspaceStage, hours: number): Promise<User> => {
  stage.fake.turnClock(hours * HOUR)
  return stage.as('producer')
}

const Final = z.object({ updated_at: z.string() })

rackspaceContract({
  title: 'show task, its life and its end',
  source: 'Get task details',
  cases: [
    {
      name: 'pending, processing, and then final: only then it has an end, 48 hours on',
      as: 'producer',
      act: async (user, stage) => {
        const id = await made(user, stage, IMPORT)
        const answers = [await show(user, id), await until(user, stage, id, 'processing')]
        const final = await until(user, stage, id, 'failure')
        const end = Date.parse(Final.parse(final.body).updated_at) + 48 * HOUR
        stage.name(new Date(end).toISOString().replace('.000', ''), 'two days on')
        return [...answers, final]
      },
      expect: [
        { status: 200, body: task(IMPORT, 'pending') },
        { status: 200, body: task(IMPORT, 'processing') },
        {
          status: 200,
          body: task(IMPORT, 'failure', {
            message: 'Error: Image not found for import. Possible invalid location',
            expires_at: '{two days on}',
          }),
        },
      ],
    },
    {
      name: 'after 48 hours the task is gone, shown and listed',
      as: 'producer',
      act: async (user, stage) => {
        const id = await made(user, stage, IMPORT)
        await until(user, stage, id, 'failure')
        const before = await show(await later(stage, 47.99), id)
        const after = await later(stage, 0.01)
        return [before, await show(after, id), await after.images('GET', '/v2/tasks?type=import&status=failure')]
      },
      expect: [
        { status: 200, has: { id: '{task}', status: 'failure' } },
        refusedPlainly(404, 'Not Found', 'Could not find task {task}'),
        { status: 200, has: { tasks: [] } },
      ],
    },
    {
      name: 'what a task made outlives it',
      as: 'producer',
      act: async (user, stage) => {
        const image = stage.image({ properties: { 'com.rackspace__1__options': '0' } })
        await user.files('PUT', '/kept')
        await until(user, stage, await made(user, stage, exportOf(image, 'kept')), 'success')
        return (await later(stage, 49)).files('HEAD', `/kept/${image}.vhd`)
      },
      expect: { status: 200 },
    },
    {
      name: 'a task that never was',
      as: 'producer',
      act: (user) => show(user, MISSING),
      expect: refusedPlainly(404, 'Not Found', `Could not find task ${MISSING}`),
    },
    {
      name: 'a task of another account',
      as: 'consumer',
      act: async (user, stage) => show(user, await made(await stage.as('producer'), stage, IMPORT)),
      expect: refusedPlainly(404, 'Not Found', 'Could not find task {task}'),
    },
    {
      name: 'a task of another region',
      as: 'producer',
      source: 'Regions',
      act: async (user, stage) => stage.inRegion('IAD', user, 'GET', `/v2/tasks/${await made(user, stage, IMPORT)}`),
      expect: { status: 404 },
    },
    {
      name: 'no task is ever deleted by hand',
      as: 'producer',
      act: async (user, stage) => {
        const id = await made(user, stage, IMPORT)
        return [await user.images('DELETE', `/v2/tasks/${id}`), await show(user, id)]
      },
      expect: [
        {
          status: 405,
          headers: { allow: 'GET' },
          text: containing('They are auto deleted after reaching the time based on their expires_at property.'),
        },
        { status: 200 },
      ],
    },
    {
      name: 'no task is ever changed by hand',
      as: 'producer',
      act: async (user, stage) => user.images('PUT', `/v2/tasks/${await made(user, stage, IMPORT)}`),
      expect: { status: 404 },
    },
  ],
})

/** Of the partner's, who has no others: an import that is processing, then an export and an import that wait. */
async function queue(stage: RackspaceStage): Promise<void> {
  const user = await stage.as('partner')
  const ids: string[] = []
  for (const [index, body] of [IMPORT, exportOf(MISSING), IMPORT].entries()) {
    const id = await made(user, stage, body)
    stage.name(id, ['first', 'second', 'third'][index] ?? '')
    ids.push(id)
    if (index === 0) await until(user, stage, id, 'processing')
    else stage.fake.turnClock(index)
  }
}

const lists = (query: string, ...expected: string[]): RackspaceCase => ({
  name: `"${query}" lists ${expected.join(', ') || 'nothing'}`,
  as: 'partner',
  act: async (user, stage) => {
    await queue(stage)
    return user.images('GET', `/v2/tasks${query.replace('SECOND', idOf(stage, 'second'))}`)
  },
  expect: {
    status: 200,
    has: {
      tasks: satisfying<{ id: string }[]>(
        `tasks ${expected.join()}`,
        (tasks) => tasks.map(({ id }) => id.slice(1, -1)).join() === expected.join(),
      ),
    },
  },
})

const idOf = ({ names }: RackspaceStage, name: string): string =>
  [...names].find(([, given]) => given === `{${name}}`)?.[0] ?? ''

const bad = (query: string, text: string): RackspaceCase => ({
  name: `"${query}" is refused`,
  as: 'producer',
  act: (user) => user.images('GET', `/v2/tasks?${query}`),
  expect: refusedPlainly(400, 'Bad Request', text),
})

rackspaceContract({
  title: 'list tasks',
  source: 'List tasks',
  cases: [
    {
      name: 'in short: neither input nor result nor message',
      as: 'partner',
      act: async (user, stage) => {
        await made(user, stage, IMPORT)
        return user.images('GET', '/v2/tasks')
      },
      expect: {
        status: 200,
        body: {
          first: '/v2/tasks',
          schema: '/v2/schemas/tasks',
          tasks: [
            {
              id: '{task}',
              type: 'import',
              status: 'pending',
              owner: '{partner}',
              created_at: '{seconds}',
              updated_at: '{seconds}',
              self: '/v2/tasks/{task}',
              schema: '/v2/schemas/task',
            },
          ],
        },
      },
    },
    {
      name: 'a final task is listed with its end',
      as: 'partner',
      act: async (user, stage) => {
        await until(user, stage, await made(user, stage, IMPORT), 'failure')
        return user.images('GET', '/v2/tasks')
      },
      expect: { status: 200, has: { tasks: [{ id: '{task}', status: 'failure', expires_at: '{seconds}' }] } },
    },
    {
      name: 'nothing yet',
      as: 'partner',
      act: (user) => user.images('GET', '/v2/tasks'),
      expect: { status: 200, body: { first: '/v2/tasks', schema: '/v2/schemas/tasks', tasks: [] } },
    },
    lists('', 'third', 'second', 'first'),
    lists('?sort_dir=asc', 'first', 'second', 'third'),
    lists('?sort_key=type&sort_dir=asc', 'second', 'first', 'third'),
    lists('?type=export', 'second'),
    lists('?status=processing', 'first'),
    lists('?status=pending&type=import', 'third'),
    lists('?status=success'),
    lists('?limit=2', 'third', 'second'),
    lists('?limit=0'),
    lists('?marker=SECOND', 'first'),
    {
      name: 'a full page leads on, path only, and the next one ends',
      as: 'partner',
      act: async (user, stage) => {
        await queue(stage)
        return [
          await user.images('GET', '/v2/tasks?limit=2'),
          await user.images('GET', `/v2/tasks?limit=2&marker=${idOf(stage, 'second')}`),
        ]
      },
      expect: [
        { status: 200, has: { first: '/v2/tasks?limit=2', next: '/v2/tasks?limit=2&marker={second}' } },
        {
          status: 200,
          body: satisfying<{ tasks: object[] }>('the last one', (page) => page.tasks.length === 1 && !('next' in page)),
        },
      ],
    },
    {
      name: 'a page has a hundred tasks, and never more',
      as: 'partner',
      act: async (user) => {
        for (let index = 0; index < 101; index += 1) await create(user, IMPORT)
        return [await user.images('GET', '/v2/tasks'), await user.images('GET', '/v2/tasks?limit=5000')]
      },
      expect: Array.from({ length: 2 }, () => ({
        status: 200,
        has: {
          tasks: satisfying<unknown[]>('100', (tasks) => tasks.length === 100),
          next: matching(/^\/v2\/tasks\?.*marker=/),
        },
      })),
    },
    {
      name: 'tasks are an account’s own',
      as: 'consumer',
      act: async (user, stage) => {
        await queue(stage)
        return user.images('GET', '/v2/tasks')
      },
      expect: { status: 200, has: { tasks: [] } },
    },
    bad('status=nope', 'Invalid status value: nope'),
    bad('type=nope', 'Invalid type value: nope'),
    bad('sort_key=nope', 'Sort key supplied was not valid.'),
    bad('sort_dir=up', 'Invalid sort direction: up'),
    bad('limit=-1', 'limit param must be positive'),
    bad('limit=x', 'limit param must be an integer'),
    bad('marker=abc', 'Invalid marker format'),
    bad(`marker=${MISSING}`, `Task with the given id ${MISSING} was not found`),
    { name: 'without a token', as: 'nobody', act: (user) => user.images('GET', '/v2/tasks'), expect: { status: 401 } },
    { name: 'without a role', as: 'roleless', act: (user) => user.images('GET', '/v2/tasks'), expect: { status: 403 } },
  ],
})
