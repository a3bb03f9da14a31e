/** Tasks: made, shown, listed, never deleted by hand. Source: api §3.11, §8. */
import { servicePaths } from '#fake-cloud/core/cloud.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Resource } from '#fake-cloud/core/router.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'
import { liveToken } from '#fake-cloud/identity/tokens.ts'

import { isObject, readJson } from './body.ts'
import { runExport } from './rackspace-export.ts'
import { runRackspaceImport } from './rackspace-import.ts'
import { requireTaskReader, requireTaskWriter } from './task-access.ts'
import { taskEntity } from './task-entity.ts'
import { listTasks } from './task-list.ts'
import { moveTask, startTask } from './task-run.ts'
import { checkImportFrom, runUpstreamImport } from './upstream-import.ts'

/** Types a body may name. Source: api §3.11 "UP create accepts `import` only"; the other one is accepted and never ends. */
const TYPES = {
  openstack: ['import', 'api_image_import'],
  rackspace: ['import', 'export'],
} as const satisfies Record<string, readonly TaskRow['type'][]>

/** `GET /v2/tasks/{id}` */
const showTask =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { cloud, params } = exchange
    const caller = requireTaskReader(exchange)
    const id = params['taskId'] ?? ''
    const task = region.tasks.get(id, cloud.clock.now())
    if (!task || (task.owner !== caller.projectId && !caller.isAdmin)) {
      throw new Refusal(404, `Could not find task ${id}`)
    }
    return Response.json(taskEntity(task, cloud.flavour))
  }

/** `POST /v2/tasks`. Most of what is wrong with the input shows later: the task is taken and fails. */
const createTask =
  (region: RegionTables): Handle =>
  async (exchange) => {
    const { cloud, request, requestId } = exchange
    const caller = requireTaskWriter(exchange)
    const { type, input } = await readDraft(exchange)
    if (cloud.flavour === 'openstack' && type === 'import') checkImportFrom(cloud, input)
    const task = startTask(cloud, region, {
      type,
      input,
      owner: caller.projectId ?? '',
      imageId: null,
      requestId,
      userId: liveToken(cloud, request.headers.get('x-auth-token'))?.userId ?? '',
    })
    run(exchange, region, task)
    return Response.json(taskEntity(task, cloud.flavour), {
      status: 201,
      headers: { location: `${cloud.baseUrl}${servicePaths.image(region.name)}/v2/tasks/${task.id}` },
    })
  }

function run({ cloud }: Exchange, region: RegionTables, task: TaskRow): void {
  if (cloud.flavour === 'openstack') {
    if (task.type === 'import') runUpstreamImport(cloud, region, task)
    // Nothing picks it up. Source: seen on a real Glance.
    else moveTask(cloud, region, task, { status: 'processing' })
  } else if (task.type === 'export') runExport(cloud, region, task)
  else runRackspaceImport(cloud, region, task)
}

/** @throws Refusal 400 */
async function readDraft(exchange: Exchange): Promise<Pick<TaskRow, 'type' | 'input'>> {
  const body = await readJson(exchange)
  if (!isObject(body)) throw new Refusal(400, 'Unexpected body type. Expected list/dict.')
  const types: readonly TaskRow['type'][] = TYPES[exchange.cloud.flavour]
  for (const field of ['type', 'input']) if (!(field in body)) throw new Refusal(400, `Task '${field}' is required`)
  const unknown = Object.keys(body).find((key) => key !== 'type' && key !== 'input')
  if (unknown !== undefined) throw mismatch(`Additional properties are not allowed ('${unknown}' was unexpected)`)
  const type = types.find((one) => one === body['type'])
  if (!type) throw mismatch(`'${String(body['type'])}' is not one of [${types.map((one) => `'${one}'`).join(', ')}]`)
  const { input } = body
  if (!isObject(input)) throw mismatch(`${JSON.stringify(input)} is not of type 'object'`)
  return { type, input }
}

const mismatch = (text: string) => new Refusal(400, `Provided object does not match schema 'task': ${text}`)

/** `DELETE /v2/tasks/{id}`: tasks go by themselves. */
const keepTask: Handle = (exchange) => {
  requireTaskReader(exchange)
  throw new Refusal(
    405,
    'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time based on their expires_at property.',
    { headers: { allow: 'GET' }, isBare: true },
  )
}

export const taskResources = (region: RegionTables): Resource[] => [
  { path: '/v2/tasks', verbs: { GET: listTasks(region), POST: createTask(region) } },
  { path: '/v2/tasks/:taskId', verbs: { GET: showTask(region), DELETE: keepTask } },
]
