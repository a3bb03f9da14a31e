/** `GET /v2/tasks`. Source: api §3.11; texts and the order of ties as a real Glance has them. */
import type { Flavour } from '#lib/contract.ts'

import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle } from '#fake-cloud/core/router.ts'
import { isFinal, type TaskRow } from '#fake-cloud/core/task-table.ts'

import type { Caller } from './caller.ts'
import { isSortDirection, parseLimit } from './list-query.ts'
import { requireTaskReader } from './task-access.ts'
import { taskStub } from './task-entity.ts'

const PAGE = { openstack: { normal: 25, most: 1000 }, rackspace: { normal: 100, most: 100 } }
/** Types a filter knows; upstream lists more than it can filter. Source: api §3.11 "List query". */
const TYPES = { openstack: ['import'], rackspace: ['import', 'export'] }
const STATUSES = ['pending', 'processing', 'success', 'failure']
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

const valueOf: Record<string, (task: TaskRow) => string | number> = {
  id: (task) => task.id,
  type: (task) => task.type,
  status: (task) => task.status,
  owner: (task) => task.owner,
  created_at: (task) => task.createdAt,
  updated_at: (task) => task.updatedAt,
  expires_at: (task) => (isFinal(task) ? (task.expiresAt ?? 0) : 0),
}

export const listTasks =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { cloud, url } = exchange
    const caller = requireTaskReader(exchange)
    const query = url.searchParams
    const limit = parseLimit(query.get('limit') ?? undefined, PAGE[cloud.flavour])
    const matches = filterOf(query, cloud.flavour)
    const ordered = inOrder(region.tasks.all(cloud.clock.now()).filter(seenBy(caller)), query)
    const page = after(ordered, query.get('marker')).filter(matches).slice(0, limit)
    const last = page.at(-1)
    return Response.json({
      tasks: page.map(taskStub),
      first: linkOf(query),
      schema: '/v2/schemas/tasks',
      ...(last && page.length === limit && { next: linkOf(query, last.id) }),
    })
  }

const seenBy =
  (caller: Caller) =>
  (task: TaskRow): boolean =>
    caller.isAdmin || task.owner === caller.projectId

/** Any other key is let pass. @throws Refusal 400 */
function filterOf(query: URLSearchParams, flavour: Flavour): (task: TaskRow) => boolean {
  const [status, type, owner] = [query.get('status'), query.get('type'), query.get('owner')]
  if (status !== null && !STATUSES.includes(status)) throw new Refusal(400, `Invalid status value: ${status}`)
  if (type !== null && !TYPES[flavour].includes(type)) throw new Refusal(400, `Invalid type value: ${type}`)
  return (task) =>
    (status === null || task.status === status) &&
    (type === null || task.type === type) &&
    (owner === null || task.owner === owner)
}

/** @throws Refusal 400 */
function inOrder(tasks: TaskRow[], query: URLSearchParams): TaskRow[] {
  const key = valueOf[query.get('sort_key') ?? 'created_at']
  const direction = query.get('sort_dir') ?? 'desc'
  if (!isSortDirection(direction)) throw new Refusal(400, `Invalid sort direction: ${direction}`)
  if (!key) throw new Refusal(400, 'Sort key supplied was not valid.')
  const sign = direction === 'asc' ? 1 : -1
  const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : Number(a > b))
  return tasks.toSorted(
    (a, b) => sign * (compare(key(a), key(b)) || compare(a.createdAt, b.createdAt) || compare(a.id, b.id)),
  )
}

/** @throws Refusal 400 */
function after(tasks: TaskRow[], marker: string | null): TaskRow[] {
  if (marker === null) return tasks
  if (!UUID.test(marker)) throw new Refusal(400, 'Invalid marker format')
  const position = tasks.findIndex((task) => task.id === marker)
  if (position < 0) throw new Refusal(400, `Task with the given id ${marker} was not found`)
  return tasks.slice(position + 1)
}

/** The query as it came, with a new marker; of a repeated key the last value stays. Source: api §3.4 "lose repeated". */
function linkOf(query: URLSearchParams, marker?: string): string {
  const kept = new URLSearchParams([...new Map(query)].filter(([name]) => name !== 'marker'))
  if (marker !== undefined) kept.set('marker', marker)
  return kept.size === 0 ? '/v2/tasks' : `/v2/tasks?${kept.toString()}`
}
