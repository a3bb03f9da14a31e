import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { acrossSessions, sessionEnd } from '#api/session-end.ts'
import { ApiError } from '#api/errors.ts'
import { sessionQueries } from '#api/session.ts'
import type { Session } from '#lib/contract.ts'
import { shareSession } from './session-tabs.ts'
import { makeSession } from '#lib/testing/session.ts'

const session = (account: string) => makeSession({ account: { id: account, name: account } })
const { queryKey } = sessionQueries.current()

const channels: BroadcastChannel[] = []
const openTab = () => {
  const channel = new BroadcastChannel('session-tabs.test')
  channels.push(channel)
  const client = new QueryClient()
  const lookAgain = vi.spyOn(client, 'invalidateQueries').mockResolvedValue()
  const say = vi.spyOn(channel, 'postMessage')
  shareSession(client, channel)
  return { client, lookAgain, say }
}
afterEach(() => {
  for (const channel of channels.splice(0)) channel.close()
})

test('a switch of account in one tab makes the other look again', async () => {
  const one = openTab()
  const other = openTab()
  one.client.setQueryData<Session | null>(queryKey, session('a'))
  expect(one.say).not.toHaveBeenCalled() // the first look is no change
  one.client.setQueryData<Session | null>(queryKey, session('b'))
  expect(one.say).toHaveBeenCalledTimes(1)
  await vi.waitFor(() => expect(other.lookAgain).toHaveBeenCalledWith({ queryKey }))
  expect(one.lookAgain).not.toHaveBeenCalled()
})

test('finding out what another tab did is no news of its own', () => {
  const { client, say } = openTab()
  client.setQueryData<Session | null>(queryKey, session('a'))
  client.setQueryData<Session | null>(queryKey, session('a'))
  expect(say).not.toHaveBeenCalled()
})

test('signing out is told', () => {
  const { client, say } = openTab()
  client.setQueryData<Session | null>(queryKey, session('a'))
  client.setQueryData<Session | null>(queryKey, null)
  expect(say).toHaveBeenCalledTimes(1)
})

test('a renewed session is told, and what waited for it goes on; another holder’s leaves it undone', async () => {
  const { client, say } = openTab()
  const begin = session('a')
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  onTestFinished(() => void vi.restoreAllMocks())
  for (const [account, outcome] of [
    ['a', 'done'],
    ['b', 'session-refused'],
  ] as const) {
    client.setQueryData<Session | null>(queryKey, begin)
    say.mockClear()
    // Each session lives for hours.
    now += 3_600_000
    let tries = 0
    const asked = acrossSessions(async () => {
      tries += 1
      if (tries === 1) throw new ApiError({ kind: 'signed-out' }, { status: 401 })
      return 'done'
    }).catch(String)
    await vi.waitFor(() => expect(sessionEnd.isEnded()).toBe(true))
    // To the second the same as before: the clock of a cloud has no finer steps.
    client.setQueryData<Session | null>(queryKey, { ...session(account) })
    expect(await asked).toContain(outcome)
    expect(say).toHaveBeenCalled()
  }
})
