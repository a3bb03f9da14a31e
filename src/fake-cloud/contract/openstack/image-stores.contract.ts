import { contract } from '#fake-cloud/contract/contract.ts'
import { matching, satisfying } from '#fake-cloud/contract/matchers.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'
import { must, type Stage } from '#fake-cloud/contract/stage.ts'

const path = (id: string) => `/v2/images/${id}`

/** An image in both stores. */
async function copiedImage(stage: Stage): Promise<string> {
  const id = await stage.activeImage()
  const { images } = await stage.as('admin')
  must(await images.post(`${path(id)}/import`, { method: { name: 'copy-image' }, stores: ['archive'] }), 202)
  await stage.untilBody(images, path(id), 'stores', 'fast,archive')
  // Until the work lets go of the image it may still write the store back.
  await stage.untilBody(images, path(id), 'os_glance_import_task', undefined)
  return id
}

interface Usage {
  usage: Record<string, { limit: number; usage: number }>
}

contract({
  title: 'Stores and usage',
  source: 'Multiple stores',
  cases: [
    {
      name: 'stores; flags are texts, and absent when false',
      as: 'observer',
      act: ({ images }) => images.get('/v2/info/stores'),
      expect: {
        status: 200,
        body: {
          stores: [
            { id: 'fast', description: matching(/./), default: 'true' },
            { id: 'archive', description: matching(/./) },
          ],
        },
      },
    },
    {
      name: 'stores without a token',
      as: 'nobody',
      act: ({ images }) => images.get('/v2/info/stores'),
      expect: { status: 401 },
    },
    {
      name: 'details of stores are for administrators',
      as: 'producer',
      act: ({ images }) => images.get('/v2/info/stores/detail'),
      expect: refused(403, 'You are not authorized to complete stores_info_detail action.'),
    },
    {
      name: 'details of stores',
      as: 'admin',
      act: ({ images }) => images.get('/v2/info/stores/detail'),
      expect: {
        status: 200,
        has: {
          stores: [
            { id: 'fast', default: 'true', type: 'file' },
            { id: 'archive', type: 'file' },
          ],
        },
      },
    },
    {
      name: 'data leave one of two stores',
      as: 'admin',
      act: async ({ images }, stage) => {
        const id = await copiedImage(stage)
        return [
          await images.delete(`/v2/stores/archive/${id}`),
          await images.delete(`/v2/stores/archive/${id}`),
          await images.get(path(id)),
        ]
      },
      expect: [
        done,
        refused(
          403,
          'Cannot delete image data from the only store containing it. Consider deleting the image instead.',
        ),
        { status: 200, has: { stores: 'fast', status: 'active' } },
      ],
    },
    {
      name: 'the last copy stays',
      as: 'admin',
      act: async ({ images }, stage) => images.delete(`/v2/stores/fast/${await stage.activeImage()}`),
      expect: refused(
        403,
        'Cannot delete image data from the only store containing it. Consider deleting the image instead.',
      ),
    },
    {
      name: 'leaving a store is for administrators',
      as: 'producer',
      act: async ({ images }, stage) => images.delete(`/v2/stores/fast/${await stage.activeImage()}`),
      expect: { status: 403 },
    },
    {
      name: 'a store that does not exist',
      as: 'admin',
      act: async ({ images }, stage) => images.delete(`/v2/stores/attic/${await stage.activeImage()}`),
      expect: { status: 409 },
    },
    {
      name: 'an image that never was',
      as: 'admin',
      act: ({ images }) => images.delete('/v2/stores/fast/11111111-2222-4333-8444-555555555555'),
      expect: { status: 404 },
    },
    {
      name: 'usage of the project, beside its limits',
      as: 'capped',
      source: 'Quota usage',
      act: ({ images }) => images.get('/v2/info/usage'),
      expect: {
        status: 200,
        body: satisfying<Usage>('usage and limit of four resources', ({ usage }) =>
          ['image_size_total', 'image_stage_total', 'image_count_total', 'image_count_uploading'].every(
            (name) => Number.isInteger(usage[name]?.limit) && Number.isInteger(usage[name]?.usage),
          ),
        ),
      },
    },
    {
      name: 'limits of another project',
      as: 'capped',
      source: 'Quota usage',
      act: ({ images }) => images.get('/v2/info/usage'),
      expect: {
        status: 200,
        has: {
          usage: {
            image_size_total: { limit: 4 },
            image_stage_total: { limit: 4 },
            image_count_total: { limit: 5 },
            image_count_uploading: { limit: 2 },
          },
        },
      },
    },
    {
      name: 'usage without a token',
      as: 'nobody',
      source: 'Quota usage',
      act: ({ images }) => images.get('/v2/info/usage'),
      expect: { status: 401 },
    },
  ],
})
