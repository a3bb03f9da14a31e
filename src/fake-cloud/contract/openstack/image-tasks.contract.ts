import * as z from 'zod'

import { contract } from '#fake-cloud/contract/contract.ts'
import { matching, without } from '#fake-cloud/contract/matchers.ts'
import { refused } from '#fake-cloud/contract/shapes.ts'
import { type Caller, must, type Stage } from '#fake-cloud/contract/stage.ts'

const path = (id: string) => `/v2/images/${id}`
const OCTETS = { 'content-type': 'application/octet-stream' }

const tasks = (id: string) => `${path(id)}/tasks`
const TaskIds = z.object({ tasks: z.tuple([z.object({ id: z.string() })]) })

/** The image's one task, once it has come to this end: that is written last, after the image has changed. */
async function ended({ images }: Caller, stage: Stage, id: string, status: 'success' | 'failure') {
  const [task] = must(await images.get(tasks(id)), 200, TaskIds).tasks
  await stage.until(images, `/v2/tasks/${task.id}`, status)
}

/** Follows an import to its end and reads its task. */
async function importedTasks(caller: Caller, stage: Stage) {
  const { images } = await stage.as('producer')
  const id = await stage.image({ disk_format: 'raw', container_format: 'bare' })
  must(await images.put(`${path(id)}/stage`, 'hello world', OCTETS), 204)
  must(await images.post(`${path(id)}/import`, { method: { name: 'glance-direct' } }), 202)
  await stage.until(images, path(id), 'active')
  await ended(await stage.as('producer'), stage, id, 'success')
  return caller.images.get(tasks(id))
}

contract({
  title: 'Tasks of an image',
  source: 'Show tasks associated with image',
  cases: [
    {
      name: 'a finished import',
      as: 'producer',
      act: importedTasks,
      expect: {
        status: 200,
        has: {
          tasks: [
            {
              id: matching(/^[\da-f-]{36}$/),
              type: 'api_image_import',
              owner: '{producer}',
              image_id: '{image}',
              request_id: '{request}',
              user_id: matching(/^[\da-f]{32}$/),
              created_at: '{naive}',
              updated_at: '{naive}',
              deleted: false,
              deleted_at: null,
              input: { image_id: '{image}', import_req: { method: { name: 'glance-direct' } }, backend: ['fast'] },
            },
          ],
        },
      },
    },
    {
      name: 'for a reader of the project too',
      as: 'observer',
      act: importedTasks,
      expect: { status: 200, has: { tasks: [{ type: 'api_image_import', image_id: '{image}' }] } },
    },
    {
      name: 'a failed import: the reason stands here and nowhere on the image',
      as: 'producer',
      act: async (caller, stage) => {
        const { images } = caller
        const id = await stage.image({ disk_format: 'raw', container_format: 'bare' })
        const uri = `${stage.target.objectStoreUrl}/nothing.raw`
        must(await images.post(`${path(id)}/import`, { method: { name: 'web-download', uri } }), 202)
        await stage.untilBody(images, path(id), 'os_glance_failed_import', 'fast')
        await ended(caller, stage, id, 'failure')
        return [await images.get(path(id)), await images.get(tasks(id))]
      },
      expect: [
        { status: 200, has: { status: 'queued' }, body: without('message') },
        { status: 200, has: { tasks: [{ image_id: '{image}', message: matching(/./), result: null }] } },
      ],
    },
    {
      name: 'an image without an import',
      as: 'producer',
      act: async ({ images }, stage) => images.get(tasks(await stage.image())),
      expect: { status: 200, body: { tasks: [] } },
    },
    {
      name: 'of an image that is only seen',
      as: 'stranger',
      act: async ({ images }, stage) => images.get(tasks(await stage.image({ visibility: 'community' }))),
      expect: { status: 200, body: { tasks: [] } },
    },
    {
      name: 'of an image that is not seen',
      as: 'stranger',
      act: async ({ images }, stage) => images.get(tasks(await stage.image())),
      expect: refused(404, 'The resource could not be found.'),
    },
  ],
})
