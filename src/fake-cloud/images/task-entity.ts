/** A task as the services write it. Source: api §3.11 "Entity". */
import type { Flavour } from '#lib/contract.ts'

import { isoSeconds } from '#fake-cloud/core/clock.ts'
import { isFinal, type TaskRow } from '#fake-cloud/core/task-table.ts'

/** One row of a list: what the task was given, made and said is left out. */
export const taskStub = (task: TaskRow) => ({
  id: task.id,
  type: task.type,
  status: task.status,
  owner: task.owner,
  created_at: isoSeconds(task.createdAt),
  updated_at: isoSeconds(task.updatedAt),
  self: `/v2/tasks/${task.id}`,
  schema: '/v2/schemas/task',
  // Only a final task has an end. Source: api §3.11 "Status machine".
  ...(isFinal(task) && task.expiresAt !== null && { expires_at: isoSeconds(task.expiresAt) }),
})

export const taskEntity = (task: TaskRow, flavour: Flavour) =>
  flavour === 'rackspace' ? rackspaceTask(task) : upstreamTask(task)

/** Null fields are left out, as with images, and nothing to say is a word. Source: "Get task details", its examples. */
const rackspaceTask = (task: TaskRow) => ({
  ...taskStub(task),
  input: task.input,
  ...(task.result && { result: task.result }),
  message: task.message || 'None',
})

const upstreamTask = (task: TaskRow) => ({
  ...taskStub(task),
  input: task.input,
  result: task.result,
  message: task.message,
  request_id: task.requestId,
  user_id: task.userId,
  ...(task.imageId !== null && { image_id: task.imageId }),
})
