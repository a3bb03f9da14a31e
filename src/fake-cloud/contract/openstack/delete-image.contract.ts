import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'
import type { Stage } from '#fake-cloud/contract/stage.ts'

const path = (id: string) => `/v2/images/${id}`
const notFound = refused(404, 'Failed to find image {image} to delete')

contract({
  title: 'Delete image',
  source: 'Delete image',
  cases: [
    {
      name: 'a queued image, and a second time',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image()
        return [await images.delete(path(id)), await images.delete(path(id)), await images.get(path(id))]
      },
      expect: [
        { ...done, headers: { 'content-type': 'text/html; charset=UTF-8', 'x-openstack-request-id': '{request}' } },
        notFound,
        refused(404, 'No image found with ID {image}'),
      ],
    },
    {
      name: 'an active image takes its data along',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        return [await images.delete(path(id)), await images.get(`${path(id)}/file`)]
      },
      expect: [done, refused(404, 'No image found with ID {image}')],
    },
    {
      name: 'a deactivated image',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        return [await images.post(`${path(id)}/actions/deactivate`), await images.delete(path(id))]
      },
      expect: [done, done],
    },
    {
      name: 'an image with staged data',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image({ disk_format: 'raw', container_format: 'bare' })
        const octets = { 'content-type': 'application/octet-stream' }
        return [await images.put(`${path(id)}/stage`, 'hello', octets), await images.delete(path(id))]
      },
      expect: [done, done],
    },
    {
      name: 'a protected image, before and after its protection ends',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.image({ protected: true })
        return [
          await images.delete(path(id)),
          await images.patch(path(id), [{ op: 'replace', path: '/protected', value: false }]),
          await images.delete(path(id)),
        ]
      },
      expect: [
        refused(403, 'Image {image} is protected and cannot be deleted.'),
        { status: 200, has: { protected: false } },
        done,
      ],
    },
    {
      name: 'an administrator does not get past protection',
      as: 'admin',
      act: async ({ images }, stage) => images.delete(path(await stage.image({ protected: true }))),
      expect: refused(403, 'Image {image} is protected and cannot be deleted.'),
    },
    {
      name: 'an administrator deletes the image of others',
      as: 'admin',
      act: async ({ images }, stage) => images.delete(path(await stage.image({ visibility: 'private' }))),
      expect: done,
    },
    {
      name: 'members go with the image',
      as: 'consumer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('accepted')
        const producer = await stage.as('producer')
        await producer.images.delete(path(id))
        return [await images.get(path(id)), await images.get(`${path(id)}/members`)]
      },
      expect: [refused(404, 'No image found with ID {image}'), refused(404, 'Image {image} not found.')],
    },
    {
      name: 'a private image of others does not exist',
      as: 'stranger',
      act: async ({ images }, stage) => images.delete(path(await stage.image({ visibility: 'private' }))),
      expect: notFound,
    },
    {
      name: 'an id that is no uuid',
      as: 'producer',
      act: ({ images }) => images.delete('/v2/images/abc'),
      expect: refused(404, 'Failed to find image abc to delete'),
    },
    ...(
      [
        ['a member', 'consumer', (stage) => stage.sharedImage('accepted')],
        ['who sees a community image', 'stranger', (stage) => stage.image({ visibility: 'community' })],
        ['a reader of the project', 'observer', (stage) => stage.image()],
      ] as const satisfies readonly (readonly [string, Case['as'], (stage: Stage) => Promise<string>])[]
    ).map(([who, as, image]): Case => ({
      name: `${who} may not`,
      as,
      act: async ({ images }, stage) => images.delete(path(await image(stage))),
      expect: refused(403, 'You are not authorized to complete delete_image action.'),
    })),
    {
      name: 'a body',
      as: 'producer',
      source: 'Bodies on GET/DELETE/PUT-tag',
      act: async ({ images }, stage) => images.send('DELETE', path(await stage.image()), { body: { why: 'old' } }),
      expect: refused(400, 'A body is not expected with this request.'),
    },
    {
      name: 'without a token',
      as: 'nobody',
      act: async ({ images }, stage) => images.delete(path(await stage.image())),
      expect: { status: 401 },
    },
  ],
})
