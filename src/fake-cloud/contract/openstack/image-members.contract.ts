import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import { satisfying } from '#fake-cloud/contract/matchers.ts'
import { done, refused } from '#fake-cloud/contract/shapes.ts'

const OTHER = 'some-other-project'
const members = (id: string) => `/v2/images/${id}/members`
const member = (id: string, project: string) => `${members(id)}/${project}`

const entity = (status: string) => ({
  image_id: '{image}',
  member_id: '{consumer}',
  status,
  created_at: '{seconds}',
  updated_at: '{seconds}',
  schema: '/v2/schemas/member',
})

contract({
  title: 'Image members',
  source: 'Image members',
  cases: [
    {
      name: 'a project becomes a member, pending, with 200 and not 201',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.post(members(await stage.image()), { member: stage.target.accounts.consumer.projectId }),
      expect: { status: 200, headers: { 'content-type': 'application/json' }, body: entity('pending') },
    },
    {
      name: 'twice',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.post(members(await stage.sharedImage()), { member: stage.target.accounts.consumer.projectId }),
      expect: refused(409, 'Member {consumer} is duplicated for image {image}'),
    },
    {
      name: 'a project nobody has heard of',
      as: 'producer',
      act: async ({ images }, stage) => images.post(members(await stage.image()), { member: OTHER }),
      expect: { status: 200, body: { ...entity('pending'), member_id: OTHER } },
    },
    {
      name: 'the owner itself',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.post(members(await stage.image()), { member: stage.target.accounts.producer.projectId }),
      expect: { status: 200, body: { ...entity('pending'), member_id: '{producer}' } },
    },
    ...(
      [
        ['no member in it', {}, 'Member to be added not specified'],
        ['an empty member', { member: '' }, "Member can't be empty"],
        ['a list', ['x'], 'Expected a member in the form: {"member": "image_id"}'],
        ['no body', undefined, 'Body expected in request.'],
        ['no JSON', '{', 'Malformed JSON in request body.'],
      ] as const
    ).map(([name, body, text]): Case => ({
      name: `a member call with ${name}`,
      as: 'producer',
      act: async ({ images }, stage) => images.post(members(await stage.image()), body),
      expect: refused(400, text),
    })),
    {
      name: 'a project id of 256 characters takes the service down',
      as: 'producer',
      act: async ({ images }, stage) => images.post(members(await stage.image()), { member: 'x'.repeat(256) }),
      expect: { status: 500 },
    },
    ...(['private', 'community'] as const).flatMap((visibility): Case[] => [
      {
        name: `a ${visibility} image takes no members`,
        as: 'producer',
        act: async ({ images }, stage) => images.post(members(await stage.image({ visibility })), { member: OTHER }),
        expect: refused(403, 'Not allowed to create members for image {image}.'),
      },
      {
        name: `a ${visibility} image has no list of members`,
        as: 'producer',
        act: async ({ images }, stage) => images.get(members(await stage.image({ visibility }))),
        expect: refused(403, 'Not allowed to list members for image {image}: Only shared images have members.'),
      },
      {
        name: `no member of a ${visibility} image can be shown`,
        as: 'producer',
        act: async ({ images }, stage) => images.get(member(await stage.image({ visibility }), OTHER)),
        expect: { status: 404 },
      },
    ]),
    {
      name: 'the owner lists all members',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('accepted')
        await images.post(members(id), { member: OTHER })
        return images.get(members(id))
      },
      expect: {
        status: 200,
        body: {
          // In no order that could be relied on.
          members: satisfying<unknown[]>('two members', (rows) => rows.length === 2),
          schema: '/v2/schemas/members',
        },
      },
    },
    {
      name: 'an image without members has an empty list',
      as: 'producer',
      act: async ({ images }, stage) => images.get(members(await stage.image())),
      expect: { status: 200, body: { members: [], schema: '/v2/schemas/members' } },
    },
    {
      name: 'a member lists itself alone',
      as: 'consumer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('rejected')
        const producer = await stage.as('producer')
        await producer.images.post(members(id), { member: OTHER })
        return images.get(members(id))
      },
      expect: { status: 200, body: { members: [entity('rejected')], schema: '/v2/schemas/members' } },
    },
    ...(['producer', 'consumer', 'observer', 'admin'] as const).map((as): Case => ({
      name: 'shows a member',
      as,
      act: async ({ images }, stage) =>
        images.get(member(await stage.sharedImage(), stage.target.accounts.consumer.projectId)),
      expect: { status: 200, body: entity('pending') },
    })),
    {
      name: 'a project that is no member',
      as: 'producer',
      act: async ({ images }, stage) => images.get(member(await stage.image(), OTHER)),
      expect: refused(404, `${OTHER} not found in the member list of the image {image}.`),
    },
    {
      name: 'a member sees no other member',
      as: 'consumer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage()
        const producer = await stage.as('producer')
        await producer.images.post(members(id), { member: OTHER })
        return images.get(member(id, OTHER))
      },
      expect: { status: 404 },
    },
    ...(['accepted', 'rejected', 'pending'] as const).map((status): Case => ({
      name: `a member says ${status}`,
      as: 'consumer',
      act: async ({ images }, stage) =>
        images.put(member(await stage.sharedImage('accepted'), stage.target.accounts.consumer.projectId), { status }),
      expect: { status: 200, body: entity(status) },
    })),
    {
      name: 'an administrator answers for a member',
      as: 'admin',
      act: async ({ images }, stage) =>
        images.put(member(await stage.sharedImage(), stage.target.accounts.consumer.projectId), { status: 'accepted' }),
      expect: { status: 200, body: entity('accepted') },
    },
    {
      name: 'the owner may not answer for a member',
      as: 'producer',
      act: async ({ images }, stage) =>
        images.put(member(await stage.sharedImage(), stage.target.accounts.consumer.projectId), { status: 'accepted' }),
      expect: refused(403, 'You are not authorized to complete modify_member action.'),
    },
    {
      name: 'a stranger finds no image to answer for',
      as: 'stranger',
      act: async ({ images }, stage) =>
        images.put(member(await stage.sharedImage(), stage.target.accounts.consumer.projectId), { status: 'accepted' }),
      expect: refused(404, 'Image {image} not found.'),
    },
    ...(
      [
        [
          'an answer that does not exist',
          { status: 'maybe' },
          'Incorrect request: Status must be "pending", "accepted" or "rejected".',
        ],
        ['no answer', {}, 'Status not specified'],
        ['a list for an answer', ['accepted'], 'Expected a status in the form: {"status": "status"}'],
      ] as const
    ).map(([name, body, text]): Case => ({
      name,
      as: 'consumer',
      act: async ({ images }, stage) =>
        images.put(member(await stage.sharedImage(), stage.target.accounts.consumer.projectId), body),
      expect: refused(400, text),
    })),
    {
      name: 'the owner removes a member, who loses the image',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('accepted')
        const consumer = await stage.as('consumer')
        const row = member(id, stage.target.accounts.consumer.projectId)
        return [await images.delete(row), await images.delete(row), await consumer.images.get(`/v2/images/${id}`)]
      },
      expect: [
        done,
        refused(404, '{consumer} not found in the member list of the image {image}.'),
        refused(404, 'No image found with ID {image}'),
      ],
    },
    {
      name: 'who comes back starts as pending',
      as: 'producer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('accepted')
        const consumer = stage.target.accounts.consumer.projectId
        await images.delete(member(id, consumer))
        return images.post(members(id), { member: consumer })
      },
      expect: { status: 200, body: entity('pending') },
    },
    {
      name: 'a member cannot leave',
      as: 'consumer',
      act: async ({ images }, stage) =>
        images.delete(member(await stage.sharedImage(), stage.target.accounts.consumer.projectId)),
      expect: refused(403, 'You are not authorized to complete delete_member action.'),
    },
    {
      name: 'a member invites nobody',
      as: 'consumer',
      act: async ({ images }, stage) => images.post(members(await stage.sharedImage('accepted')), { member: OTHER }),
      expect: refused(403, 'You are not authorized to complete add_member action.'),
    },
    {
      name: 'a reader invites and removes nobody',
      as: 'observer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage()
        return [
          await images.post(members(id), { member: OTHER }),
          await images.delete(member(id, stage.target.accounts.consumer.projectId)),
        ]
      },
      expect: [
        refused(403, 'You are not authorized to complete add_member action.'),
        refused(403, 'You are not authorized to complete delete_member action.'),
      ],
    },
    ...(
      [
        ['list', 'GET', ''],
        ['show', 'GET', '/x'],
        ['add', 'POST', ''],
        ['remove', 'DELETE', '/x'],
      ] as const
    ).map(([verb, method, rest]): Case => ({
      name: `a stranger finds no image whose members to ${verb}`,
      as: 'stranger',
      act: async ({ images }, stage) =>
        images.send(
          method,
          `${members(await stage.sharedImage())}${rest}`,
          method === 'POST' ? { body: { member: OTHER } } : {},
        ),
      expect: refused(404, 'Image {image} not found.'),
    })),
    {
      name: 'private hides the image from its members, shared gives it back as it was',
      as: 'consumer',
      act: async ({ images }, stage) => {
        const id = await stage.sharedImage('accepted')
        const producer = await stage.as('producer')
        const become = (value: string) =>
          producer.images.patch(`/v2/images/${id}`, [{ op: 'replace', path: '/visibility', value }])
        await become('private')
        const hidden = await images.get(`/v2/images/${id}`)
        await become('shared')
        return [hidden, await images.get(member(id, stage.target.accounts.consumer.projectId))]
      },
      expect: [refused(404, 'No image found with ID {image}'), { status: 200, body: entity('accepted') }],
    },
    {
      name: 'the list of members cannot be replaced',
      as: 'producer',
      act: async ({ images }, stage) => images.put(members(await stage.image()), {}),
      expect: { status: 405, headers: { allow: 'GET, POST' } },
    },
  ],
})
