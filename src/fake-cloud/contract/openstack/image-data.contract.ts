import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { containing } from '#fake-cloud/contract/matchers.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'
import type { Caller } from '#fake-cloud/contract/stage.ts'

const OCTETS = { 'content-type': 'application/octet-stream' }
const RAW = { disk_format: 'raw', container_format: 'bare' }
const file = (id: string) => `/v2/images/${id}/file`
const stage_ = (id: string) => `/v2/images/${id}/stage`

/** Reads a part of an active image that holds "hello world". */
const part = (name: string, range: string, status: number, text: string, contentRange: string | null): Case => ({
  name,
  as: 'producer',
  act: async ({ images }, stage) => images.get(file(await stage.activeImage()), { range }),
  expect: { status, text, headers: { 'content-range': contentRange } },
})

contract({
  title: 'Upload image data',
  source: 'Upload binary image data',
  cases: [
    {
      name: 'data makes the image active at once',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image(RAW)
        return [await images.put(file(id), 'hello world', OCTETS), await images.get(`/v2/images/${id}`)]
      },
      expect: [
        { ...done, headers: { 'content-type': 'text/html; charset=UTF-8', 'x-openstack-request-id': '{request}' } },
        { status: 200, has: { status: 'active', size: 11, stores: 'fast' } },
      ],
    },
    {
      name: 'into a store that is named',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image(RAW)
        const answer = await images.put(file(id), 'hello', { ...OCTETS, 'x-image-meta-store': 'archive' })
        return [answer, await images.get(`/v2/images/${id}`)]
      },
      expect: [done, { status: 200, has: { status: 'active', stores: 'archive' } }],
    },
    {
      name: 'a store that does not exist',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.put(file(await stage.image(RAW)), 'hello', { ...OCTETS, 'x-image-meta-store': 'attic' }),
      expect: { status: 400, has: { message: containing('attic') } },
    },
    {
      name: 'a second time',
      as: 'producer',
      act: async ({ images }, stage) => images.put(file(await stage.activeImage()), 'more', OCTETS),
      expect: refused(409, 'Image status transition from active to saving is not allowed'),
    },
    {
      name: 'without formats; the image stays as it was',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        return [await images.put(file(id), 'hello', OCTETS), await images.get(`/v2/images/${id}`)]
      },
      expect: [
        refused(400, 'Properties disk_format, container_format must be set prior to saving data.'),
        { status: 200, has: { status: 'queued', size: null } },
      ],
    },
    {
      name: 'without one of the formats',
      as: 'producer',
      act: async ({ images }, stage) => images.put(file(await stage.image({ disk_format: 'raw' })), 'hello', OCTETS),
      expect: refused(400, 'Property container_format must be set prior to saving data.'),
    },
    {
      name: 'as another type',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.put(file(await stage.image(RAW)), 'hello', { 'content-type': 'text/plain' }),
      expect: { status: 415 },
    },
    {
      name: 'bytes that do not fit the format are taken',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.put(file(await stage.image({ ...RAW, disk_format: 'qcow2' })), 'no qcow2 at all', OCTETS),
      expect: done,
    },
    {
      name: 'by a reader',
      as: 'observer',
      act: async ({ images }, stage) => images.put(file(await stage.image(RAW)), 'hello', OCTETS),
      expect: refused(403, 'You are not authorized to complete upload_image action.'),
    },
    {
      name: 'by a member',
      as: 'consumer',
      act: async ({ images }, stage) => images.put(file(await stage.sharedImage('accepted', RAW)), 'hello', OCTETS),
      expect: refused(403, 'You are not authorized to complete upload_image action.'),
    },
    {
      name: 'by a stranger',
      as: 'stranger',
      act: async ({ images }, stage) => images.put(file(await stage.image(RAW)), 'hello', OCTETS),
      expect: refused(404, 'No image found with ID {image}'),
    },
  ],
})

contract({
  title: 'Download image data',
  source: 'Download binary image data',
  cases: [
    {
      name: 'the whole of it, with the checksum in hex',
      as: 'producer',
      act: async ({ images }, stage) => images.get(file(await stage.activeImage())),
      expect: {
        status: 200,
        text: 'hello world',
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': '11',
          'content-md5': '5eb63bbbe01eeed093cb22bb8f5acdc3',
          'x-openstack-request-id': '{request}',
          'accept-ranges': null,
          etag: null,
        },
      },
    },
    part('the beginning', 'bytes=0-4', 206, 'hello', 'bytes 0-4/11'),
    part('the middle', 'bytes=2-4', 206, 'llo', 'bytes 2-4/11'),
    part('from a place to the end', 'bytes=6-', 206, 'world', 'bytes 6-10/11'),
    part('the last bytes', 'bytes=-5', 206, 'world', 'bytes 6-10/11'),
    part('past the end, cut there', 'bytes=6-99', 206, 'world', 'bytes 6-10/11'),
    {
      name: 'from beyond the end',
      as: 'producer',
      act: async ({ images }, stage) => images.get(file(await stage.activeImage()), { range: 'bytes=99-' }),
      expect: { status: 416 },
    },
    {
      name: 'two parts at once',
      as: 'producer',
      act: async ({ images }, stage) => images.get(file(await stage.activeImage()), { range: 'bytes=0-1,3-4' }),
      expect: { status: 400 },
    },
    {
      name: 'an image without data',
      as: 'producer',
      act: async ({ images }, stage) => images.get(file(await stage.image())),
      expect: { status: 204, text: '' },
    },
    {
      name: 'by a member',
      as: 'consumer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        const { producer, consumer } = {
          producer: await stage.as('producer'),
          consumer: stage.target.accounts.consumer,
        }
        await producer.images.post(`/v2/images/${id}/members`, { member: consumer.projectId })
        return images.get(file(id))
      },
      expect: { status: 200, text: 'hello world' },
    },
    {
      name: 'by a reader of the project',
      as: 'observer',
      act: async ({ images }, stage) => images.get(file(await stage.activeImage())),
      expect: refused(403, 'You are not authorized to complete download_image action.'),
    },
    {
      name: 'by a stranger',
      as: 'stranger',
      act: async ({ images }, stage) => images.get(file(await stage.activeImage())),
      expect: refused(404, 'No image found with ID {image}'),
    },
    ...(
      [
        ['producer', refused(403, 'The requested image has been deactivated. Image data download is forbidden.')],
        ['admin', { status: 200, text: 'hello world' }],
      ] as const
    ).map(([as, expected]): Case => ({
      name: 'a deactivated image',
      as,
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        await images.post(`/v2/images/${id}/actions/deactivate`)
        return images.get(file(id))
      },
      expect: expected,
    })),
    {
      name: 'an id that never was',
      as: 'producer',
      act: ({ images }) => images.get('/v2/images/abc/file'),
      expect: refused(404, 'No image found with ID abc'),
    },
  ],
})

const staged = async ({ images }: Caller, id: string) => images.put(stage_(id), 'hello world', OCTETS)

contract({
  title: 'Stage image data',
  source: 'Stage binary image data',
  cases: [
    {
      name: 'staged data wait for their import',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stage.image(RAW)
        return [await staged(caller, id), await caller.images.get(`/v2/images/${id}`)]
      },
      expect: [done, { status: 200, has: { status: 'uploading', size: 11, checksum: null } }],
    },
    {
      name: 'a second time',
      as: 'producer',
      act: async (caller, stage) => {
        const id = await stage.image(RAW)
        await staged(caller, id)
        return staged(caller, id)
      },
      expect: refused(409, 'Image status transition from uploading to uploading is not allowed'),
    },
    {
      name: 'an active image',
      as: 'producer',
      act: async (caller, stage) => staged(caller, await stage.activeImage()),
      expect: refused(409, 'Image status transition from active to uploading is not allowed'),
    },
    {
      name: 'as another type',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.put(stage_(await stage.image(RAW)), 'hello', { 'content-type': 'text/plain' }),
      expect: { status: 415 },
    },
    {
      name: 'by a reader',
      as: 'observer',
      act: async (caller, stage) => staged(caller, await stage.image(RAW)),
      expect: refused(403, 'You are not authorized to complete modify_image action.'),
    },
    {
      name: 'by a stranger',
      as: 'stranger',
      act: async (caller, stage) => staged(caller, await stage.image(RAW)),
      expect: refused(404, 'No image found with ID {image}'),
    },
  ],
})
