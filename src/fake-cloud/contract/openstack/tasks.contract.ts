import * as z from 'zod'

import { type Case, contract, type Expected } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying, without } from '#fake-cloud/contract/matchers.ts'
import { refused } from '#fake-cloud/contract/shapes.ts'
import type { Caller, CallerName, Stage } from '#fake-cloud/contract/stage.ts'

const MISSING = '11111111-2222-4333-8444-555555555555'
/** Nothing listens there. */
const DEAD_END = 'http://127.0.0.1:1/a.raw'

const Created = z.object({ id: z.string() })
const Final = z.object({ updated_at: z.string(), expires_at: z.string() })
const TWO_DAYS = 48 * 3_600_000

const body = (from: string, properties: object = {}) => ({
  type: 'import',
  input: { import_from: from, import_from_format: 'raw', image_properties: properties },
})

/** Starts an import that will fail. @returns the task's id, which answers show as `{task}` */
async function task({ images }: Caller, stage: Stage): Promise<string> {
  const { id } = Created.parse((await images.post('/v2/tasks', body(DEAD_END))).body)
  stage.name(id, 'task')
  return id
}

const entity = {
  id: matching(/^[\da-f-]{36}$/),
  type: 'import',
  owner: '{producer}',
  created_at: '{seconds}',
  updated_at: '{seconds}',
  self: matching(/^\/v2\/tasks\/[\da-f-]{36}$/),
  schema: '/v2/schemas/task',
}

const bad = (query: string, text: string): Case => ({
  name: `"${query}" is refused`,
  as: 'producer',
  act: ({ images }) => images.get(`/v2/tasks?${query}`),
  expect: refused(400, text),
})

const byOther = (as: CallerName, expected: Expected, name: string): Case => ({
  name,
  as,
  act: async ({ images }, stage) => images.get(`/v2/tasks/${await task(await stage.as('producer'), stage)}`),
  expect: expected,
})

contract({
  title: 'Tasks',
  source: 'Tasks',
  cases: [
    {
      name: 'an import is created, pending',
      as: 'producer',
      act: ({ images }) => images.post('/v2/tasks', body(DEAD_END, { name: 'x' })),
      expect: {
        status: 201,
        headers: { location: matching(/^\{images\}\/v2\/tasks\/[\da-f-]{36}$/), 'content-type': 'application/json' },
        body: {
          ...entity,
          status: 'pending',
          input: body(DEAD_END, { name: 'x' }).input,
          message: '',
          result: null,
          request_id: '{request}',
          user_id: matching(/^[\da-f]{32}$/),
        },
      },
    },
    {
      name: 'it fails in the background and expires after 48 hours',
      as: 'producer',
      act: async (caller, stage) => {
        const answer = await stage.until(caller.images, `/v2/tasks/${await task(caller, stage)}`, 'failure')
        const { updated_at: end, expires_at: forgotten } = Final.parse(answer.body)
        // The two are taken one after the other, and a second may pass between them.
        const isTwoDays = Math.abs(Date.parse(forgotten) - Date.parse(end) - TWO_DAYS) <= 1000
        stage.name(forgotten, isTwoDays ? 'two days on' : 'another time')
        return answer
      },
      expect: {
        status: 200,
        has: {
          id: '{task}',
          status: 'failure',
          message: 'Task failed due to Internal Error',
          result: null,
          expires_at: '{two days on}',
        },
      },
    },
    ...(
      [
        ['nowhere', undefined, 'Invalid location: None'],
        ['an empty place', '', 'Invalid location: '],
        [
          'a file',
          'file:///etc/passwd',
          'File based imports are not allowed. Please use a non-local source of image data.',
        ],
        [
          'a protocol it does not speak',
          'ftp://127.0.0.1/a.raw',
          "The given uri is not valid. Please specify a valid uri from the following list of supported uri ['http']",
        ],
        [
          'a host it may not ask',
          'http://example.org/a.raw',
          'URI for legacy import task does not pass filtering: http://example.org/a.raw',
        ],
      ] as const
    ).map(([place, from, text]): Case => ({
      name: `an import from ${place} is refused at once`,
      as: 'producer',
      act: ({ images }) =>
        images.post('/v2/tasks', {
          type: 'import',
          input: { import_from: from, import_from_format: 'raw', image_properties: {} },
        }),
      expect: refused(400, text),
    })),
    ...(['import_from_format', 'image_properties'] as const).map((missing): Case => ({
      name: `an import without ${missing} is taken and fails`,
      as: 'producer',
      act: async ({ images }, stage) => {
        const { input } = body(DEAD_END)
        const { id } = Created.parse(
          (await images.post('/v2/tasks', { type: 'import', input: { ...input, [missing]: undefined } })).body,
        )
        return stage.until(images, `/v2/tasks/${id}`, 'failure')
      },
      expect: { status: 200, has: { status: 'failure', message: `Input does not contain '${missing}' field` } },
    })),
    ...(
      [
        ['no body', undefined, 'Body expected in request.'],
        ['no type', {}, "Task 'type' is required"],
        ['no input', { type: 'import' }, "Task 'input' is required"],
      ] as const
    ).map(([name, given, text]): Case => ({
      name: `${name} is refused`,
      as: 'producer',
      act: ({ images }) => images.post('/v2/tasks', given),
      expect: refused(400, text),
    })),
    {
      name: 'an export is a Rackspace affair',
      as: 'producer',
      act: ({ images }) => images.post('/v2/tasks', { type: 'export', input: {} }),
      expect: { status: 400, has: { message: matching(/'export' is not one of/) } },
    },
    {
      name: 'a list has neither input nor result nor message',
      as: 'producer',
      act: async (caller, stage) => {
        await task(caller, stage)
        return caller.images.get('/v2/tasks?limit=1')
      },
      expect: {
        status: 200,
        has: {
          tasks: satisfying<object[]>(
            'one task in short',
            ([one]) =>
              one !== undefined && !('input' in one) && !('result' in one) && !('message' in one) && 'status' in one,
          ),
          first: '/v2/tasks?limit=1',
          next: matching(/^\/v2\/tasks\?limit=1&marker=/),
          schema: '/v2/schemas/tasks',
        },
      },
    },
    {
      name: 'a list by status',
      as: 'producer',
      act: async (caller, stage) => {
        await stage.until(caller.images, `/v2/tasks/${await task(caller, stage)}`, 'failure')
        return caller.images.get('/v2/tasks?status=failure&type=import&limit=5')
      },
      expect: {
        status: 200,
        has: {
          tasks: satisfying<{ status: string; type: string }[]>(
            'failed imports',
            (rows) => rows.length > 0 && rows.every(({ status, type }) => status === 'failure' && type === 'import'),
          ),
        },
      },
    },
    {
      name: 'a list of nothing',
      as: 'producer',
      act: ({ images }) => images.get('/v2/tasks?limit=0'),
      expect: { status: 200, body: without('next') },
    },
    bad('status=nope', 'Invalid status value: nope'),
    bad('type=export', 'Invalid type value: export'),
    bad('sort_key=nope', 'Sort key supplied was not valid.'),
    bad('sort_dir=up', 'Invalid sort direction: up'),
    bad('limit=-1', 'limit param must be positive'),
    bad('limit=x', 'limit param must be an integer'),
    bad('marker=abc', 'Invalid marker format'),
    bad(`marker=${MISSING}`, `Task with the given id ${MISSING} was not found`),
    {
      name: 'a task that never was',
      as: 'producer',
      act: ({ images }) => images.get(`/v2/tasks/${MISSING}`),
      expect: refused(404, `Could not find task ${MISSING}`),
    },
    {
      name: 'no task is ever deleted by hand',
      as: 'producer',
      act: ({ images }) => images.delete(`/v2/tasks/${MISSING}`),
      expect: {
        status: 405,
        headers: { allow: 'GET' },
        has: {
          message:
            'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time based on their expires_at property.',
        },
      },
    },
    byOther('stranger', refused(404, 'Could not find task {task}'), 'a task of others'),
    byOther(
      'observer',
      refused(403, 'You are not authorized to complete tasks_api_access action.'),
      'tasks are not for readers',
    ),
    byOther('admin', { status: 200, has: { id: '{task}', owner: '{producer}' } }, 'an administrator sees all tasks'),
    {
      name: 'without a token',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/tasks'),
      expect: { status: 401 },
    },
  ],
})
