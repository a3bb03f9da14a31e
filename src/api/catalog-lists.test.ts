import { describe, expect, test } from 'vitest'
import { listNames } from './catalog-entry.ts'
import { isInList, listVerdict } from './catalog-lists.ts'
import { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'
import { makeSession } from '#lib/testing/session.ts'

const session = (flavour: SignedIn['flavour'], role = 'member') =>
  makeSession({ flavour, account: { id: 'me', name: 'me' }, roles: [role] })

test.each([
  ['an upstream project', session('openstack'), ['default', 'community', 'hidden', 'pending', 'rejected']],
  ['an upstream administrator', session('openstack', 'admin'), ['default', 'community', 'hidden']],
  ['a Rackspace account', session('rackspace', 'identity:user-admin'), ['default', 'pending', 'rejected']],
])('the lists of %s; of each other one it is said why not', (_, viewer, expected) => {
  const verdicts = listNames.map((list) => [list, listVerdict(viewer, list)] as const)
  expect(verdicts.flatMap(([list, { ok }]) => (ok ? [list] : []))).toEqual(expected)
  const reasons = verdicts.flatMap(([, verdict]) => (verdict.ok ? [] : [verdict.reason]))
  expect(reasons.filter((reason) => !/^[A-Z].*\.$/.test(reason))).toEqual([])
})

describe('the lists an image is in, as far as it tells itself', () => {
  const listsOf = (fields: Record<string, unknown>) => {
    const image = Image.parse({ id: 'i', status: 'active', created_at: '2026-01-01T00:00:00Z', ...fields })
    return Object.fromEntries(listNames.map((list) => [list, isInList(image, list, session('openstack'))]))
  }
  const nowhere = { default: false, community: false, hidden: false, pending: false, rejected: false }

  test.each([
    ['own', { owner: 'me', visibility: 'private' }, { ...nowhere, default: true }],
    ['own, shared', { owner: 'me', visibility: 'shared' }, { ...nowhere, default: true }],
    ['own, for the community', { owner: 'me', visibility: 'community' }, { ...nowhere, default: true }],
    ['own, hidden', { owner: 'me', visibility: 'private', os_hidden: true }, { ...nowhere, hidden: true }],
    [
      'of others, for the community',
      { owner: 'they', visibility: 'community' },
      { ...nowhere, community: null, pending: null, rejected: null },
    ],
    [
      'of others, shared',
      { owner: 'they', visibility: 'shared' },
      { ...nowhere, default: null, pending: null, rejected: null },
    ],
    [
      'public, hidden',
      { owner: 'they', visibility: 'public', os_hidden: true },
      { ...nowhere, hidden: null, pending: null, rejected: null },
    ],
  ])('%s', (_, fields, expected) => expect(listsOf(fields)).toEqual(expected))
})
