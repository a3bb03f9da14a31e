import * as z from 'zod'

import { containing, matching } from '#fake-cloud/contract/matchers.ts'

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
