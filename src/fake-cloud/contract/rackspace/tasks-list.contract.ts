import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'

import { type RackspaceCase, rackspaceContract, type RackspaceStage, refusedPlainly } from './rackspace-contract.ts'
import { create, exportOf, IMPORT, made, until } from './task-acts.ts'

const MISSING = '11111111-2222-4333-8444-555555555555'

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
