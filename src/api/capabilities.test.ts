import { describe, expect, test } from 'vitest'
import { imageCan, memberCan, rankOf } from './capabilities.ts'
import { Image } from './schemas.ts'
import type { SignedIn } from './session.ts'
import { makeSession } from '#lib/testing/session.ts'

const image = (fields: Record<string, unknown> = {}) =>
  Image.parse({
    id: 'i',
    status: 'active',
    visibility: 'private',
    owner: 'mine',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  })

const session = (flavour: SignedIn['flavour'], roles: string[]) =>
  makeSession({
    flavour,
    account: { id: 'mine', name: 'mine' },
    roles,
    capabilities: { switchProject: false, importTasks: flavour === 'rackspace' },
  })

const rackspace = (...roles: string[]) => session('rackspace', roles)
const openstack = (...roles: string[]) => session('openstack', roles)

describe('rankOf: the more permissive role wins', () => {
  test.each([
    [rackspace('identity:user-admin'), 'admin'],
    [rackspace('observer', 'cloudImages:admin'), 'admin'],
    [rackspace('cloudImages:observer', 'cloudImages:creator'), 'creator'],
    [rackspace('observer'), 'observer'],
    [rackspace('identity:default', 'compute:default'), 'none'],
    [openstack('admin', 'member', 'reader'), 'admin'],
    [openstack('member', 'reader'), 'member'],
    [openstack('reader'), 'observer'],
    [openstack('team-a-operators'), 'member'],
    [openstack(), 'none'],
  ])('%j is %s', ({ roles, flavour }, rank) => {
    expect(rankOf({ roles, flavour })).toBe(rank)
  })
})

type Verb = keyof typeof imageCan
const refused = (verb: Verb, of: Image, by: SignedIn) => {
  const verdict = imageCan[verb](of, by)
  return verdict.ok ? null : verdict.reason
}

describe('what may be done', () => {
  test.each<[Verb, Image, SignedIn]>([
    ['edit', image(), rackspace('identity:user-admin')],
    ['edit', image(), openstack('member')],
    ['edit', image({ owner: 'other' }), openstack('admin')],
    ['share', image(), rackspace('cloudImages:creator')],
    ['share', image({ visibility: 'shared' }), openstack('member')],
    ['download', image({ owner: 'other', visibility: 'public' }), openstack('member')],
    ['download', image({ status: 'deactivated' }), openstack('admin')],
    ['export', image({ 'com.rackspace__1__options': '0' }), rackspace('admin')],
    ['deactivate', image({ status: 'deactivated' }), openstack('member')],
    ['delete', image({ status: 'queued' }), openstack('member')],
  ])('%s', (verb, of, by) => {
    expect(refused(verb, of, by)).toBeNull()
  })
})

describe('what may not, and why', () => {
  test.each<[Verb, Image, SignedIn, RegExp]>([
    ['edit', image(), openstack('reader'), /role \(observer\)/],
    ['edit', image(), rackspace('cloudImages:creator'), /role \(creator\)/],
    ['edit', image(), rackspace('identity:default'), /no role/],
    ['edit', image({ owner: 'other' }), openstack('member'), /another project/],
    ['edit', image({ owner: 'other' }), rackspace('admin'), /another account/],
    ['share', image({ visibility: 'public' }), openstack('admin'), /public/],
    ['share', image({ visibility: 'community' }), openstack('member'), /community/],
    ['share', image(), rackspace('observer'), /role \(observer\)/],
    ['download', image(), rackspace('admin'), /export/],
    ['download', image(), openstack('reader'), /role/],
    ['download', image({ status: 'deactivated' }), openstack('member'), /deactivated/],
    ['download', image({ status: 'queued' }), openstack('member'), /queued/],
    ['export', image(), openstack('member'), /no export/],
    ['export', image({ owner: 'other', visibility: 'public' }), rackspace('admin'), /owner/],
    ['export', image({ status: 'saving' }), rackspace('admin'), /saving/],
    ['export', image(), rackspace('admin'), /does not say/],
    ['export', image({ 'com.rackspace__1__options': '4' }), rackspace('admin'), /licensed/],
    ['deactivate', image(), rackspace('admin'), /Rackspace itself/],
    ['deactivate', image({ status: 'queued' }), openstack('member'), /queued/],
    ['delete', image({ protected: true }), openstack('member'), /protected/],
    ['delete', image({ owner: null }), openstack('member'), /another project/],
  ])('%s', (verb, of, by, reason) => {
    expect(refused(verb, of, by)).toMatch(reason)
  })
})

describe('members', () => {
  const asked = (verb: keyof typeof memberCan, of: Image, by: SignedIn) => {
    const verdict = memberCan[verb](of, by)
    return verdict.ok ? null : verdict.reason
  }
  const offered = image({ owner: 'other', visibility: 'shared' })

  test.each<[keyof typeof memberCan, Image, SignedIn]>([
    ['list', image(), rackspace('observer')],
    ['list', image({ visibility: 'shared' }), openstack('reader')],
    ['remove', image(), rackspace('identity:user-admin')],
    ['remove', image({ visibility: 'shared' }), openstack('member')],
    ['remove', offered, openstack('admin')],
    ['answer', image({ owner: 'other' }), rackspace('cloudImages:admin')],
    ['answer', offered, openstack('member')],
  ])('possible: %s', (verb, of, by) => {
    expect(asked(verb, of, by)).toBeNull()
  })

  test.each<[keyof typeof memberCan, Image, SignedIn, RegExp]>([
    ['list', image({ visibility: 'public' }), rackspace('admin'), /public/],
    ['list', image({ visibility: 'community' }), openstack('member'), /community/],
    ['list', image(), openstack('member'), /private/],
    ['list', image(), rackspace('identity:default'), /no role/],
    ['remove', image(), rackspace('cloudImages:creator'), /role \(creator\)/],
    ['remove', offered, openstack('member'), /another project/],
    ['remove', image(), openstack('member'), /private/],
    ['answer', image(), rackspace('admin'), /Only the account/],
    ['answer', offered, openstack('reader'), /role \(observer\)/],
    ['answer', image({ owner: 'other' }), rackspace('cloudImages:creator'), /role \(creator\)/],
    ['answer', image({ owner: 'other', visibility: 'public' }), openstack('member'), /public/],
  ])('refused: %s', (verb, of, by, reason) => {
    expect(asked(verb, of, by)).toMatch(reason)
  })
})
