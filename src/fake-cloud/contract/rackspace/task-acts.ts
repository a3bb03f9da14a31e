/** What cases about tasks do: make one, wait for it by the cloud's clock, look. */
import * as z from 'zod'

import type { Answer, Call } from '#fake-cloud/contract/http.ts'

import type { RackspaceStage, User } from './rackspace-contract.ts'

const SECOND = 1000
const LONGEST_SECONDS = 3600

const Task = z.object({ id: z.string(), status: z.string() })

/** Bodies of the documents' own examples. */
export const IMPORT = {
  type: 'import',
  input: {
    image_properties: { name: 'My excellent custom image' },
    import_from: 'exports/my-excellent-image.vhd',
  },
}
export const exportOf = (image: string, container = 'exports') => ({
  type: 'export',
  input: { image_uuid: image, receiving_swift_container: container },
})

export const create = (user: User, body: Call['body'], headers = {}): Promise<Answer> =>
  user.images('POST', '/v2/tasks', { headers, ...(body !== undefined && { body }) })

export const show = (user: User, id: string): Promise<Answer> => user.images('GET', `/v2/tasks/${id}`)

/** Makes a task. @returns its id, which answers show as `{task}` */
export async function made(user: User, stage: RackspaceStage, body: object): Promise<string> {
  const { id } = Task.parse((await create(user, body)).body)
  stage.name(id, 'task')
  return id
}

/** Turns the clock, second by second, until the task stands there. @throws Error when an hour is not enough */
export async function until(user: User, { fake }: RackspaceStage, id: string, ...statuses: string[]): Promise<Answer> {
  for (let second = 0; second < LONGEST_SECONDS; second += 1) {
    const answer = await show(user, id)
    if (statuses.includes(Task.parse(answer.body).status)) return answer
    fake.turnClock(SECOND)
  }
  throw new Error(`Task ${id} is not ${statuses.join(' or ')} after an hour`)
}

/** Makes a task and follows it to its end, good or bad. */
export const finished = async (user: User, stage: RackspaceStage, body: object): Promise<Answer> =>
  until(user, stage, await made(user, stage, body), 'success', 'failure')

/** A task as the documents print it. */
export const task = (body: { type: string; input: object }, status: string, more: object = {}) => ({
  ...body,
  id: '{task}',
  status,
  owner: '{producer}',
  message: 'None',
  created_at: '{seconds}',
  updated_at: '{seconds}',
  self: '/v2/tasks/{task}',
  schema: '/v2/schemas/task',
  ...more,
})
