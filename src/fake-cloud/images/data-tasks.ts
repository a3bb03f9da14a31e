/** `GET /v2/images/{id}/tasks` and `/info/import`. Source: api §3.12, §3.13. */
import { isoNaive } from '#fake-cloud/core/clock.ts'
import type { RegionTables } from '#fake-cloud/core/db.ts'
import type { ImageRow } from '#fake-cloud/core/image-table.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Exchange, Handle, Resource } from '#fake-cloud/core/router.ts'
import type { TaskRow } from '#fake-cloud/core/task-table.ts'

import { readableImage } from './access.ts'
import { callerOf, requireRight } from './caller.ts'

/** A row as the table holds it: naive times, and the marks of a deleted row. */
const rowEntity = (task: TaskRow) => ({
  id: task.id,
  type: task.type,
  status: task.status,
  owner: task.owner,
  expires_at: task.expiresAt === null ? null : isoNaive(task.expiresAt),
  created_at: isoNaive(task.createdAt),
  updated_at: isoNaive(task.updatedAt),
  deleted_at: null,
  deleted: false,
  image_id: task.imageId,
  request_id: task.requestId,
  user_id: task.userId,
  input: task.input,
  result: task.result,
  message: task.message,
})

/** This call alone hides which id it did not find. @throws Refusal 404 */
function seenImage(exchange: Exchange, region: RegionTables): ImageRow {
  try {
    return readableImage(exchange.cloud, region, callerOf(exchange), exchange.params['imageId'] ?? '')
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(404, 'The resource could not be found.') : error
  }
}

const listImageTasks =
  (region: RegionTables): Handle =>
  (exchange) => {
    const { cloud } = exchange
    const caller = callerOf(exchange)
    requireRight(exchange, caller.mayRead, 'get_image')
    const image = seenImage(exchange, region)
    const tasks = region.tasks
      .all(cloud.clock.now())
      .filter((task) => task.imageId === image.id && (caller.isAdmin || task.owner === caller.projectId))
    return Response.json({ tasks: tasks.map(rowEntity) })
  }

const listImportMethods: Handle = (exchange) => {
  callerOf(exchange)
  return Response.json({
    'import-methods': {
      description: 'Import methods available.',
      type: 'array',
      value: ['glance-direct', 'web-download', 'copy-image'],
    },
  })
}

export const imageTaskResources = (region: RegionTables): Resource[] => [
  { path: '/v2/images/:imageId/tasks', verbs: { GET: listImageTasks(region) }, methodsUnnamed: true },
  { path: '/v2/info/import', verbs: { GET: listImportMethods } },
]
