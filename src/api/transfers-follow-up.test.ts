import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { addTransfer, transfersOf } from './transfers.ts'
import { applyFollowUp, followUpOf } from './transfers-follow-up.ts'

const session = makeSession()
beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/' }))
afterEach(() => {
  vi.unstubAllGlobals()
  transfersOf(session).set([])
})

const own = { id: 't', region: 'north', kind: 'import', name: 'n', source: null, follows: 'task' } as const
const begin = () =>
  addTransfer(session, {
    ...own,
    phase: 'applying',
    imageId: 'i',
    followUp: followUpOf({ os_distro: 'debian' }, []),
  })
const answer = (status: number, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ message: 'Not now' }, { status, headers })))
const now = () => transfersOf(session).get()[0]

test('a service that asks to wait uses up none of the tries', async () => {
  answer(429, { 'retry-after': '60' })
  for (let time = 0; time < 7; time += 1)
    await expect(applyFollowUp(new QueryClient(), session, now() ?? begin())).rejects.toMatchObject({ status: 429 })
  expect(now()).toMatchObject({ phase: 'applying', followUp: { state: 'waiting', tries: 0 } })
})

test('a service that fails without a word is tried five times', async () => {
  answer(503)
  for (let time = 0; time < 4; time += 1) await applyFollowUp(new QueryClient(), session, now() ?? begin())
  expect(now()).toMatchObject({ phase: 'applying', followUp: { state: 'waiting', tries: 4 } })
  await applyFollowUp(new QueryClient(), session, now() ?? begin())
  expect(now()).toMatchObject({ phase: 'failed', followUp: { state: 'failed', tries: 5 } })
})

test('a refusal is the end of it', async () => {
  answer(403)
  await applyFollowUp(new QueryClient(), session, begin())
  expect(now()).toMatchObject({ phase: 'failed', followUp: { state: 'failed', failure: 'Not now' } })
})
