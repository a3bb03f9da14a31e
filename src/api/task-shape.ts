/** A task as the service writes it. Apart from the calls, for those who only keep what was read. Source: "Tasks". */
import * as z from 'zod/mini'

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema))

const stubFields = {
  id: z.string(),
  /** `import`, `export`; upstream also `api_image_import` and others. */
  type: z.string(),
  /** `pending`, `processing`, `success`, `failure`; an open set. */
  status: z.string(),
  created_at: z.string(),
  updated_at: nullish(z.string()),
  /** Only once it has ended: 48 hours later the service forgets it. */
  expires_at: nullish(z.string()),
}

/** A row of the task list, which tells neither what the task was given nor what came of it. */
export const TaskStub = z.looseObject(stubFields)
export type TaskStub = z.infer<typeof TaskStub>

export const Task = z.looseObject({
  ...stubFields,
  input: nullish(z.record(z.string(), z.unknown())),
  result: nullish(z.record(z.string(), z.unknown())),
  message: nullish(z.string()),
})
export type Task = z.infer<typeof Task>

export const isSettled = ({ status }: Pick<TaskStub, 'status'>) => status === 'success' || status === 'failure'
