/** Tasks of one region. Source: api §3.11 "Tasks", §3.12. */

export type TaskStatus = 'pending' | 'processing' | 'success' | 'failure'

/** One task as the fake stores it. Rows are never changed in place: `TaskTable.put` replaces them. */
export interface TaskRow {
  readonly id: string
  readonly type: 'import' | 'export' | 'api_image_import'
  readonly status: TaskStatus
  readonly owner: string
  readonly input: Readonly<Record<string, unknown>>
  readonly result: Readonly<Record<string, unknown>> | null
  /** What went wrong or how far it is; empty when there is nothing to say. */
  readonly message: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
  /** Milliseconds since the epoch; null until the task is final. */
  readonly expiresAt: number | null
  readonly imageId: string | null
  readonly requestId: string
  readonly userId: string
}

export const isFinal = ({ status }: TaskRow): boolean => status === 'success' || status === 'failure'

export class TaskTable {
  readonly #rows = new Map<string, TaskRow>()

  /** The task, unless it was forgotten since. @param now milliseconds */
  get(id: string, now: number): TaskRow | undefined {
    const row = this.#rows.get(id)
    return row && !isForgotten(row, now) ? row : undefined
  }

  put(row: TaskRow): void {
    this.#rows.set(row.id, row)
  }

  /** Every task that is not forgotten. @param now milliseconds */
  all(now: number): TaskRow[] {
    return [...this.#rows.values()].filter((row) => !isForgotten(row, now))
  }
}

const isForgotten = ({ expiresAt }: TaskRow, now: number): boolean => expiresAt !== null && expiresAt <= now
