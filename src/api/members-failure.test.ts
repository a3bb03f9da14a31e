import { expect, test } from 'vitest'
import { ApiError, type Fault } from './errors.ts'
import { type MemberAct, memberFailure, memberLimit } from './members-failure.ts'

const overLimit =
  'The limit has been exceeded on the number of allowed image members for this image. Attempted: 33, Maximum: 32'

test.each<[MemberAct, Fault, RegExp]>([
  ['add', { kind: 'conflict', detail: 'Member p2 is duplicated' }, /^This project is a member already\.$/],
  ['add', { kind: 'over-limit', detail: overLimit }, /as many members as the cloud allows \(32\)/],
  ['add', { kind: 'forbidden', detail: 'Not allowed' }, /does not allow sharing it\. The cloud says: Not allowed/],
  ['add', { kind: 'missing', detail: 'No image' }, /not found, or this project may not share it/],
  ['add', { kind: 'invalid', detail: '' }, /does not take this for a project\.$/],
  ['remove', { kind: 'forbidden', detail: '' }, /Only the image’s owner/],
  ['answer', { kind: 'forbidden', detail: '' }, /Only the project that the image is shared with can answer/],
  ['answer', { kind: 'missing', detail: '' }, /not shared with this project any more/],
  ['list', { kind: 'forbidden', detail: '' }, /visibility does not allow seeing/],
  ['list', { kind: 'missing', detail: '' }, /not shared with this project/],
  ['add', { kind: 'unreachable' }, /did not answer/],
])('%s, %j', (act, fault, words) => {
  expect(memberFailure(new ApiError(fault), act, 'openstack')).toMatch(words)
})

test('a rate limit is no limit on members', () => {
  expect(memberLimit(new ApiError({ kind: 'over-limit', detail: overLimit }))).toBe(32)
  expect(memberLimit(new ApiError({ kind: 'over-limit', detail: 'Over limit. Maximum: 10 per minute' }))).toBeNull()
  expect(memberLimit(new ApiError({ kind: 'conflict', detail: overLimit }))).toBeNull()
})
