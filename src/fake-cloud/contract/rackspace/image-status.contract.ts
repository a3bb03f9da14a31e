import { satisfying } from '#fake-cloud/contract/matchers.ts'

import {
  ACCOUNTS,
  type RackspaceCase,
  rackspaceContract,
  type RackspaceStage,
  type User,
} from './rackspace-contract.ts'
import { exportOf, finished } from './task-acts.ts'

/** The statuses that the documents name, and one that they do not. */
const STATUSES = ['queued', 'saving', 'active', 'deactivated', 'killed', 'pending_delete', 'migrating'] as const
type Status = (typeof STATUSES)[number]

const LISTED = { status: 200, has: { images: [{ id: '{image}' }] } }
const NOT_LISTED = { status: 200, has: { images: satisfying<unknown[]>('none', (images) => images.length === 0) } }
const OK = { status: 200 }
const GONE = { status: 404 }
const exports = (status: 'success' | 'failure') => ({ status: 200, has: { status } })

const LOOKS = ['list', 'show', 'rename', 'share', 'tag', 'export', 'delete'] as const
type Look = (typeof LOOKS)[number]

const ACTS: Record<Look, (user: User, id: string, stage: RackspaceStage) => ReturnType<User['images']>> = {
  list: (user) => user.images('GET', '/v2/images?tag=case'),
  show: (user, id) => user.images('GET', `/v2/images/${id}`),
  rename: (user, id) => user.patch(id, [{ op: 'replace', path: '/name', value: 'x' }]),
  share: (user, id) => user.images('POST', `/v2/images/${id}/members`, { body: { member: ACCOUNTS.consumer } }),
  tag: (user, id) => user.images('PUT', `/v2/images/${id}/tags/gold`),
  async export(user, id, stage) {
    await user.files('PUT', '/outbox')
    return finished(user, stage, exportOf(id, 'outbox'))
  },
  delete: (user, id) => user.images('DELETE', `/v2/images/${id}`),
}

/** Metadata, sharing and tags work in every status that can be seen; data is there in `active` alone. */
const seen = { list: LISTED, show: OK, rename: OK, share: OK, tag: { status: 204 }, delete: { status: 204 } }
const DONE = exports('success')
const FAILS = exports('failure')

const OUTCOMES: Record<Status, Record<Look, { status: number }>> = {
  queued: { ...seen, export: FAILS },
  saving: { ...seen, export: FAILS },
  active: { ...seen, export: DONE },
  deactivated: { ...seen, export: FAILS },
  killed: { ...seen, list: NOT_LISTED, export: FAILS },
  pending_delete: {
    list: NOT_LISTED,
    show: GONE,
    rename: GONE,
    share: GONE,
    tag: GONE,
    export: FAILS,
    delete: GONE,
  },
  migrating: { ...seen, export: FAILS },
}

const standing = (stage: RackspaceStage, status: Status) =>
  stage.image({ status, properties: { 'com.rackspace__1__options': '0' } })

rackspaceContract({
  title: 'image statuses',
  source: 'Image statuses',
  cases: [
    ...STATUSES.flatMap((status) =>
      LOOKS.map((look): RackspaceCase => ({
        name: `${look} an image that is ${status}`,
        as: 'producer',
        act: (user, stage) => ACTS[look](user, standing(stage, status), stage),
        expect: OUTCOMES[status][look],
      })),
    ),
    ...STATUSES.filter((status) => status !== 'pending_delete').map((status): RackspaceCase => ({
      name: `an image that is ${status} says so`,
      as: 'producer',
      act: (user, stage) => user.images('GET', `/v2/images/${standing(stage, status)}`),
      expect: { status: 200, has: { status } },
    })),
    {
      name: 'a deleted image is gone, and stays gone',
      as: 'producer',
      act: async (user, stage) => {
        const id = standing(stage, 'active')
        return [await ACTS.delete(user, id, stage), await ACTS.show(user, id, stage), await ACTS.list(user, id, stage)]
      },
      expect: [{ status: 204 }, GONE, NOT_LISTED],
    },
  ],
})
