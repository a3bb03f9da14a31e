import type { Answer } from '#fake-cloud/contract/http.ts'

import {
  ACCOUNTS,
  NOT_ALLOWED,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  type User,
  type Username,
} from './rackspace-contract.ts'
import { create, exportOf, IMPORT } from './task-acts.ts'

const { consumer, partner, producer } = ACCOUNTS
const members = (id: string) => `/v2/images/${id}/members`

interface Act {
  /** The image is the producer's, tagged `case` and shared with the consumer. */
  run: (user: User, id: string, stage: RackspaceStage) => Promise<Answer>
  success: number
}

/** The tasks of the account's others: some are always there. */
const firstTask = async (user: User): Promise<string> => {
  const { text } = await user.images('GET', '/v2/tasks?limit=1')
  return /"self":"([^"]+)"/.exec(text)?.[1] ?? '/v2/tasks/none'
}

/** The calls of the published matrix. */
const ACTS = {
  'list images': { success: 200, run: (user) => user.images('GET', '/v2/images?limit=1') },
  'show image': { success: 200, run: (user, id) => user.images('GET', `/v2/images/${id}`) },
  'list members': { success: 200, run: (user, id) => user.images('GET', members(id)) },
  'show member': { success: 200, run: (user, id) => user.images('GET', `${members(id)}/${consumer}`) },
  'show schema': { success: 200, run: (user) => user.images('GET', '/v2/schemas/image') },
  'list tasks': { success: 200, run: (user) => user.images('GET', '/v2/tasks') },
  'show task': { success: 200, run: async (user) => user.images('GET', await firstTask(user)) },
  'add member': { success: 200, run: (user, id) => user.images('POST', members(id), { body: { member: partner } }) },
  'update image': { success: 200, run: (user, id) => user.patch(id, [{ op: 'replace', path: '/name', value: 'x' }]) },
  'add tag': { success: 204, run: (user, id) => user.images('PUT', `/v2/images/${id}/tags/gold`) },
  'delete tag': { success: 204, run: (user, id) => user.images('DELETE', `/v2/images/${id}/tags/case`) },
  'update member': {
    success: 200,
    run: (user, _id, stage) => {
      const offered = stage.image({ owner: partner, members: { [producer]: 'pending' } })
      return user.images('PUT', `${members(offered)}/${producer}`, { body: { status: 'accepted' } })
    },
  },
  'delete member': { success: 204, run: (user, id) => user.images('DELETE', `${members(id)}/${consumer}`) },
  'delete image': { success: 204, run: (user, id) => user.images('DELETE', `/v2/images/${id}`) },
  'create import task': { success: 201, run: (user) => create(user, IMPORT) },
  'create export task': { success: 201, run: (user, id) => create(user, exportOf(id)) },
} as const satisfies Record<string, Act>

type ActName = keyof typeof ACTS
const READS = [
  'list images',
  'show image',
  'list members',
  'show member',
  'show schema',
  'list tasks',
  'show task',
] as const
const WRITES = [
  'update image',
  'add tag',
  'delete tag',
  'update member',
  'delete member',
  'delete image',
  'create import task',
  'create export task',
] as const

/** May a user of this role do that? The account owner's roles may do all; the creator may share and nothing else. */
const MATRIX: readonly (readonly [Username, readonly ActName[], readonly ActName[]])[] = [
  ['producer', [...READS, 'add member', ...WRITES], []],
  ['manager', [...READS, 'add member', ...WRITES], []],
  ['images-admin', [...READS, 'add member', ...WRITES], []],
  ['creator', [...READS, 'add member'], WRITES],
  ['observer', READS, ['add member', ...WRITES]],
  // Schemas are for whoever is signed in.
  ['roleless', ['show schema'], [...READS.filter((act) => act !== 'show schema'), 'add member', ...WRITES]],
]

const cases = (as: Username, acts: readonly ActName[], isAllowed: boolean): RackspaceCase[] =>
  acts.map((name) => ({
    name: `${name}: ${isAllowed ? 'yes' : 'no'}`,
    as,
    act: (user, stage) => ACTS[name].run(user, stage.image({ members: { [consumer]: 'pending' } }), stage),
    expect: isAllowed ? { status: ACTS[name].success } : NOT_ALLOWED,
  }))

rackspaceContract({
  title: 'role matrix',
  source: 'Detailed permissions matrix for Cloud Images',
  cases: MATRIX.flatMap(([as, allowed, refused]) => [...cases(as, allowed, true), ...cases(as, refused, false)]),
})
