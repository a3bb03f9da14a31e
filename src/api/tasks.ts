/**
 * Tasks: Rackspace's imports and exports, and what an upstream service is doing for one image.
 * Source: "Tasks", "GET /v2/images/{id}/tasks".
 */
import * as z from 'zod/mini'
import { recordAct } from './acts.ts'
import { callImages } from './client.ts'
import { ApiError, isLost } from './errors.ts'
import { faultText } from './fault-text.ts'
import { sendCall } from './image-writes.ts'
import { imagePath } from './images.ts'
import type { SignedIn } from './session.ts'
import { isSettled, Task, TaskStub } from './task-shape.ts'

/** What a task is asked for. `import_from` is `container/object`; of properties the service takes `name` alone. */
export type TaskInput =
  | { type: 'import'; input: { image_properties: { name: string }; import_from: string } }
  | { type: 'export'; input: { image_uuid: string; receiving_swift_container: string } }

const taskPath = (taskId: string) => `/tasks/${encodeURIComponent(taskId)}`

/** As many as Rackspace puts on a page. */
const PAGE = 100
/** An account makes fewer in the 48 hours that the service remembers; one that makes more sees its newest. */
const MOST_PAGES = 4

/**
 * Tasks of the account, newest first.
 * @param goesOn told of each full page: whether the one after it is wanted too; by default no
 * @throws ApiError; `forbidden` where tasks are the administrator's
 */
export async function readTasks(
  region: string,
  signal?: AbortSignal,
  goesOn: (page: readonly TaskStub[]) => boolean = () => false,
): Promise<TaskStub[]> {
  const shape = z.object({ tasks: z.array(TaskStub) })
  const all: TaskStub[] = []
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE) })
    const last = all.at(-1)
    if (last) query.set('marker', last.id)
    const { tasks } = await callImages(region, `/tasks?${query}`, shape, signal ? { signal } : {})
    all.push(...tasks)
    if (tasks.length < PAGE || page === MOST_PAGES || !goesOn(tasks)) return all
  }
}

/** @throws ApiError; `missing` for a task that never was, and for one that has expired */
export const readTask = (region: string, taskId: string, signal?: AbortSignal): Promise<Task> =>
  callImages(region, taskPath(taskId), Task, signal ? { signal } : {})

/** What the service did and does for one image, newest first. Empty for those who may not see it. @throws ApiError */
export const readImageTasks = async (region: string, imageId: string, signal?: AbortSignal): Promise<Task[]> => {
  const shape = z.object({ tasks: z.array(Task) })
  const { tasks } = await callImages(region, `${imagePath(imageId)}/tasks`, shape, signal ? { signal } : {})
  return tasks.toSorted((a, b) => b.created_at.localeCompare(a.created_at))
}

/**
 * Starts an import or an export. An answer that was lost may stand for a task that was made: it is looked for before
 * the failure is believed, so that nobody imports twice.
 * @param about for the record of acts
 * @throws ApiError
 */
export async function createTask(
  session: SignedIn,
  region: string,
  task: TaskInput,
  about: { what: string; imageId: string | null; imageName: string | null },
): Promise<Task> {
  const call = { region, method: 'POST' as const, path: '/tasks', body: task }
  const begun = Date.now()
  try {
    const { data, requestId } = await sendCall(call, Task)
    recordAct(session, { ...about, call, requestId, failure: null })
    return data
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const made = isLost(error) ? await findTask(region, task, begun).catch(() => null) : null
    const failure = made ? null : faultText(error, 'The task').detail
    recordAct(session, { ...about, call, requestId: error.requestId, failure })
    if (made) return made
    throw error
  }
}

/** A service's clock may be this far from ours. */
const CLOCK_DIFFERENCE_MS = 60_000

/** The task made with this input since then, if there is one. */
async function findTask(region: string, { type, input }: TaskInput, sinceMs: number): Promise<Task | null> {
  const stubs = await readTasks(region)
  for (const stub of stubs) {
    if (stub.type !== type || isSettled(stub)) continue
    if (Date.parse(stub.created_at) < sinceMs - CLOCK_DIFFERENCE_MS) continue
    const task = await readTask(region, stub.id)
    if (isSameInput(task.input, input)) return task
  }
  return null
}

const isSameInput = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const mine = Object.entries(one)
  const theirs = new Map(Object.entries(other))
  return mine.length === theirs.size && mine.every(([key, value]) => isSameInput(value, theirs.get(key)))
}
