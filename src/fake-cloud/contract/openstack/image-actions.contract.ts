import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { without } from '#fake-cloud/contract/matchers.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'

const act = (id: string, action: string) => `/v2/images/${id}/actions/${action}`

contract({
  title: 'Deactivate and reactivate image',
  source: 'Image actions',
  cases: [
    {
      name: 'there and back, each repeatable; stores are not shown meanwhile',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage({ name: 'data' })
        return [
          await images.post(act(id, 'deactivate')),
          await images.post(act(id, 'deactivate')),
          await images.get(`/v2/images/${id}`),
          await images.post(act(id, 'reactivate')),
          await images.post(act(id, 'reactivate')),
          await images.get(`/v2/images/${id}`),
        ]
      },
      expect: [
        done,
        done,
        { status: 200, has: { status: 'deactivated' }, body: without('stores') },
        done,
        done,
        { status: 200, has: { status: 'active', stores: 'fast' } },
      ],
    },
    {
      name: 'the owner brings back what an administrator deactivated',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.activeImage()
        const admin = await stage.as('admin')
        return [await admin.images.post(act(id, 'deactivate')), await images.post(act(id, 'reactivate'))]
      },
      expect: [done, done],
    },
    ...(['deactivate', 'reactivate'] as const).flatMap((action): Case[] => [
      {
        name: `${action} a queued image`,
        as: 'producer',
        act: async ({ images }, stage) => images.post(act(await stage.image(), action)),
        expect: refused(403, `Not allowed to ${action} image in status 'queued'`),
      },
      {
        name: `${action} with a body`,
        as: 'producer',
        act: async ({ images }, stage) => images.post(act(await stage.activeImage(), action), {}),
        expect: refused(400, 'A body is not expected with this request.'),
      },
      {
        name: `${action} the image of others, seen`,
        as: 'stranger',
        act: async ({ images }, stage) =>
          images.post(act(await stage.activeImage({ visibility: 'community' }), action)),
        expect: refused(403, `You are not authorized to complete ${action} action.`),
      },
      {
        name: `${action} the image of others, not seen`,
        as: 'stranger',
        act: async ({ images }, stage) => images.post(act(await stage.activeImage(), action)),
        expect: refused(404, 'No image found with ID {image}'),
      },
      {
        name: `${action} as a reader`,
        as: 'observer',
        act: async ({ images }, stage) => images.post(act(await stage.activeImage(), action)),
        expect: refused(403, `You are not authorized to complete ${action} action.`),
      },
    ]),
    {
      name: 'an action that does not exist',
      as: 'producer',
      act: async ({ images }, stage) => images.post(act(await stage.image(), 'explode')),
      expect: { status: 404 },
    },
    {
      name: 'an action cannot be read',
      as: 'producer',
      act: async ({ images }, stage) => images.get(act(await stage.image(), 'deactivate')),
      expect: { status: 405, headers: { allow: 'POST' } },
    },
  ],
})
