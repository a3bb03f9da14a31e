import {
  ACCOUNTS,
  NOT_ALLOWED,
  type RackspaceCase,
  rackspaceContract,
  type User,
  type Username,
} from './rackspace-contract.ts'
import type { Answer } from '#fake-cloud/contract/http.ts'

const { consumer, partner } = ACCOUNTS
const members = (id: string) => `/v2/images/${id}/members`

interface Act {
  /** The image is the producer's, tagged `case` and shared with the consumer. */
  run: (user: User, id: string) => Promise<Answer>
  success: number
}

/** The calls of the published matrix. */
const ACTS = {
  'list images': { success: 200, run: (user) => user.images('GET', '/v2/images?limit=1') },
  'show image': { success: 200, run: (user, id) => user.images('GET', `/v2/images/${id}`) },
  'list members': { success: 200, run: (user, id) => user.images('GET', members(id)) },
  'show member': { success: 200, run: (user, id) => user.images('GET', `${members(id)}/${consumer}`) },
  'show schema': { success: 200, run: (user) => user.images('GET', '/v2/schemas/image') },
  'add member': { success: 200, run: (user, id) => user.images('POST', members(id), { body: { member: partner } }) },
  'update image': { success: 200, run: (user, id) => user.patch(id, [{ op: 'replace', path: '/name', value: 'x' }]) },
  'add tag': { success: 204, run: (user, id) => user.images('PUT', `/v2/images/${id}/tags/gold`) },
  'delete tag': { success: 204, run: (user, id) => user.images('DELETE', `/v2/images/${id}/tags/case`) },
  'delete member': { success: 204, run: (user, id) => user.images('DELETE', `${members(id)}/${consumer}`) },
  'delete image': { success: 204, run: (user, id) => user.images('DELETE', `/v2/images/${id}`) },
} as const satisfies Record<string, Act>

type ActName = keyof typeof ACTS
const READS = ['list images', 'show image', 'list members', 'show member', 'show schema'] as const
const WRITES = ['update image', 'add tag', 'delete tag', 'delete member', 'delete image'] as const

/** May a user of this role do that? The account owner's roles may do all; the creator may share and nothing else. */
const MATRIX: readonly (readonly [Username, readonly ActName[], readonly ActName[]])[] = [
  ['producer', [...READS, 'add member', ...WRITES], []],
  ['manager', [...READS, 'add member', ...WRITES], []],
  ['images-admin', [...READS, 'add member', ...WRITES], []],
  ['creator', [...READS, 'add member'], WRITES],
  ['observer', READS, ['add member', ...WRITES]],
]

const cases = (as: Username, acts: readonly ActName[], isAllowed: boolean): RackspaceCase[] =>
  acts.map((name) => ({
    name: `${name}: ${isAllowed ? 'yes' : 'no'}`,
    as,
    act: (user, stage) => ACTS[name].run(user, stage.image({ members: { [consumer]: 'pending' } })),
    expect: isAllowed ? { status: ACTS[name].success } : NOT_ALLOWED,
  }))

rackspaceContract({
  title: 'role matrix',
  source: 'Detailed permissions matrix for Cloud Images',
  cases: MATRIX.flatMap(([as, allowed, refused]) => [...cases(as, allowed, true), ...cases(as, refused, false)]),
})
