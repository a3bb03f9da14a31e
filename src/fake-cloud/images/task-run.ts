/** How tasks come into being and move on. Source: api §3.11 "Status machine". */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { uuidOf } from '#fake-cloud/core/ids.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'

/** Milliseconds a final task is kept. Source: api §3.11 "`expires_at` = finish time + 48 h". */
export const TASK_LIFE = 48 * 3_600_000

const wholeSecond = (moment: number) => Math.floor(moment / 1000) * 1000

/** Milliseconds since the epoch, whole seconds, as rows are stamped. */
export const stampOf = (cloud: FakeCloud): number => wholeSecond(cloud.clock.now())

/** What the maker of a task says of it. */
export type TaskDraft = Pick<TaskRow, 'type' | 'owner' | 'input' | 'imageId' | 'requestId' | 'userId'>

/** Puts a new task into the table; its id follows from the request that made it. */
export function startTask(cloud: FakeCloud, region: RegionTables, draft: TaskDraft): TaskRow {
  const now = stampOf(cloud)
  const task: TaskRow = {
    ...draft,
    id: uuidOf(`${cloud.name} ${region.name} task ${draft.requestId}`),
    status: 'pending',
    result: null,
    message: '',
    createdAt: now,
    updatedAt: now,
    expiresAt: null,
  }
  region.tasks.put(task)
  return task
}

/** Moves a task on; a final status starts the time it is kept. */
export function moveTask(
  cloud: FakeCloud,
  region: RegionTables,
  task: TaskRow,
  change: Partial<Pick<TaskRow, 'status' | 'result' | 'message' | 'imageId'>>,
): TaskRow {
  const now = stampOf(cloud)
  const isNowFinal = change.status === 'success' || change.status === 'failure'
  const moved: TaskRow = {
    ...task,
    ...change,
    updatedAt: now,
    expiresAt: isNowFinal ? now + TASK_LIFE : task.expiresAt,
  }
  region.tasks.put(moved)
  return moved
}

/** One step of something that takes its time. */
export interface Step {
  /** Milliseconds after the step before it. */
  after: number
  /** Returns false when nothing is to follow. */
  act: () => boolean
}

/** Runs steps one after the other. When time leaps, each still has its own moment. @param from milliseconds */
export function schedule(cloud: FakeCloud, steps: readonly Step[], from = cloud.clock.now()): void {
  const [first, ...others] = steps
  if (!first) return
  const moment = from + first.after
  cloud.clock.at(moment, () => {
    if (first.act()) schedule(cloud, others, moment)
  })
}

/** Why a task failed, in the words its `message` shows. */
export class TaskFailure extends Error {}

/** Milliseconds a task waits to be picked up, and works. */
export const TASK_PACE = { pending: 2_000, processing: 6_000 } as const

/**
 * Takes a task through pending and processing to its end.
 * @param work makes the result, at the end of processing; a TaskFailure it throws becomes the message
 */
export function runTask(
  cloud: FakeCloud,
  region: RegionTables,
  task: TaskRow,
  work: () => Record<string, unknown>,
): void {
  let current = task
  const move = (change: Parameters<typeof moveTask>[3]): boolean => {
    current = moveTask(cloud, region, current, change)
    return true
  }
  const finish = (): boolean => {
    try {
      return move({ status: 'success', result: work() })
    } catch (error) {
      if (!(error instanceof TaskFailure)) throw error
      return move({ status: 'failure', message: error.message })
    }
  }
  schedule(cloud, [
    { after: TASK_PACE.pending, act: () => move({ status: 'processing' }) },
    { after: TASK_PACE.processing, act: finish },
  ])
}
