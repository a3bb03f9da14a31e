import { satisfying } from '#fake-cloud/contract/matchers.ts'
import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  refusedPlainly,
  type User,
} from './rackspace-contract.ts'

const { consumer, partner } = ACCOUNTS
const JSON_TYPE = { 'content-type': 'application/json' }

const members = (id: string) => `/v2/images/${id}/members`
const invite = (user: User, id: string, member = consumer) => user.images('POST', members(id), { body: { member } })
const answer = (user: User, id: string, status: string) =>
  user.images('PUT', `${members(id)}/${consumer}`, { body: { status } })

const shared = (stage: RackspaceStage, status: 'pending' | 'accepted' | 'rejected' = 'pending') =>
  stage.image({ members: { [consumer]: status } })

const member = (status: string) => ({
  image_id: '{image}',
  member_id: '{consumer}',
  status,
  created_at: '{seconds}',
  updated_at: '{seconds}',
  schema: '/v2/schemas/member',
})

rackspaceContract({
  title: 'image members',
  source: 'Image member operations',
  cases: [
    {
      name: 'a private image takes members as it is',
      as: 'producer',
      act: (user, stage) => invite(user, stage.image()),
      expect: { status: 200, body: member('pending') },
    },
    {
      name: 'the image stays private',
      as: 'producer',
      act: async (user, stage) => {
        const id = stage.image()
        await invite(user, id)
        return user.images('GET', `/v2/images/${id}`)
      },
      expect: { status: 200, has: { visibility: 'private' } },
    },
    {
      name: 'a public image has none to add, to its owner',
      as: 'producer',
      act: (user, stage) => invite(user, stage.image({ visibility: 'public' })),
      expect: refusedPlainly(403, 'Forbidden', 'Public images do not have members.'),
    },
    {
      name: 'a public image of Rackspace’s has none',
      as: 'producer',
      act: (user, stage) => invite(user, stage.image({ visibility: 'public', owner: '688' })),
      expect: { status: 404 },
    },
    {
      name: 'twice',
      as: 'producer',
      act: (user, stage) => invite(user, shared(stage)),
      expect: { status: 409 },
    },
    ...(
      [
        ['no member', '{}'],
        ['no JSON', '{'],
        ['a list', '[]'],
      ] as const
    ).map(([name, body]): RackspaceCase => ({
      name: `${name} to add`,
      as: 'producer',
      act: (user, stage) => user.images('POST', members(stage.image()), { body, headers: JSON_TYPE }),
      expect: { status: 400 },
    })),
    ...(['consumer', 'partner'] as const).map((as): RackspaceCase => ({
      name: 'who does not own the image finds none to share',
      as,
      act: (user, stage) => invite(user, shared(stage, 'accepted'), partner),
      expect: { status: 404 },
    })),
    {
      name: 'the owner lists all members',
      as: 'producer',
      act: (user, stage) =>
        user.images('GET', members(stage.image({ members: { [consumer]: 'accepted', [partner]: 'pending' } }))),
      expect: {
        status: 200,
        has: {
          members: satisfying<unknown[]>('both', (rows) => rows.length === 2),
          schema: '/v2/schemas/members',
        },
      },
    },
    {
      name: 'a member lists itself alone',
      as: 'consumer',
      act: (user, stage) =>
        user.images('GET', members(stage.image({ members: { [consumer]: 'accepted', [partner]: 'pending' } }))),
      expect: { status: 200, body: { members: [member('accepted')], schema: '/v2/schemas/members' } },
    },
    {
      name: 'a stranger finds no list',
      as: 'partner',
      act: (user, stage) => user.images('GET', members(shared(stage))),
      expect: { status: 404 },
    },
    ...(['accepted', 'rejected', 'pending'] as const).map((status): RackspaceCase => ({
      name: `a member says ${status}`,
      as: 'consumer',
      act: (user, stage) => answer(user, shared(stage), status),
      expect: { status: 200, body: member(status) },
    })),
    {
      name: 'a member says what there is not',
      as: 'consumer',
      act: (user, stage) => answer(user, shared(stage), 'maybe'),
      expect: { status: 400 },
    },
    {
      name: 'the owner does not answer for a member',
      as: 'producer',
      act: (user, stage) => answer(user, shared(stage), 'accepted'),
      expect: { status: 403 },
    },
    {
      name: 'a member that says yes finds the image in its list',
      as: 'consumer',
      act: async (user, stage) => {
        await answer(user, shared(stage), 'accepted')
        return user.images('GET', '/v2/images?tag=case')
      },
      expect: { status: 200, has: { images: [{ id: '{image}' }] } },
    },
    {
      name: 'the owner removes a member, who loses the image',
      as: 'producer',
      act: async (user, stage) => {
        const id = shared(stage, 'accepted')
        const other = await stage.as('consumer')
        return [
          await user.images('DELETE', `${members(id)}/${consumer}`),
          await user.images('DELETE', `${members(id)}/${consumer}`),
          await other.images('GET', `/v2/images/${id}`),
        ]
      },
      expect: [{ status: 204, text: '' }, { status: 404 }, { status: 404 }],
    },
    {
      name: 'a member does not leave',
      as: 'consumer',
      act: (user, stage) => user.images('DELETE', `${members(shared(stage))}/${consumer}`),
      expect: { status: 403 },
    },
  ],
})
