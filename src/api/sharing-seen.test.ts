import { beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { Image } from './schemas.ts'
import { awaitedImages, seeAccepted, seeMembers, seeOwnAnswer, seePending } from './sharing-seen.ts'

const image = (id: string) =>
  Image.parse({ id, name: `name of ${id}`, status: 'active', visibility: 'shared', owner: 'p9', created_at: '' })
const member = (member_id: string, status: string) => ({ member_id, status, created_at: '', updated_at: '' })
const ref = { region: 'north', imageId: 'i1' }

/** Somebody new for each test: what a browser keeps, it keeps by holder. */
let session = makeSession()
let holders = 0
beforeEach(() => {
  session = makeSession({ user: { id: `u${(holders += 1)}`, name: 'ada' } })
  vi.stubGlobal('localStorage', undefined)
})

test('what is there at the first look is no news; what comes later is, once', () => {
  expect(seePending(session, 'north', [image('a')])).toEqual([])
  const news = [{ kind: 'offered', region: 'north', imageId: 'b', name: 'name of b', owner: 'p9' }]
  expect(seePending(session, 'north', [image('a'), image('b')])).toEqual(news)
  expect(seePending(session, 'north', [image('a'), image('b')])).toEqual([])
  // Another region has a first look of its own.
  expect(seePending(session, 'south', [image('c')])).toEqual([])
})

test('an image taken back and offered again is offered anew', () => {
  seePending(session, 'north', [image('a')])
  seePending(session, 'north', [])
  expect(seePending(session, 'north', [image('a')])).toHaveLength(1)
})

test('one’s own answers are no news, whichever way they go', () => {
  seePending(session, 'north', [image('a')])
  seeAccepted(session, 'north', [])
  seeOwnAnswer(session, 'north', image('a'), 'accepted')
  expect(seePending(session, 'north', [])).toEqual([])
  seeOwnAnswer(session, 'north', image('a'), 'rejected')
  expect(seeAccepted(session, 'north', [])).toEqual([])
  seeOwnAnswer(session, 'north', image('a'), 'pending')
  expect(seePending(session, 'north', [image('a')])).toEqual([])
})

test('what was accepted and is in no list any more is missing, once', () => {
  seeAccepted(session, 'north', [image('a'), image('b')])
  expect(seeAccepted(session, 'north', [image('b')])).toEqual([{ region: 'north', imageId: 'a', name: 'name of a' }])
  expect(seeAccepted(session, 'north', [image('b')])).toEqual([])
})

test('answers of members are news; new members, answers put off and one’s own are not', () => {
  const see = (...members: ReturnType<typeof member>[]) => seeMembers(session, [{ ...ref, members }])
  expect(see(member('p2', 'pending'), member('p3', 'accepted'))).toEqual([])
  expect(awaitedImages(session)).toEqual([ref])
  const answered = (account: string, answer: string) => ({ kind: 'answered', ...ref, account, answer })
  expect(see(member('p2', 'accepted'), member('p3', 'rejected'), member('p4', 'accepted'))).toEqual([
    answered('p2', 'accepted'),
    answered('p3', 'rejected'),
  ])
  expect(awaitedImages(session)).toEqual([])
  expect(see(member('p2', 'pending'), member('p1', 'pending'))).toEqual([])
  expect(see(member('p2', 'pending'), member('p1', 'accepted'))).toEqual([])
  expect(see()).toEqual([])
  expect(awaitedImages(session)).toEqual([])
})

test('an account removed and shared with again has not answered', () => {
  const see = (...members: ReturnType<typeof member>[]) => seeMembers(session, [{ ...ref, members }])
  see(member('p2', 'rejected'))
  see()
  expect(see(member('p2', 'pending'))).toEqual([])
})
